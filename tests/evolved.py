"""What a command makes of the files of an app, in memory: each file it changes, and how that is merged."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from laws import Law, Swap, itself, swap_of
from scaffold.files import File, sha256
from scaffold.generate.render import render
from scaffold.merge import swap as renaming
from scaffold.merge.result import Conflict, Merged
from scaffold.project import moves
from scaffold.project.lock import Entries, Entry, Lock
from scaffold.project.merging import Merging
from scaffold.spec import change, rename
from scaffold.spec.check import check
from scaffold.spec.fields import parse_field, parse_fields
from scaffold.spec.model import Spec
from scaffold.spec.rename import NONE, Renames
from texts import Edit, Text
from typed import app, run

# Apps, each by the commands that made it.
APPS = {
    "shared": app(
        "resource todos text:string completed:boolean=false due:date? priority:integer=0",
        "action archiveTodo reason:string",
        "action importTodos --button",
        "action generateReport month:date",
        "webhook github",
    ),
    "open": app(
        "resource posts title:string body:text state:enum(draft,published)=draft seen:datetime?"
        " --owner none --public-read",
        "resource notes text:text rating:decimal? site:url? --for api",
        "action publishPost",
        "webhook stripe",
    ),
}
COMMANDS = {
    "shared": (
        "add field todos notes:text?",
        "add field todos rank:integer",
        "add field todos notes:text? --after text",
        "add field archiveTodo note:text?",
        "add field generateReport day:date?",
        "add action publishTodo note:string",
        "add action addTagToTodo",
        "add action pinTodo --button",
        "add action lockTodo --role admin",
        "add action sendEmail to:email",
        "add resource notes body:text",
        "add webhook stripe",
        "remove field todos text",
        "remove field todos completed",
        "remove field todos due",
        "remove field todos priority",
        "remove field todos due completed",
        "remove field archiveTodo reason",
        "remove action archiveTodo",
        "remove action importTodos",
        "remove action generateReport",
        "remove resource todos",
        "remove webhook github",
        "rename field todos text title",
        "rename field todos completed done",
        "rename field todos due dueDate",
        "rename field todos priority rank",
        "rename field archiveTodo reason why",
        "rename action archiveTodo shelveTodo",
        "rename action importTodos fetchTodos",
        "rename action generateReport makeReport",
        "rename resource todos tasks",
        "rename resource todos chores",
        "change field todos completed:enum(open,done)=open",
        "change field todos priority:integer?",
        "change field todos due:datetime?",
        "change field todos due:date",
        "change field todos text:text",
        "change field todos priority:decimal=0",
        "change field archiveTodo reason:text?",
        "change resource todos --owner none",
        "change resource todos --public-read",
        "change resource todos --role admin",
        "change resource todos --for forms",
        "change resource todos --owner none --public-read",
        "change resource todos --require-match",
        "order todos priority text completed due",
    ),
    "open": (
        "add field posts tags:string?",
        "add field notes mood:enum(good,bad) --after text",
        "add action archivePost reason:string",
        "add action shareNote",
        "remove field posts seen",
        "remove field posts state",
        "remove field notes rating",
        "remove action publishPost",
        "remove resource notes",
        "rename field posts state status",
        "rename field notes rating stars",
        "rename action publishPost releasePost",
        "rename resource posts articles",
        "rename resource notes memos",
        "change field posts state:boolean=false",
        "change field notes rating:decimal=0",
        "change field notes site:url",
        "change resource posts --owner user",
        "change resource posts --no-public-read",
        "change resource notes --for forms,api",
        "change resource notes --for forms",
        "change resource notes --owner none",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """Hold one file that a command changes, or moves: where it is and was, both texts, how it is merged."""

    path: str
    was: str
    base: str
    theirs: str
    merging: Merging
    swaps: tuple[Swap, ...]

    @cached_property
    def law(self) -> Law:
        return Law(self.path, self.base, self.theirs, self.swaps)

    def tried(self, edit: Edit, mark: str) -> tuple[str, list[str]]:
        """Merge with one edit made: say how that ended, and what is wrong with it."""
        mine = "\n".join(edit.made(self.law.base.lines))
        result, is_kept_aside = self.merge(mine)
        if isinstance(result, Conflict):
            needless = Text(self.path, mine).is_whole and self.law.expected(edit)
            return "stopped, but not at the edit" if needless else "stopped", []
        if is_kept_aside and self._goes(mine, mark):
            return "kept aside", []
        return "clean", list(self.law.broken(edit, result.text, mark))

    def _goes(self, mine: str, mark: str) -> bool:
        """Tell whether the declaration that an edit is in is one that the command takes away."""
        text = Text(self.path, mine)
        return not (mark and text.is_whole) or text.home(mark) not in {home[:1] for home in self.law.known}

    def merge(self, mine: str) -> tuple[Merged | Conflict, bool]:
        return self.merging.merge(self.path, self.base, mine, self.theirs)


def evolve(spec: Spec, line: str) -> tuple[Spec, Renames]:
    """Return the spec after a command as it is typed, and what that calls by another name."""
    verb, kind, *words = shlex.split(line)
    if verb == "rename":
        renamed = getattr(rename, f"rename_{kind}")(spec, *words)
        check(renamed.spec)
        return renamed.spec, renamed.renames
    after = _changed(spec, line, verb, kind, words)
    check(after)
    return after, NONE


def _changed(spec: Spec, line: str, verb: str, kind: str, words: list[str]) -> Spec:
    name, *rest = words if verb != "order" else (kind, *words)
    if verb == "order":
        there = change.find(spec, name)
        return change.replaced(spec, there, tuple(change.field_of(there, field) for field in rest))
    if verb == "remove":
        return (
            change.remove_fields(spec, name, rest)
            if kind == "field"
            else getattr(change, f"remove_{kind}")(spec, name)
        )
    if verb == "change" and kind == "field":
        return change.change_field(spec, name, parse_field(rest[0]))
    if verb == "change":
        given = dict(zip(rest, [*rest[1:], ""], strict=True))
        public = True if "--public-read" in rest else False if "--no-public-read" in rest else None
        versions = True if "--require-match" in rest else False if "--no-require-match" in rest else None
        consumers = tuple(given["--for"].split(",")) if "--for" in given else None
        return change.change_resource(
            spec,
            name,
            consumers=consumers,
            owner=given.get("--owner"),
            public_read=public,
            require_match=versions,
            role=given.get("--role"),
        )
    if kind == "field":
        after = rest[rest.index("--after") + 1] if "--after" in rest else None
        fields = rest[: rest.index("--after")] if after else rest
        return change.add_fields(spec, name, parse_fields(tuple(fields)), after)
    return run(spec, line.removeprefix("add "))


class Edited(NamedTuple):
    """Hold an app of which somebody edited files: what it consists of, and those."""

    spec: Spec
    files: dict[str, str]
    aside: frozenset[str] = frozenset()

    def after(self, line: str) -> Edited | None:
        """Return the app after a command; None where that stops at a conflict."""
        spec = evolve(self.spec, line)[0]
        now = rendered(spec)
        steps = {one.was: one for one in changed(self.spec, line)}
        files: dict[str, str] = {}
        aside = set(self.aside)
        for path, mine in self.files.items():
            step = steps.get(path)
            if step is None:
                if path in now:
                    files[path] = mine
                else:
                    aside.add(path)
                continue
            result, keep = (Merged(mine), False) if step.base == step.theirs else step.merge(mine)
            if isinstance(result, Conflict):
                return None
            files[step.path] = result.text
            if keep:
                aside.add(path)
        return Edited(spec, files, frozenset(aside))


@cache
def rendered(spec: Spec) -> dict[str, File]:
    return render(spec)


@cache
def changed(spec: Spec, line: str) -> tuple[Changed, ...]:
    """List each file that is merged, if its owner edited it, when a command runs in an app."""
    return tuple(_changed_files(spec, line))


def _changed_files(spec: Spec, line: str) -> Iterator[Changed]:
    after, renames = evolve(spec, line)
    before, now = rendered(spec), rendered(after)
    lock = Lock(
        "0.1.0",
        Entries.of(
            {
                path: Entry(file.id, sha256(file.text), file.ownership, "0.1.0")
                for path, file in before.items()
            }
        ),
    )
    was = moves.of(lock, now, renames.ids())
    left = {*was.values(), *now}
    gone = frozenset(file.id.rpartition(":")[2] for path, file in before.items() if path not in left)
    tables = renames.words() if renames else []
    merging = Merging(renaming.Swap(*tables) if renames else None, gone)
    swaps = tuple(swap_of(tuple(table.items())) for table in tables) or (itself,)
    for path, file in now.items():
        old = before.get(was.get(path, path))
        if old is not None and old.ownership == "managed" and (old.text, old.path) != (file.text, path):
            yield Changed(path, old.path, old.text, file.text, merging, swaps)
