"""What a generated module takes from others and gives them, read from its text: its imports and exports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from posixpath import dirname, normpath

CODE = (".ts", ".tsx")
# `@/lib/http` is lib/http.ts.
ALIAS = "@/"
_ENDINGS = ("", ".ts", ".tsx", "/index.ts")
_IMPORT = re.compile(r'^import (?:type )?(?:([^;"]+?) from )?"([^"]+)";$', re.MULTILINE)
_NAMES = re.compile(r"\{(.*)\}", re.DOTALL)
_DECLARED = r"^export (?:default )?(?:async |abstract )?(?:function\*?|const|class|type|interface) {}\b"
_BODY = re.compile(r"\)(?:: [^\n]+?)? (?:=> )?\{$", re.MULTILINE)


def imports(text: str) -> set[tuple[str, str]]:
    """List what a module imports: the other one as it is spelled, and a name, or "" for no name."""
    return {(module, name) for clause, module in _IMPORT.findall(text) for name in _imported(clause, text)}


def path_of(module: str, importer: str, known: Collection[str]) -> str | None:
    """Find the file of a module among those that are known; None for a package."""
    if module.startswith(ALIAS):
        stem = module.removeprefix(ALIAS)
    elif module.startswith("."):
        stem = normpath(f"{dirname(importer)}/{module}")
    else:
        return None
    return next((stem + ending for ending in _ENDINGS if stem + ending in known), stem)


def package_of(module: str) -> str | None:
    """Name the package of a module that is in one; None for what Node.js has itself."""
    if module.startswith(("node:", ".", ALIAS)):
        return None
    return "/".join(module.split("/")[: 2 if module.startswith("@") else 1])


def export(text: str, name: str) -> str | None:
    """Return how a module declares what it exports by a name, functions without body; None if it does not."""
    if name == "default":
        return name if re.search(r"^export default\b", text, re.MULTILINE) else None
    found = re.search(_DECLARED.format(re.escape(name)), text, re.MULTILINE)
    if not found:
        listed = re.search(rf"^export (?:type |const )?\{{[^}}]*\b{re.escape(name)}\b", text, re.MULTILINE)
        return name if listed else None
    declaration = text[found.start() : found.start() + _length(text[found.start() :])]
    body = _BODY.search(declaration)
    return declaration[: body.end()] if body else declaration.rstrip()


def _imported(clause: str, text: str) -> Iterator[str]:
    """List the names of one import; those of a namespace are the members that the module uses."""
    names = _NAMES.search(clause)
    if names:
        parts = (part.strip().removeprefix("type ") for part in names[1].split(","))
        yield from (part.split(" as ")[0] for part in parts if part)
    elif clause.startswith("* as "):
        space = re.escape(clause.removeprefix("* as "))
        yield from re.findall(rf"\b{space}\.(\w+)", text)
    else:
        yield "default" if clause else ""


def _length(text: str) -> int:
    """Measure a declaration: its first line, and what is indented or closes it."""
    after = re.compile(r"\n(?=[^\s\]})])").search(text)
    return after.start() if after else len(text)
