"""The [blocks] of a TOML text, edited line by line so that comments, order and blank lines stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Path = tuple[str, ...]
# What a text says, without its layout: for each block its keys and their values as TOML text.
Tables = dict[Path, dict[str, str]]

_BARE = r"[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*"
# Nearly every statement is one of these on a line of its own; any other is read token by token.
_PLAIN = re.compile(
    rf"""
    [ \t]* (?:
        \[ [ \t]* (?P<header>{_BARE}) [ \t]* \] [ \t]* (?:\#[^\n]*)?
      | (?P<key>{_BARE}) [ \t]* = [ \t]*
        (?P<value> "[^"\\\n]*" | '[^'\n]*' | true | false | [0-9]+
          | \[ [ \t]* (?: "[^"\\\n]*" [ \t]* (?:,[ \t]*)? )* \] )
        [ \t]* (?:\#[^\n]*)?
      | (?:\#[^\n]*)?
    ) (?:\n|\Z)
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'|#[^\n]*|[\[\]{}=\n]|[^\[\]{}=\n#\"']+",
    re.DOTALL,
)


@dataclass(slots=True)
class Line:
    """Hold one statement of the text: a pair may span several lines, a blank or a comment is one."""

    text: str
    path: Path = ()
    value: tuple[int, int] = (0, 0)
    comments: tuple[str, ...] = ()

    @property
    def is_pair(self) -> bool:
        return bool(self.path)


@dataclass(slots=True)
class Block:
    """Hold a header, the comments right above it and what follows; the first block has no header."""

    path: Path = ()
    header: str | None = None
    lead: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def read(text: str) -> list[Block]:
    """Split a valid TOML text with LF line ends; write(read(text)) is the text."""
    blocks, at = [Block()], 0
    while at < len(text):
        line, at, is_header = _statement(text, at)
        if not is_header:
            line.path = blocks[-1].path + line.path if line.path else ()
            blocks[-1].body.append(line)
            continue
        above = blocks[-1].body
        start = len(above)
        while start and above[start - 1].text.lstrip().startswith("#") and not above[start - 1].is_pair:
            start -= 1
        blocks.append(Block(line.path, line.text, lead=above[start:]))
        del above[start:]
    return blocks


def write(blocks: list[Block]) -> str:
    """Join blocks to a text that ends with one line end."""
    lines: list[str] = []
    for block in blocks:
        lines += [line.text for line in block.lead]
        lines += [] if block.header is None else [block.header]
        lines += [line.text for line in block.body]
    return "\n".join(lines).rstrip("\n") + "\n"


def update(
    text: str, old: Tables, new: Tables, spell: Callable[[Path], Path], *, rewrite: bool = False
) -> str:
    """Change a text that says `old` into one that says `new`, touching only the lines that differ.

    `spell` turns a path as it stands in the text into its one spelling. With `rewrite`, blocks that changed
    are written anew, their comments above them: for layouts without a line of its own for each value.
    """
    blocks = read(text)
    for block in blocks:
        block.path = spell(block.path)
        for line in block.body:
            line.path = spell(line.path)
    for owner in sorted({path[:2] for path in old} | {path[:2] for path in new}):
        before = {path: keys for path, keys in old.items() if path[:2] == owner}
        after = {path: keys for path, keys in new.items() if path[:2] == owner}
        if list(map(_ordered, before.items())) == list(map(_ordered, after.items())):
            continue
        lead: list[Line] = []
        if not after or rewrite:
            lead = _remove(blocks, owner, keep_comments=bool(after))
        if not after:
            continue
        if not before or rewrite:
            at = place(blocks, owner)
            for path, keys in after.items():
                _insert(blocks, at, path, keys, lead if before else [])
                lead, at = [], at + 1
            continue
        for path in [path for path in before if path not in after]:
            _remove(blocks, path, keep_comments=False)
        for path, keys in after.items():
            _edit(blocks, path, before.get(path, {}), keys)
    return write(blocks)


def _ordered(table: tuple[Path, dict[str, str]]) -> tuple[Path, list[tuple[str, str]]]:
    return table[0], list(table[1].items())


def _statement(text: str, at: int) -> tuple[Line, int, bool]:
    """Read one statement at a line's start: the line, where the next begins, whether it is a header."""
    plain = _PLAIN.match(text, at)
    if not plain:
        return _tokens(text, at)
    end = plain.end()
    line = Line(text[at : end - text.endswith("\n", at, end)])
    if header := plain["header"]:
        line.path = _bare(header)
    elif key := plain["key"]:
        start, last = plain.span("value")
        line.path, line.value = _bare(key), (start - at, last - at)
    return line, end, header is not None


def _tokens(text: str, at: int) -> tuple[Line, int, bool]:
    """Read a statement of any kind: its values may span lines, with comments between them."""
    is_header, depth, equals, last, here = text[at:].lstrip(" \t")[:1] == "[", 0, 0, at, at
    comments = []
    for token in _TOKEN.finditer(text, at):
        word, here = token[0], token.end()
        if word == "\n" and depth == 0:
            here = token.start()
            break
        if word[0] == "#":
            comments += [word] if depth else []
            continue
        if word == "=" and depth == 0 and not equals:
            equals = token.end()
        elif word in ("[", "{"):
            depth += 1
        elif word in ("]", "}"):
            depth -= 1
        last = token.start() + len(word.rstrip()) if word.strip() else last
    start = equals + len(text[equals:last]) - len(text[equals:last].lstrip())
    path = _path(text[at:last] if is_header else text[at : equals - 1] + "= 0")
    line = Line(text[at:here], path, (start - at, last - at), tuple(comments))
    return line, here + 1, is_header


def _bare(keys: str) -> Path:
    return tuple([key.strip() for key in keys.split(".")]) if "." in keys else (keys,)


def _path(toml: str) -> Path:
    """Read a header with its brackets, or a key, however it is quoted."""
    import tomllib

    path: list[str] = []
    inner: object = tomllib.loads(toml)
    while isinstance(inner, dict) and inner:
        key, inner = next(iter(inner.items()))
        path.append(key)
    return tuple(path)


def _rank(path: Path) -> tuple[int, Path]:
    order = ("app", "resource", "action", "webhook")
    return (order.index(path[0]) if path and path[0] in order else -1), path[:2]


def place(blocks: list[Block], owner: Path) -> int:
    """Find where a new block belongs: after the last block that sorts before it."""
    last, highest, wanted = 0, _rank(()), _rank(owner)
    for at, block in enumerate(blocks):
        rank = _rank(block.path)
        if highest <= rank < wanted:
            last, highest = at, rank
    return last + 1


def _insert(blocks: list[Block], at: int, path: Path, keys: dict[str, str], lead: list[Line]) -> None:
    above = blocks[at - 1].body
    # What stands apart below the block above, such as a heading, stays in front of what followed it.
    last = max((number for number, line in enumerate(above) if line.is_pair), default=-1)
    blank = next((n for n in range(last + 1, len(above)) if not above[n].text.strip()), len(above))
    tail = above[blank:]
    above[blank:] = [Line("")]
    body = [Line(f"{key} = {value}", (*path, key)) for key, value in keys.items()]
    if not tail and at < len(blocks):
        tail = [Line("")]
    blocks.insert(at, Block(path, f"[{'.'.join(path)}]", list(lead), body + tail))


def _remove(blocks: list[Block], owner: Path, *, keep_comments: bool) -> list[Line]:
    """Drop every line that belongs to a path; return its comments when they are to be kept."""
    kept: list[Line] = []
    size = len(owner)
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.path[:size] != owner:
            kept += [
                Line(text) for line in block.body if line.path[:size] == owner for text in comments(line.text)
            ]
            block.body = [line for line in block.body if line.path[:size] != owner]
            continue
        last = max((number for number, line in enumerate(block.body) if line.is_pair), default=-1)
        blank = next((n for n in range(last + 1, len(block.body)) if not block.body[n].text.strip()), None)
        tail = [] if blank is None else block.body[blank:]
        inside = [*block.lead, Line(block.header or ""), *block.body[:blank]]
        kept = [Line(text) for line in inside for text in comments(line.text)] + kept
        del blocks[at]
        above = blocks[at - 1].body
        if above and not above[-1].text.strip():
            tail = tail[1:]
        above += tail
    return kept if keep_comments else []


def comments(text: str) -> list[str]:
    """List the comments of a text, without what is around them."""
    return [token[0].strip() for token in _TOKEN.finditer(text) if token[0][0] == "#"]


def _edit(blocks: list[Block], path: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """Make one block's pairs say `after`: replace, drop, insert and, last, put them in order."""
    block = next((block for block in blocks if block.path == path and block.header is not None), None)
    for key in before.keys() | after.keys():
        if before.get(key) == after.get(key):
            continue
        for holder in blocks:
            for at, line in enumerate(holder.body):
                if line.path == (*path, key):
                    holder.body[at : at + 1] = _replaced(line, after.get(key))
                    break
    if block is None:
        owner = path[:2]
        at = 1 + max(
            (n for n, other in enumerate(blocks) if other.path[:2] == owner), default=len(blocks) - 1
        )
        if not any(line.path[: len(path)] == path for other in blocks for line in other.body):
            _insert(blocks, at, path, after, [])
        return
    place = 0
    present = {line.path[-1] for other in blocks for line in other.body if line.path[:-1] == path}
    for key, value in after.items():
        position = next((n for n, line in enumerate(block.body) if line.path == (*path, key)), None)
        if position is None and key not in present and before.get(key) != value:
            block.body.insert(place, Line(f"{key} = {value}", (*path, key)))
            position = place
        place = place if position is None else position + 1
    _order(block, [(*path, key) for key in after])


def _replaced(line: Line, value: str | None) -> list[Line]:
    if value is None:
        return []
    start, end = line.value
    text = line.text[:start] + value + line.text[end:]
    indent = text[: len(text) - len(text.lstrip())]
    return [
        *(Line(indent + comment) for comment in line.comments),
        Line(text, line.path, (start, start + len(value))),
    ]


def _order(block: Block, wanted: list[Path]) -> None:
    """Sort the pairs of a block, each with the comments right above it, when they are out of order."""
    slots = [n for n, line in enumerate(block.body) if line.path in wanted]
    pairs = [block.body[n] for n in slots]
    ordered = sorted(pairs, key=lambda line: wanted.index(line.path))
    if ordered == pairs or block.path[2:] != ("fields",):
        return
    units: dict[Path, list[Line]] = {}
    start = 0
    for slot in slots:
        units[block.body[slot].path] = block.body[start : slot + 1]
        start = slot + 1
    block.body = [line for pair in ordered for line in units[pair.path]] + block.body[start:]
