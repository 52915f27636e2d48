"""The document of an app's API, told by the app itself; no server runs for it, and no database is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.tools import packages, process

SCRIPT = "scripts/openapi.ts"
RUNNER, PROGRAM = "tsx", "dist/cli.mjs"
LIMIT, SECONDS = "SCAFFOLD_OPENAPI_TIMEOUT", 120.0


def document(root: Path, package_manager: str) -> str:
    """Return the document as the app writes it; ScaffoldError where it cannot."""
    if not packages.is_file(root / SCRIPT):
        what = f"the app has no {SCRIPT}, which tells what its API is"
        raise ScaffoldError(what, where=SCRIPT, hint="scaffold update")
    program = packages.find(root, RUNNER, PROGRAM)
    if program is None:
        what = "the app's dependencies are not installed, and the app itself tells what its API is"
        raise ScaffoldError(what, where=packages.MODULES, hint=f"{package_manager} install")
    command = ["node", f"{program}/{PROGRAM}", "--conditions=react-server", SCRIPT]
    hint = f"see what the app says: {package_manager} run typecheck"
    try:
        said = process.run(
            command, root, SCRIPT, hint, {"NODE_NO_WARNINGS": "1"}, limit=process.limit(LIMIT, SECONDS)
        )
    except process.Interrupted:
        # Nothing is changed by asking.
        raise KeyboardInterrupt from None
    # Whatever else a program says, its answer comes last.
    start = 0 if said.startswith("{\n") else said.find("\n{\n") + 1
    text = said[start:].strip() + "\n"
    try:
        parse(text)
    except ValueError as error:
        what = f"{SCRIPT} does not write the document of the API{process.last_words(said)}"
        raise ScaffoldError(what, where=SCRIPT, hint=hint) from error
    return text


def parse(text: str) -> Mapping[str, Any]:
    """Read a document; ValueError where it is no JSON object."""
    try:
        found = json.loads(text, parse_constant=_refuse, parse_float=_number)
    except RecursionError as error:
        raise ValueError("it is too deep") from error
    if not isinstance(found, dict):
        raise ValueError("it is no object")
    return found


def no_document() -> ScaffoldError:
    """Say that what the app writes is JSON, and no OpenAPI."""
    what = f"{SCRIPT} writes what is no OpenAPI document"
    return ScaffoldError(what, where=SCRIPT, hint="correct what makes it: lib/openapi.ts")


def _number(text: str) -> float:
    found = float(text)
    if abs(found) == float("inf"):
        raise ValueError(f"{text} is too large")
    return found


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
