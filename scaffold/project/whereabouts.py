"""Tell an app whose code lies where it was generated from one that was moved: nothing goes there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, SPEC, decode, sha256
from scaffold.project.lock import Lock
from scaffold.project.memory import read
from scaffold.project.plan import listed

# Without these no app runs, so they are never just deleted.
CORE = ("app", "components", "db", "lib")
SAMPLES, DEPTH = 5, 4
_NOT_CODE = {"node_modules", ".next", ".git", FOLDER, ".data", "dist", "build", "out", "coverage"}
CONFIGS = tuple(f"next.config.{ending}" for ending in ("ts", "mts", "js", "mjs", "cjs"))
TSCONFIG = "tsconfig.json"
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


def check(root: Path, lock: Lock) -> None:
    """Raise ScaffoldError where an app is not the tree that scaffold made; costs a look at each folder."""
    samples = _samples(lock)
    for top in samples:
        if os.path.islink(root / top):
            raise _is_link(root, top)
    gone = {top: paths for top, paths in samples.items() if not any(_is_there(root, path) for path in paths)}
    if gone:
        _refuse_gone(root, lock, gone, everything=len(gone) == len(samples))
    for folder in ("src/app", "src/pages"):
        if not os.path.lexists(root / "app") and os.path.isdir(root / folder):
            raise _moved({"app": folder}, _back(root, {"app": folder}))
    _check_alias(root, lock)
    _check_extensions(root, lock)


def check_new(root: Path, lock: Lock, paths: Iterable[str]) -> None:
    """Raise ScaffoldError where new files would go to a folder that somebody moved."""
    above = {os.path.dirname(path) for path in paths}
    lost = tuple(f"{folder}/" for folder in sorted(above) if folder and not os.path.isdir(root / folder))
    gone: dict[str, list[str]] = {}
    for path in lock.files if lost else ():
        if path.startswith(lost):
            folder = next(folder for folder in lost if path.startswith(folder))
            gone.setdefault(folder.rstrip("/"), []).append(path)
    moved = _find(root, lock, gone) if gone else {}
    if moved:
        raise _moved(moved, _back(root, moved))


def _samples(lock: Lock) -> dict[str, list[str]]:
    """Choose a few files of each folder at the top, those of the skeleton where there are some."""
    skeleton: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for path, line in lock.files.lines.items():
        top, slash, _ = path.partition("/")
        enough = len(skeleton.get(top, ())) >= SAMPLES
        if enough or not slash or '"seeded"' in line:
            continue
        chosen = (skeleton if '"app:' in line else others).setdefault(top, [])
        if len(chosen) < SAMPLES:
            chosen.append(path)
    return others | skeleton


def _refuse_gone(root: Path, lock: Lock, gone: Mapping[str, list[str]], *, everything: bool) -> None:
    moved = _find(root, lock, gone)
    if moved:
        homes = {there[: -len(top)].rstrip("/") for top, there in moved.items() if there.endswith(f"/{top}")}
        if everything and len(homes) == 1 and len(moved) == len(gone):
            home = shlex.quote(homes.pop())
            raise _moved(moved, f"take along what scaffold knows: mv {SPEC} {FOLDER} {home}/ && cd {home}")
        raise _moved(moved, _back(root, moved))
    lost = [top for top in gone if top in CORE and len(gone[top]) > 1]
    if lost:
        what = f"{listed(lost)} {'is' if len(lost) == 1 else 'are'} gone, with all that was generated there"
        names = " ".join(map(shlex.quote, lost))
        raise ScaffoldError(what, where=lost[0], hint=f"restore it: git checkout -- {names}")


def _find(root: Path, lock: Lock, gone: Mapping[str, list[str]]) -> dict[str, str]:
    """Look for the folders that hold what these held, by the names and the texts of files."""
    found: dict[str, tuple[int, str]] = {}
    for folder in _folders(root):
        for old, paths in gone.items():
            score = _likeness(root, lock, folder, old, paths[:SAMPLES]) if folder != old else 0
            if score > found.get(old, (0, ""))[0]:
                found[old] = score, folder
    return {old: folder for old, (_, folder) in sorted(found.items())}


def _likeness(root: Path, lock: Lock, folder: str, old: str, paths: list[str]) -> int:
    there = [path for path in paths if os.path.isfile(root / folder / path[len(old) + 1 :])]
    if len(there) * 2 < len(paths):
        return 0
    same = os.path.basename(folder).lower() == os.path.basename(old).lower()
    copies = [path for path in there if _is_copy(root, lock, f"{folder}/{path[len(old) + 1 :]}", path)]
    return 0 if not copies and not same else len(there) + 2 * len(copies) + same


def _is_copy(root: Path, lock: Lock, now: str, path: str) -> bool:
    data = read(root, [now])[now]
    return data is not None and sha256(decode(data)) == lock.files[path].sha256


def _folders(root: Path) -> Iterable[str]:
    for folder, folders, names in os.walk(root):
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        if inside != ".":
            yield inside
        # Another app inside this one has its own.
        is_other = inside != "." and SPEC in names
        deep = inside.count("/") + 1 >= DEPTH + 1
        folders[:] = [] if is_other or deep else sorted(set(folders) - _NOT_CODE)


def _is_there(root: Path, path: str) -> bool:
    try:
        os.lstat(root / path)
    except FileNotFoundError:
        return False
    except OSError:
        # Whoever reads it says what is wrong with it.
        return True
    return True


def _is_link(root: Path, top: str) -> ScaffoldError:
    leads = os.readlink(root / top)
    what = f"{top} is a symbolic link, to {leads}; scaffold only writes into the folder that it made"
    hint = f"put the folder in its place: rm {shlex.quote(top)} && mv {shlex.quote(leads)} {shlex.quote(top)}"
    return ScaffoldError(what, where=top, hint=hint)


def _moved(moved: Mapping[str, str], hint: str) -> ScaffoldError:
    olds, news = listed(list(moved)), listed(list(moved.values()))
    verb = "was" if len(moved) == 1 else "were"
    what = (
        f"{olds} {verb} moved to {news}; scaffold only writes where it made the app, and nothing was changed"
    )
    return ScaffoldError(what, where=next(iter(moved.values())), hint=hint)


def _back(root: Path, moved: Mapping[str, str]) -> str:
    """Name the command that moves folders back; where a second one is in their place, that goes first."""
    second = [old for old in moved if any(names for _, _, names in os.walk(root / old))]
    if second:
        return f"take back what was added there: scaffold undo; or move the files of {moved[second[0]]} back"
    steps = []
    for old, new in moved.items():
        above = os.path.dirname(old)
        if above and not os.path.isdir(root / above):
            steps.append(f"mkdir -p {shlex.quote(above)}")
        if os.path.lexists(root / old):
            # Of empty folders only; `mv` would move into them.
            steps.append(f"find {shlex.quote(old)} -type d -empty -delete")
        steps.append(f"mv {shlex.quote(new)} {shlex.quote(old)}")
    return f"move {'it' if len(moved) == 1 else 'them'} back: {' && '.join(steps)}"


def _check_alias(root: Path, lock: Lock) -> None:
    text = _edited(root, lock, TSCONFIG)
    if text is None:
        return
    alias = re.search(r'"@/\*"\s*:\s*\[([^\]]*)\]', text)
    if alias is None and '"extends"' in text:
        return
    base = re.search(r'"baseUrl"\s*:\s*"([^"]*)"', text)
    leads = re.findall(r'"([^"]*)"', alias[1]) if alias else []
    if any(os.path.normpath(os.path.join(base[1] if base else ".", lead)) == "*" for lead in leads):
        return
    where = f"leads to {leads[0]}" if leads else "is gone"
    raise ScaffoldError(
        f"the alias @/* {where}, and what scaffold generates needs it to lead to ./*",
        where=TSCONFIG,
        hint=f'write "@/*": ["./*"] in compilerOptions.paths of {TSCONFIG}',
    )


def _check_extensions(root: Path, lock: Lock) -> None:
    for config in CONFIGS:
        text = _edited(root, lock, config)
        found = re.search(r"pageExtensions[\"']?\s*:\s*\[([^\]]*)\]", text) if text else None
        if found is None:
            continue
        missing = [
            kind for kind in ("ts", "tsx") if kind not in re.findall(r"[\"'`]([^\"'`]*)[\"'`]", found[1])
        ]
        if missing:
            names = listed([f'"{kind}"' for kind in missing])
            raise ScaffoldError(
                f"pageExtensions has no {names}, so Next.js would not see what scaffold generates",
                where=config,
                hint=f"add {names} to pageExtensions in {config}",
            )


def _edited(root: Path, lock: Lock, path: str) -> str | None:
    """Read a file without its comments; None where it is not there, or as it was generated."""
    if path == TSCONFIG and path not in lock.files:
        return None
    data = read(root, [path])[path]
    if data is None or (path in lock.files and sha256(decode(data)) == lock.files[path].sha256):
        return None
    return _COMMENT.sub(lambda match: match[1] or "", decode(data))
