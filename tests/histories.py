"""Random lives of small apps in memory: edits of lines and commands, and the laws about several of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from conflicts import rewritten
from hand_edits import EDITS

from evolved import APPS, COMMANDS, Edited, changed, rendered
from line_edits import mark_of, marked, of_line
from scaffold.errors import ScaffoldError
from texts import Edit, Text, but_for_imports, parted, same, tokens

# What takes a command back.
BACK = {
    "shared": {
        "add field todos notes:text?": "remove field todos notes",
        "add field todos rank:integer": "remove field todos rank",
        "add field todos notes:text? --after text": "remove field todos notes",
        "add field archiveTodo note:text?": "remove field archiveTodo note",
        "add field generateReport day:date?": "remove field generateReport day",
        "add action publishTodo note:string": "remove action publishTodo",
        "add action addTagToTodo": "remove action addTagToTodo",
        "add action pinTodo --button": "remove action pinTodo",
        "add resource notes body:text": "remove resource notes",
        "add webhook stripe": "remove webhook stripe",
        "rename field todos text title": "rename field todos title text",
        "rename field todos completed done": "rename field todos done completed",
        "rename field todos due dueDate": "rename field todos dueDate due",
        "rename field archiveTodo reason why": "rename field archiveTodo why reason",
        "rename action archiveTodo shelveTodo": "rename action shelveTodo archiveTodo",
        "rename action generateReport makeReport": "rename action makeReport generateReport",
        "rename resource todos tasks": "rename resource tasks todos",
        "rename resource todos chores": "rename resource chores todos",
        "change field todos priority:integer?": "change field todos priority:integer=0",
        "change field todos due:datetime?": "change field todos due:date?",
        "change field todos completed:enum(open,done)=open": "change field todos completed:boolean=false",
        "change resource todos --owner none": "change resource todos --owner user",
        "change resource todos --public-read": "change resource todos --no-public-read",
        "change resource todos --require-match": "change resource todos --no-require-match",
    },
    "open": {
        "add field posts tags:string?": "remove field posts tags",
        "add action archivePost reason:string": "remove action archivePost",
        "rename field posts state status": "rename field posts status state",
        "rename field notes rating stars": "rename field notes stars rating",
        "rename action publishPost releasePost": "rename action releasePost publishPost",
        "rename resource posts articles": "rename resource articles posts",
        "rename resource notes memos": "rename resource memos notes",
        "change resource posts --owner user": "change resource posts --owner none",
        "change resource notes --for forms,api": "change resource notes --for api",
    },
}


class Told(NamedTuple):
    """Hold a history, and what is wrong with it; `clean` counts the commands that merged."""

    app: str
    path: str
    edits: tuple[Edit, ...]
    lines: tuple[str, ...]
    clean: int
    wrong: tuple[str, ...]


def history(choose: random.Random) -> Told:
    """Draw an app, a file and one to three edits of it; then commands, one way and another."""
    name = choose.choice(sorted(APPS))
    spec = APPS[name]
    paths = sorted(
        path for path, file in rendered(spec).items() if file.ownership == "managed" and is_of_a_part(path)
    )
    path = choose.choice(paths)
    text, made = edited(path, rendered(spec)[path].text, choose)
    kind = choose.choice(["back", "commute", "long"])
    app = Edited(spec, {path: text})
    law = {"back": back, "commute": commute, "long": long}[kind]
    lines, clean, wrong = law(name, app, path, made, choose)
    return Told(name, path, made, lines, clean, tuple(wrong))


def is_of_a_part(path: str) -> bool:
    return any(noun in path for noun in ("todo", "post", "note", "report", "webhook"))


def edited(path: str, text: str, choose: random.Random) -> tuple[str, tuple[Edit, ...]]:
    """Make some edits, each with its mark, of a text that can be read afterwards if it is code."""
    made: list[Edit] = []
    for one in choose.sample(EDITS, len(EDITS)) if choose.random() < 0.5 else ():
        after = one.apply(path, text)
        if after is not None and Text(path, after).is_whole and len(made) < 2:
            text = after
            made.append(Edit(one.kind, 0, 0, ()))
    for number in range(choose.randint(1, 3)):
        for _ in range(9):
            now = Text(path, text)
            options = [
                edit for edit in of_line(now, choose.randrange(len(now.lines))) if edit.kind != "duplicate"
            ]
            if not options:
                continue
            edit = marked(choose.choice(options), f"mine{number}")
            after = "\n".join(edit.made(now.lines))
            if Text(path, after).is_whole:
                text = after
                made.append(edit)
                break
    return text, tuple(made)


Found = tuple[tuple[str, ...], int, Iterator[str]]


def back(name: str, app: Edited, path: str, made: tuple[Edit, ...], choose: random.Random) -> Found:
    """A command that is taken back by another leaves the edited file as it was."""
    line = choose.choice(sorted(BACK[name]))
    lines = (line, BACK[name][line])
    there = _after(app, lines[:1])
    again = _after(app, lines)

    def wrong() -> Iterator[str]:
        if there is not None:
            yield from _kept(app, there, made)
        if again is not None and not again.aside:
            was, now = app.files[path], again.files.get(path, "")
            if line.startswith("change"):
                # What is changed back may come to stand on the other side of somebody's line.
                if not _touches(app, line) and Counter(tokens(now)) != Counter(tokens(was)):
                    yield "is not what it was"
            elif now != was and but_for_imports(path, now) != but_for_imports(path, was):
                yield "is not as it was"

    return lines, (there is not None) + (again is not None), wrong()


def _touches(app: Edited, line: str) -> bool:
    """Tell whether somebody edited a line that a command rewrites or takes away."""
    [(path, mine)] = app.files.items()
    base = rendered(app.spec)[path].text
    theirs = next((one.theirs for one in changed(app.spec, line) if one.was == path), base)
    return not rewritten(base, mine).isdisjoint(rewritten(base, theirs))


def commute(name: str, app: Edited, path: str, made: tuple[Edit, ...], choose: random.Random) -> Found:
    """Two commands leave the same in both orders, or one of them is refused."""
    one, other = choose.sample(COMMANDS[name], 2)
    first, second = _after(app, (one, other)), _after(app, (other, one))

    def wrong() -> Iterator[str]:
        for end in (first, second):
            if end is not None:
                yield from _kept(app, end, made)
        ends = first and second and first.spec == second.spec and not first.aside | second.aside
        if ends and first and second and first.files != second.files:
            a, b = "".join(first.files.values()), "".join(second.files.values())
            yield "the order shows" + (", in that of declarations" if same(path, a, b) else "")

    return (one, other), (first is not None) + (second is not None), wrong()


def long(name: str, app: Edited, path: str, made: tuple[Edit, ...], choose: random.Random) -> Found:
    """However many commands there are, what was edited is there after each."""
    lines: list[str] = []
    ends: list[Edited] = []
    now = app
    for line in choose.sample(COMMANDS[name], 6):
        after = _after(now, (line,))
        if after is not None:
            lines.append(line)
            ends.append(after)
            now = after

    def wrong() -> Iterator[str]:
        before = app
        for line, after in zip(lines, ends, strict=True):
            for what in _kept(before, after, made):
                yield f"{line}: {what}"
            before = after

    return tuple(lines), len(lines), wrong()


def _after(app: Edited, lines: tuple[str, ...]) -> Edited | None:
    now: Edited | None = app
    for line in lines:
        if now is None:
            return None
        try:
            now = now.after(line)
        except (ScaffoldError, AttributeError, ValueError):
            return None
    return now


def _kept(before: Edited, after: Edited, made: tuple[Edit, ...]) -> Iterator[str]:
    """Tell what became of edits that should be as they were: each mark once, in what it stood in."""
    if after.aside or not after.files:
        return
    [(old, was)], [(new, now)] = before.files.items(), after.files.items()
    one, other = Text(old, was), Text(new, now)
    if one.is_whole and not other.is_whole:
        yield "does not parse"
        return
    generated = [rendered(one.spec)[path].text for one, path in ((before, old), (after, new))]
    for line, below in parted(generated[0], was, generated[1], now)[:1]:
        yield f"{below!r} no longer follows {line!r}"
    for edit in made:
        mark = mark_of(edit)
        counts = tokens(was).count(mark), tokens(now).count(mark)
        if mark and counts[0] != counts[1]:
            yield f"{mark} is there {counts[1]} times, not {counts[0]}"
        elif mark and counts[0] == 1 and one.is_whole:
            yield from _strayed(one, other, mark)


def _strayed(one: Text, other: Text, mark: str) -> Iterator[str]:
    """Tell whether a mark left the declaration that it stood in, and that is still there."""
    home, now = one.home(mark), other.home(mark)
    if home != now and home in {chain[:1] for chain in other.chains}:
        yield f"{mark} stood in {home} and stands in {now}"
