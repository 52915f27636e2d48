"""The laws of the merge over texts, in the words of whoever edits them; nothing here knows how it merges.

Somebody edited one line of what was generated, and then a command came. If the lines around the edit are
generated as before, the file has to be what it would be had the edit been made after the command. If they are
not, the edit is there once, in the declaration it was made in, between what was around it; what was taken
out is not back; and every other word is the command's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

import tree_sitter
import tree_sitter_typescript

Swap = Callable[[str], str]
Chain = tuple[str, ...]
CODE = (".ts", ".tsx", ".mjs")
# Names that are told from each other, and all that is not punctuation a formatter sets.
_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\d+|[^\w\s,;()'\"`]")
_NAMED = {
    "function_declaration": "name",
    "class_declaration": "name",
    "interface_declaration": "name",
    "type_alias_declaration": "name",
    "method_definition": "name",
    "variable_declarator": "name",
    "import_statement": "source",
    "pair": "key",
    "jsx_attribute": "",
}
_PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_tsx()))


class Edit(NamedTuple):
    """Say that `out` lines from line `at` on, counted from 0, became those of `put`."""

    kind: str
    at: int
    out: int
    put: tuple[str, ...]

    def made(self, lines: Sequence[str]) -> list[str]:
        return [*lines[: self.at], *self.put, *lines[self.at + self.out :]]


class Text:
    """A file as its lines, and what each of them stands in."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.is_code = path.endswith(CODE)
        self.lines = text.split("\n")
        self.tree = _PARSER.parse(text.encode()) if self.is_code else None

    @property
    def is_whole(self) -> bool:
        return self.tree is None or not _is_broken(self.tree.root_node)

    def chain(self, line: int) -> Chain:
        """List what a line stands in, from the outside in: what begins before it and has a name."""
        if self.tree is None:
            return ()
        text = self.lines[line]
        column = len(text[: len(text) - len(text.lstrip())].encode())
        node = self.tree.root_node.descendant_for_point_range((line, column), (line, column))
        found: list[str] = []
        while node is not None:
            if node.start_point[0] < line and (name := _name(node)):
                found.append(name)
            node = node.parent
        return tuple(reversed(found))

    @cached_property
    def chains(self) -> list[Chain]:
        return [self.chain(line) for line in range(len(self.lines))]

    def home(self, mark: str) -> Chain:
        """Return the declaration that a mark stands in, or right above; nothing if it stands between two."""
        nodes = self.tree.root_node.children if self.tree is not None else []
        line = self.line(mark)
        for node in nodes:
            if node.type == "comment" and node.start_point[0] <= line <= node.end_point[0]:
                line = node.end_point[0] + 1
            elif node.start_point[0] <= line <= node.end_point[0]:
                return self.chain(line)[:1] or (_begun(node),)
        return ()

    def line(self, mark: str) -> int:
        """Find the first line with a mark."""
        return next(at for at, line in enumerate(self.lines) if mark in tokens(line))

    def around(self, low: int, high: int) -> tuple[str, str]:
        """Return the lines with something in them before `low` and from `high` on."""
        before = next((line.strip() for line in reversed(self.lines[:low]) if line.strip()), "")
        after = next((line.strip() for line in self.lines[high:] if line.strip()), "")
        return before, after


def _name(node: tree_sitter.Node) -> str:
    kind = node.type
    if kind in _NAMED:
        part = node.child_by_field_name(_NAMED[kind]) if _NAMED[kind] else node.children[0]
        return _said(part) if part is not None else kind
    if kind in ("jsx_element", "jsx_self_closing_element"):
        opening = node.children[0] if kind == "jsx_element" else node
        tag = opening.child_by_field_name("name")
        return f"<{_said(tag) if tag else ''}>"
    if kind == "call_expression":
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments and arguments.named_children else None
        if function is not None and function.type == "identifier":
            title = f" {_said(first)}" if first is not None and first.type == "string" else ""
            return f"{_said(function)}({title}"
    return ""


def _begun(node: tree_sitter.Node) -> str:
    """Name the declaration that begins where a node does."""
    return _name(node) or next(filter(None, map(_begun, node.named_children)), "")


def _said(node: tree_sitter.Node) -> str:
    return " ".join((node.text or b"").decode().split())


def _is_broken(node: tree_sitter.Node) -> bool:
    """Tell what does not parse; the grammar misses a `!` in each `sql<Row>`…``."""
    if not node.has_error:
        return False
    if node.is_error or node.is_missing:
        return node.type != "!"
    return any(map(_is_broken, node.children))


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def same(path: str, one: str, other: str) -> bool:
    """Tell whether two texts are the same but for what a formatter sets, and the order of declarations."""
    if one == other or tokens(one) == tokens(other):
        return True
    if not (Text(path, one).is_whole and Text(path, other).is_whole):
        # Nobody can tell what a declaration is.
        return Counter(map(str.strip, one.split("\n"))) == Counter(map(str.strip, other.split("\n")))
    return Counter(_statements(path, one)) == Counter(_statements(path, other))


def but_for_imports(path: str, text: str) -> tuple[Counter[str], list[str]]:
    """Count the words of the imports of a text, whose order means nothing, and list all other lines."""
    parsed = Text(path, text)
    nodes = parsed.tree.root_node.children if parsed.tree is not None else []
    imports = [node for node in nodes if node.type == "import_statement"]
    rows = {row for node in imports for row in range(node.start_point[0], node.end_point[0] + 1)}
    rest = [line for row, line in enumerate(parsed.lines) if row not in rows and line.strip()]
    return Counter(tokens("\n".join(map(_said, imports)))), rest


def _statements(path: str, text: str) -> Iterator[tuple[str, ...]]:
    """Give the words of each statement of a module, with the comments right above it; of an import sorted."""
    parsed = Text(path, text)
    nodes = parsed.tree.root_node.children if parsed.tree is not None else []
    above: list[str] = []
    for node, after in zip(nodes, [*nodes[1:], None], strict=True):
        words = tokens(_said(node))
        if node.type == "comment" and after is not None and after.start_point[0] == node.end_point[0] + 1:
            above += words
            continue
        yield (*above, *(sorted(words) if node.type == "import_statement" else words))
        above = []


def parted(base: str, mine: str, theirs: str, merged: str) -> list[tuple[str, str]]:
    """List comments that neither side parted from what is below them, and that no longer stand above it."""
    old, own, new, now = (
        Counter(pairwise(filter(None, map(str.strip, text.split("\n")))))
        for text in (base, mine, theirs, merged)
    )
    comments = [pair for pair in old if pair[0].startswith(("//", "/*", "*"))]
    return [pair for pair in comments if now[pair] < min(old[pair], own[pair] + new[pair] - old[pair])]


def itself(text: str) -> str:
    return text


class Law:
    """The laws for a file that a command changes from `base` to `theirs`, by other names as `swaps` say."""

    def __init__(self, path: str, base: str, theirs: str, swaps: tuple[Swap, ...] = (itself,)) -> None:
        self.path, self.swaps = path, swaps
        self.base, self.theirs = Text(path, base), Text(path, theirs)
        self.counts = Counter(tokens(base)), Counter(tokens(theirs))
        self.known = {*self.theirs.chains}

    def expected(self, edit: Edit) -> list[str]:
        """List what the file may be after the command where all that is around an edit is as it was."""
        low, high = edit.at, edit.at + edit.out
        found: list[str] = []
        for swap in self.swaps:
            around = tuple(map(swap, self.base.around(low, high)))
            out = [swap(line).strip() for line in self.base.lines[low:high]]
            home = tuple(map(swap, self.base.chains[low]))
            puts = {tuple(map(swap, edit.put)), edit.put}
            lines = self.theirs.lines
            for at in range(len(lines) + 1 - edit.out):
                if [line.strip() for line in lines[at : at + edit.out]] != out:
                    continue
                if self.theirs.around(at, at + edit.out) != around:
                    continue
                if self._home(at) != home:
                    continue
                found += ["\n".join([*lines[:at], *put, *lines[at + edit.out :]]) for put in puts]
        return found

    def _home(self, at: int) -> Chain:
        return self.theirs.chains[at] if at < len(self.theirs.lines) else ()

    def broken(self, edit: Edit, merged: str, mark: str) -> Iterator[str]:
        """List the laws that a merged text breaks; `mark` is a word of the edit's own, if it has one."""
        mine = "\n".join(edit.made(self.base.lines))
        own, result = Text(self.path, mine), Text(self.path, merged)
        if own.is_whole and self.base.is_whole and self.theirs.is_whole and not result.is_whole:
            yield "does not parse"
        times = tokens(merged).count(mark)
        if mark and times != tokens(mine).count(mark):
            yield f"{mark} is there {times} times"
        elif expected := self.expected(edit):
            if not any(same(self.path, merged, text) for text in expected):
                yield "is not what it is when the edit is made after the command"
        else:
            if mark and own.is_whole and result.is_whole:
                yield from self._strayed(own, result, mark)
            if edit.kind == "comment out":
                if edit.put[0].strip() not in (line.strip() for line in result.lines):
                    yield f"{edit.put[0]!r} is gone"
            elif edit.kind == "duplicate" and self._changes(edit.put[0]):
                # What the second one needs stays as well.
                return
            elif edit.kind == "delete" and self._changes(self.base.lines[edit.at]):
                yield from self._returned(self.base.lines[edit.at], result)
            else:
                yield from self._sum(mine, merged)
        for one, other in parted(self.base.text, mine, self.theirs.text, merged)[:1]:
            yield f"{other!r} no longer follows {one!r}"

    def _changes(self, line: str) -> bool:
        """Tell whether the command changes a line, or takes it away, somewhere."""
        before, after = ([one.strip() for one in text.lines] for text in (self.base, self.theirs))
        return after.count(line.strip()) < before.count(line.strip())

    def _returned(self, line: str, result: Text) -> Iterator[str]:
        if self.swaps == (itself,) and result.lines.count(line) >= self.base.lines.count(line):
            yield f"{line!r} is back"

    def _strayed(self, own: Text, result: Text, mark: str) -> Iterator[str]:
        """Tell whether a line with a mark left what it stood in, or what stood around it."""
        at, there = own.line(mark), result.line(mark)
        homes = {tuple(map(swap, own.chain(at))) for swap in self.swaps}
        # What was in something may be on the line now that this begins on.
        now = result.chain(there) or (result.home(mark) if own.chain(at) else ())
        tops, known = {home[:1] for home in homes}, {home[:1] for home in self.known}
        if now[-1:] and now[-1][:1] == "<" and any(home[:-1] == now[:-1] for home in homes):
            # The element itself became another one.
            return
        if homes & self.known:
            if now not in homes:
                yield f"stood in {own.chain(at)} and stands in {now}"
                return
        elif tops & known and now[:1] not in tops:
            yield f"stood in {own.chain(at)[:1]} and stands in {now[:1]}"
            return
        yield from self._order(own, at, result, there)

    def _order(self, own: Text, at: int, result: Text, there: int) -> Iterator[str]:
        """Tell whether lines that are there once, in one declaration and order, are on the other side now."""
        swap = self.swaps[0]
        texts = (own, result, self.theirs)
        lines = [[(swap(line) if text is own else line).strip() for line in text.lines] for text in texts]
        counts = [Counter(one) for one in lines]
        place = [{line: at for at, line in enumerate(one)} for one in lines]

        def is_same(line: str) -> bool:
            if not line or any(count[line] != 1 for count in counts):
                return False
            mine, _, new = (text.chains[of[line]][:1] for text, of in zip(texts, place, strict=True))
            return tuple(map(swap, mine)) == new

        before, after = ([*filter(is_same, part)] for part in (lines[0][:at], lines[0][at + 1 :]))
        kept = _rising([place[2][line] for line in (*before, *after)])
        for line in before[::-1]:
            if place[2][line] in kept and place[1][line] > there:
                yield f"stood after {line!r} and stands before it"
                return
        for line in after:
            if place[2][line] in kept and place[1][line] < there:
                yield f"stood before {line!r} and stands after it"
                return

    def _sum(self, mine: str, merged: str) -> Iterator[str]:
        """Tell which words are too many or too few: each side's are there, what either took out is not."""
        base, theirs = self.counts
        own, now = Counter(tokens(mine)), Counter(tokens(merged))
        if self.swaps != (itself,):
            return
        for word in {*own, *now, *theirs, *base}:
            added, wanted = own[word] - base[word], theirs[word] - base[word]
            total = base[word] + added + wanted
            # What both took out, or both put in, may be the same one.
            slack = min(abs(added), abs(wanted)) if added * wanted > 0 else 0
            low, high = (total, total + slack) if added < 0 else (total - slack, total)
            if not max(low, 0) <= now[word] <= max(high, 0):
                yield f"{word!r} is there {now[word]} times, not {max(total, 0)}"
                return


def _rising(numbers: Sequence[int]) -> set[int]:
    """Return the numbers that are neither greater than a later one nor smaller than an earlier one."""
    kept, high = set(), -1
    for place, number in enumerate(numbers):
        if number > high and all(other > number for other in numbers[place + 1 :]):
            kept.add(number)
        high = max(high, number)
    return kept


@cache
def swap_of(table: tuple[tuple[str, str], ...]) -> Swap:
    """Write new names for old ones, wherever a text has one as a word of its own or of a longer name."""
    names = dict(table)
    each = sorted(names, key=len, reverse=True)
    ways = "|".join(
        (r"(?<![A-Za-z])" if word[:1].islower() else r"(?<![A-Z])") + re.escape(word) + "(?![a-z])"
        for word in each
    )
    pattern = re.compile(ways) if each else None
    return lambda text: pattern.sub(lambda found: names[found[0]], text) if pattern else text
