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
from difflib import SequenceMatcher
from functools import cache, cached_property

from texts import Edit, Text, parted, same, tokens

Swap = Callable[[str], str]


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
        """List what the file may be after the command where all that is around an edit is as it was.

        Nothing where a diff shows a change there, or where the same is around several places, of which some
        go: nobody can tell which stay.
        """
        low, high = edit.at, edit.at + edit.out
        found: list[str] = []
        for swap in self.swaps:
            here = self._places(self.base, low, high, swap, swap)
            there = self._places(self.theirs, low, high, swap, itself)
            if not self._is_kept(low, high, swap) or len(here) > len(there):
                continue
            puts = {tuple(map(swap, edit.put)), edit.put}
            lines = self.theirs.lines
            for at in there:
                found += ["\n".join([*lines[:at], *put, *lines[at + edit.out :]]) for put in puts]
        return found

    def _places(self, text: Text, low: int, high: int, swap: Swap, written: Swap) -> list[int]:
        """List where a text has what lines of the base are, and are between and in."""
        around = tuple(map(swap, self.base.around(low, high)))
        out = [swap(line).strip() for line in self.base.lines[low:high]]
        home = tuple(map(swap, self.base.chains[low]))
        lines = [written(line).strip() for line in text.lines]
        return [
            at
            for at in range(len(lines) + 1 - len(out))
            if lines[at : at + len(out)] == out
            and tuple(map(written, text.around(at, at + len(out)))) == around
            and (tuple(map(written, text.chains[at])) if at < len(lines) else ()) == home
        ]

    def _is_kept(self, low: int, high: int, swap: Swap) -> bool:
        """Tell whether a diff shows no change of what an edit is in the place of, and is between.

        That are as many lines on either side as it takes until one says what no other does.
        """
        kept = self._kept[swap]
        lines = [at for at, line in enumerate(self.base.lines) if line.strip()]
        before = [-1, *(at for at in lines if at < low)]
        after = [*(at for at in lines if at >= high), len(self.base.lines)]
        near = [*self._told_by(before[::-1])[::-1], *(at for at in lines if low <= at < high)]
        near += self._told_by(after)
        places = [kept.get(at, -2) for at in near]
        there = range(places[0] + 1, places[-1])
        return -2 not in places and [at for at in there if self.theirs.lines[at].strip()] == places[1:-1]

    def _told_by(self, lines: Sequence[int]) -> Sequence[int]:
        """Take lines up to the first that no other is like."""
        for count, at in enumerate(lines, 1):
            if not 0 <= at < len(self.base.lines) or self._times[self.base.lines[at].strip()] == 1:
                return lines[:count]
        return lines

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(line.strip() for line in self.base.lines)

    @cached_property
    def _kept(self) -> dict[Swap, dict[int, int]]:
        """Say for each line that a diff shows as kept, and the two ends, where it is then."""
        ends = {-1: -1, len(self.base.lines): len(self.theirs.lines)}
        there = [line.strip() for line in self.theirs.lines]
        kept = {swap: dict(ends) for swap in self.swaps}
        for swap in self.swaps:
            here = [swap(line).strip() for line in self.base.lines]
            for one, other, size in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks():
                kept[swap] |= {one + step: other + step for step in range(size)}
        return kept

    def broken(self, edit: Edit, merged: str, mark: str) -> Iterator[str]:
        """List the laws that a merged text breaks; `mark` is a word of the edit's own, if it has one."""
        mine = "\n".join(edit.made(self.base.lines))
        own, result = Text(self.path, mine), Text(self.path, merged)
        if own.is_whole and self.base.is_whole and self.theirs.is_whole and not result.is_whole:
            yield "does not parse"
        times = tokens(merged).count(mark)
        if mark and times != tokens(mine).count(mark):
            yield f"{mark} is there {times} times"
        elif not self._is_known_otherwise(edit, own) and (expected := self.expected(edit)):
            if not any(same(self.path, merged, text) for text in expected):
                yield "is not what it is when the edit is made after the command"
        else:
            if mark and own.is_whole and result.is_whole:
                yield from self._strayed(edit, own, result, mark)
            if edit.kind == "comment out" and own.is_comment(edit.at):
                if edit.put[0].strip() not in (line.strip() for line in result.lines):
                    yield f"{edit.put[0]!r} is gone"
            elif edit.kind == "duplicate" and self._changes(edit.put[0]):
                # What the second one needs stays as well.
                return
            elif edit.kind == "delete" and self._changes(self.base.lines[edit.at]):
                yield from self._returned(self.base.lines[edit.at], result)
            elif not self._becomes(edit, own):
                yield from self._sum(mine, merged)
        for one, other in parted(self.base.text, mine, self.theirs.text, merged)[:1]:
            yield f"{other!r} no longer follows {one!r}"

    def _is_known_otherwise(self, edit: Edit, own: Text) -> bool:
        """Tell an edit that means more than its line: what comes from elsewhere now has another's name."""
        if self._becomes(edit, own):
            return True
        before, after = self.base.lines[edit.at : edit.at + edit.out], edit.put
        modules = {*filter(None, map(_module, (*before, *after)))}
        texts = {*re.findall(r'"[^"]*"', "\n".join(after))} - {*re.findall(r'"[^"]*"', "\n".join(before))}
        is_own_text = any(swap(text) != text for swap in self.swaps for text in texts)
        return self.swaps != (itself,) and (len(modules) > 1 or is_own_text)

    def _becomes(self, edit: Edit, own: Text) -> bool:
        """Tell whether lines mean something else now: what follows is a comment, or they moved out."""
        gone = self.base.lines[edit.at : edit.at + edit.out]
        if edit.kind == "swap":
            chains = self.base.chains[edit.at : edit.at + edit.out]
            return chains != [own.chain(edit.at + 1), own.chain(edit.at)]
        return edit.kind == "delete" and any(line.strip() == "*/" for line in gone)

    def _changes(self, line: str) -> bool:
        """Tell whether the command changes a line, or takes it away, somewhere."""
        before, after = ([one.strip() for one in text.lines] for text in (self.base, self.theirs))
        return after.count(line.strip()) < before.count(line.strip())

    def _returned(self, line: str, result: Text) -> Iterator[str]:
        if self.swaps == (itself,) and result.lines.count(line) >= self.base.lines.count(line):
            yield f"{line!r} is back"

    def _strayed(self, edit: Edit, own: Text, result: Text, mark: str) -> Iterator[str]:
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
        yield from self._order(edit, own, at, result, there)

    def _order(self, edit: Edit, own: Text, at: int, result: Text, there: int) -> Iterator[str]:
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

        # A line that the command sets in another place goes there as its owner wrote it.
        lines_in = [swap(line).strip() for line in self.base.lines[edit.at : edit.at + edit.out]]
        moved = [place[2][line] for line in lines_in if counts[2][line] == 1]

        def is_crossed(line: str, stood: int) -> bool:
            return any((new - place[2][line]) * stood < 0 for new in moved)

        before, after = ([*filter(is_same, part)] for part in (lines[0][:at], lines[0][at + 1 :]))
        kept = _rising([place[2][line] for line in (*before, *after)])
        if own.lines[at].startswith("import "):
            # Where they are sorted, one with another name may have another place.
            others = [[one for one in part if not one.startswith("import ")] for part in (before, after)]
            before, after = others
        for line in before[::-1]:
            if place[2][line] in kept and place[1][line] > there and not is_crossed(line, 1):
                yield f"stood after {line!r} and stands before it"
                return
        for line in after:
            if place[2][line] in kept and place[1][line] < there and not is_crossed(line, -1):
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


def _module(line: str) -> str:
    """Return what an import of one line is from."""
    found = re.search(r"^(?:import .*|}) from (\S+);", line)
    return found[1] if found else ""


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
