"""Another template for `new`: the only module that imports copier, and only when it is called."""

from __future__ import annotations

import io
import os
import re
import tempfile
import warnings
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, SPEC, File

QUESTIONS = ("copier.yml", "copier.yaml")


def copy(source: str, answers: dict[str, Any]) -> dict[str, File]:
    """Render a Copier template, a folder or a git address, into files that belong to their user at once.

    Templates that run code of their own (tasks, extensions) are refused, as copier does without --trust.
    """
    source = _checked(source)
    import copier
    from copier.errors import CopierError

    # Git would ask for a password in the middle of our own output.
    os.environ.setdefault("GIT_TERMINAL_PROMPT", "0")
    with tempfile.TemporaryDirectory(prefix="scaffold-") as target:
        try:
            with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
                warnings.simplefilter("ignore")
                copier.run_copy(source, target, data=answers, defaults=True, quiet=True, unsafe=False)
        except (CopierError, OSError, ValueError) as error:
            raise _refused(source, _first_line(error)) from error
        except Exception as error:
            # Jinja's, YAML's and git's own errors reach us as they are.
            raise _refused(source, f"{type(error).__name__}: {_first_line(error)}") from error
        files = dict(_read(Path(target)))
    if not files:
        raise _refused(source, "it makes no file")
    return files


def _checked(source: str) -> str:
    """Return the source as copier takes it; a folder that is no template is refused before it is copied."""
    folder = Path(source).expanduser()
    if not folder.is_dir():
        return source
    inside = [(folder / name).is_file() for name in (*QUESTIONS, ".git/HEAD")]
    if not any(inside):
        raise _refused(source, "the folder has no copier.yml")
    return str(folder.resolve())


def _read(top: Path) -> list[tuple[str, File]]:
    files = []
    for file in sorted(top.rglob("*")):
        path = file.relative_to(top).as_posix()
        if file.is_symlink():
            raise ScaffoldError(f"the template makes a symbolic link, {path}", hint="make it a plain file")
        if path == SPEC or path.split("/")[0] == FOLDER:
            raise ScaffoldError(
                f"the template makes {path}, which scaffold writes itself", hint="take it out of the template"
            )
        if file.is_file() and not path.startswith(".git/"):
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            files.append((path, File(path, text, "seeded", f"template:{path}")))
    return files


def _first_line(error: Exception) -> str:
    """Return the line that says what is wrong; git's own comes after copier's account of the command."""
    if type(error).__name__ == "InvalidConfigFileError":
        return "its copier.yml is not valid"
    text = str(error).strip()
    git = re.search(r"fatal: (.+)", text)
    return git[1] if git else (text.splitlines() or ["copier does not say why"])[0].rstrip(".")


def _refused(source: str, why: str) -> ScaffoldError:
    return ScaffoldError(
        f"this template cannot be used: {why}",
        where=source,
        hint="--template takes the folder or git address of a Copier template",
    )
