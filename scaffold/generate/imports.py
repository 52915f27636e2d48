"""Tidy the imports of a rendered file: a template, and what fills its slots, imports all it might use.

Names that the file does not use go, all imports come to stand where the first ones do, names and modules
sorted as Biome sorts them. `import "server-only"` has no name that could be unused: it stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scaffold.merge.order import natural, place

_IMPORTED = r'(type )?(\w+|\* as \w+)?(?:, )?(\{[^}]*\})? from "([^"]+)";\n'
_IMPORT = re.compile(f"import {_IMPORTED}")
# That a line begins here is looked at once there is a word: a search for a word is fast.
_BLOCK = re.compile(rf"import (?<=^import ){_IMPORTED}(?:import {_IMPORTED})*", re.MULTILINE)
_TEXT = re.compile(
    r"""
    "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'   # a string
    | //[^\n]* | /\*.*?\*/                        # a comment
    | `(?:[^`\\]|\\.)*`                           # a template literal
    """,
    re.VERBOSE | re.DOTALL,
)
# Not a member (`record.text`), not a key (`text: …`), not an attribute (`label="…"`).
# What is before the name is looked at once there is a letter of one, which is where a search is fast.
_NAME = re.compile(r"[A-Za-z_$](?:(?<=\.\.\..)|(?<![\w$.].))[\w$]*+(?![?]?: |=[\"{])")


def tidy(code: str) -> str:
    """Gather the imports in the first block of them, and drop what the rest of the code does not use."""
    first = _BLOCK.search(code)
    if not first:
        return code
    head, tail = code[: first.start()], code[first.end() :]
    imports = [first[0], *(block[0] for block in _BLOCK.finditer(tail))]
    tail = _BLOCK.sub("", tail)
    return head + _joined("".join(imports), names_in(head + tail)) + tail


def names_in(code: str) -> set[str]:
    """List the names that code uses; strings and comments do not count, `${}` in a template literal does."""
    return set(_NAME.findall(_TEXT.sub(_inserted, code)))


def _inserted(text: re.Match[str]) -> str:
    """Keep what is code of a template literal: from each `${` on, at the least."""
    return '""' + " ".join(text[0].split("${")[1:]) if text[0].startswith("`") else '""'


def _joined(imports: str, used: set[str]) -> str:
    wanted: dict[tuple[str, str, str], list[str]] = {}
    for kind, whole, braces, source in _IMPORT.findall(imports):
        kept = whole if whole.removeprefix("* as ") in used else ""
        listed = [name.strip() for name in braces[1:-1].split(",")]
        names = [name for name in listed if name and local(name) in used]
        if kept or names:
            wanted.setdefault((source, kind, kept), []).extend(names)
    ordered = sorted(wanted.items(), key=lambda item: place(item[0][0]))
    return "".join(_line(*key, names) for key, names in ordered)


def local(name: str) -> str:
    """Return what an imported name is called here: `list` for `GET as list`, `Page` for `type Page`."""
    return name.removeprefix("type ").rpartition(" as ")[2]


def _line(source: str, kind: str, whole: str, names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    if len(listed) > 1:
        listed.sort(key=lambda name: natural(local(name)))
    if listed and not whole and all(name.startswith("type ") for name in listed):
        kind, listed = "type ", [name.removeprefix("type ") for name in listed]
    braces = f"{{ {', '.join(listed)} }}" if listed else ""
    return f'import {kind}{", ".join(filter(None, (whole, braces)))} from "{source}";\n'
