"""Another template for `new`: the only module that imports copier, and only when it is called."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.plan import File


def copy(source: str, answers: dict[str, Any]) -> dict[str, File]:
    """Render a Copier template, a folder or a git address, into files that belong to their user at once.

    Templates that run code of their own (tasks, extensions) are refused, as copier does without --trust.
    """
    import copier
    from copier.errors import CopierError

    folder = Path(source).expanduser()
    if folder.is_dir():
        source = str(folder.resolve())
    with tempfile.TemporaryDirectory(prefix="scaffold-") as target:
        try:
            copier.run_copy(source, target, data=answers, defaults=True, quiet=True, unsafe=False)
        except (CopierError, OSError, ValueError) as error:
            raise _refused(source, str(error)) from error
        except Exception as error:
            # Jinja's, YAML's and git's own errors reach us as they are.
            raise _refused(source, f"{type(error).__name__}: {error}") from error
        return dict(_read(Path(target)))


def _read(top: Path) -> list[tuple[str, File]]:
    found = []
    for file in sorted(top.rglob("*")):
        path = file.relative_to(top).as_posix()
        if file.is_symlink():
            raise ScaffoldError(f"the template makes a symbolic link, {path}", hint="make it a plain file")
        if file.is_file() and not path.startswith(".git/"):
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            found.append((path, File(path, text, "seeded", f"template:{path}")))
    return found


def _refused(source: str, why: str) -> ScaffoldError:
    return ScaffoldError(
        f"this template cannot be used: {why.strip()}",
        where=source,
        hint="--template takes the folder or git address of a Copier template",
    )
