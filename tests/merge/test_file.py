"""The law of the merge, on what scaffold generates: no line is lost, doubled, moved or brought back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.generate.render import render
from scaffold.merge.file import is_format, merge
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.syntax import parse
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names
from strategies import dear

FIELDS = ("text:string", "completed:boolean=false", "due:date?", "priority:integer=0")


def spec(*fields: str, owner: str = "user", actions: tuple[str, ...] = ("archiveTodo",)) -> Spec:
    made = Resource(resource_names("todos"), ("forms", "api"), owner, False, tuple(map(parse_field, fields)))
    whole = edit.add_resource(Spec(App("myapp", ("forms", "api"))), made)
    for name in actions:
        whole = edit.add_action(whole, Action(action_name(name), fields=(parse_field("reason:string"),)))
    return whole


def texts(of: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(of).items() if file.ownership == "managed"}


OLD = spec(*FIELDS)
CHANGES = {
    "an action": spec(*FIELDS, actions=("archiveTodo", "publishTodo")),
    "an action before": replace(
        OLD, actions=(replace(OLD.actions[0], name=action_name("pinTodo")), *OLD.actions)
    ),
    "a field": spec(*FIELDS, "notes:text?"),
    "a field in the middle": spec(FIELDS[0], "notes:text?", *FIELDS[1:]),
    "no field": spec(*FIELDS[:2], FIELDS[3]),
    "another name": spec(FIELDS[0], FIELDS[1], "dueDate:date?", FIELDS[3]),
    "another type": spec(FIELDS[0], "completed:enum(open,done)=open", *FIELDS[2:]),
    "another order": spec(FIELDS[1], FIELDS[0], *FIELDS[2:]),
    "optional": spec(*FIELDS[:3], "priority:integer?"),
    "nobody's": spec(*FIELDS, owner="none"),
}
BEFORE = texts(OLD)
CASES = [
    (name, path, after[path])
    for name, change in CHANGES.items()
    for after in [texts(change)]
    for path in BEFORE
    if path in after and after[path] != BEFORE[path]
]
MARK = "// mine by hand"


def declarations(text: str) -> Iterator[tuple[str | None, int, int]]:
    """Yield the declarations of a module that have a name, with the lines they are on."""
    data = text.encode()
    for node in parse(data).root.children:
        if node.kind != "comment":
            yield node.name, data.count(b"\n", 0, node.start), data.count(b"\n", 0, node.end)


def declaration_at(text: str, line: int) -> str | None:
    return next((name for name, low, high in declarations(text) if low < line <= high), None)


def counted(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())


def words(text: str) -> Counter[str]:
    """Count what is written; the comma after the last of several lines is layout."""
    return Counter(re.findall(r"\w+|[^\w\s]", re.sub(rf",(?=(?:\s|{MARK})*[)\]}}])", "", text)))


@given(st.sampled_from(CASES), st.data())
@dear(40)
def test_a_line_put_in_stays_in_its_declaration(case: tuple[str, str, str], data: st.DataObject) -> None:
    _, path, theirs = case
    lines = BEFORE[path].split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    indent = re.match(r"\s*", lines[at])
    lines.insert(at, f"{indent[0] if indent else ''}{MARK}")
    mine = "\n".join(lines)
    result = merge(path, BEFORE[path], mine, theirs)
    if isinstance(result, Conflict):
        # Only what the change takes away can be in its way.
        assert not counted(BEFORE[path]) <= counted(theirs)
        return
    found = [number for number, line in enumerate(result.text.split("\n")) if line.strip() == MARK]
    assert len(found) == 1
    if path.endswith((".ts", ".tsx")):
        assert declaration_at(result.text, found[0]) == declaration_at(mine, at)
        assert parse(result.text.encode()).whole
    # A comment in a chain keeps it on several lines, where without it one would do.
    assert words(result.text) == words(theirs) + words(MARK)


@given(st.sampled_from(CASES), st.data())
@dear(40)
def test_a_line_taken_out_does_not_return_and_nothing_else_goes(
    case: tuple[str, str, str], data: st.DataObject
) -> None:
    _, path, theirs = case
    lines = BEFORE[path].split("\n")
    at = data.draw(st.sampled_from([number for number, line in enumerate(lines) if line.strip()]))
    gone = lines.pop(at).strip()
    mine = "\n".join(lines)
    result = merge(path, BEFORE[path], mine, theirs)
    if isinstance(result, Conflict):
        return
    if gone in counted(theirs):
        assert counted(result.text)[gone] == counted(theirs)[gone] - 1
    if path.endswith((".ts", ".tsx")) and parse(mine.encode()).whole:
        assert parse(result.text.encode()).whole


@given(st.sampled_from(CASES), st.data())
@dear(40)
def test_a_word_that_was_changed_is_kept(case: tuple[str, str, str], data: st.DataObject) -> None:
    _, path, theirs = case
    words = [found.span() for found in re.finditer(r"[A-Za-z_]\w+", BEFORE[path])]
    start, end = data.draw(st.sampled_from(words))
    mine = f"{BEFORE[path][:start]}{BEFORE[path][start:end]}Mine{BEFORE[path][end:]}"
    result = merge(path, BEFORE[path], mine, theirs)
    if isinstance(result, Merged):
        assert result.text.count("Mine") == 1
        if path.endswith((".ts", ".tsx")) and parse(mine.encode()).whole:
            assert parse(result.text.encode()).whole


@pytest.mark.parametrize(
    ("path", "theirs"), [case[1:] for case in CASES], ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_a_file_edited_far_away_becomes_what_it_would_without_the_edit(path: str, theirs: str) -> None:
    result = merge(path, BEFORE[path], f"{BEFORE[path]}\n{MARK}\n", theirs)
    assert result == Merged(f"{theirs}\n{MARK}\n")


def test_what_is_no_code_is_merged_by_lines() -> None:
    assert merge(".env.example", "a\n", "a\nmine\n", "a\nnew\n") == Merged("a\nmine\nnew\n", True)


def test_code_that_cannot_be_understood_is_merged_by_declaration() -> None:
    base = "function a() {\n  b();\n}\n\nfunction c() {\n  d();\n}\n"
    mine, theirs = base.replace("b();", "b(;"), base.replace("d()", "e()")
    assert merge("a.ts", base, mine, theirs) == Merged(mine.replace("d()", "e()"))


@pytest.mark.parametrize(
    ("path", "one", "other", "same"),
    [
        ("a.ts", 'f("a");', "f(\n  'a'\n)", True),
        ("a.ts", 'f("a");', 'f("b");', False),
        ("a.ts", "f(", "f(", False),
        ("a.md", 'f("a");', "f('a');", False),
    ],
)
def test_format_is_told_from_edits(path: str, one: str, other: str, same: bool) -> None:
    assert is_format(path, one, other) == same


def test_line_ends_alone_are_no_edit() -> None:
    crlf = BEFORE["data/todos.ts"].replace("\n", "\r\n")
    theirs = texts(CHANGES["a field"])["data/todos.ts"]
    assert merge("data/todos.ts", BEFORE["data/todos.ts"], crlf, theirs) == Merged(
        theirs.replace("\n", "\r\n")
    )


LIST = "const columns = {\n  due: date(),\n  priority: integer(),\n} as const satisfies Controls;\n"


@pytest.mark.parametrize(
    "edited",
    [
        lambda text: text.replace("  priority: integer(),\n", "").replace("as const", "asX const"),
        lambda text: text.replace("priority:", "priorityX:").replace("} as const satisfies Controls;\n", ""),
        lambda text: text.replace("priority:", "priorityX:").replace("as const", "asX const"),
    ],
    ids=["the line before out", "the line behind out", "both changed"],
)
def test_broken_code_gets_a_new_line_beside_lines_that_were_edited(edited: Callable[[str], str]) -> None:
    new = LIST.replace("} as", "  notes: text(),\n} as")
    merged = merge("lib/schemas/todos.ts", LIST, edited(LIST), new)
    assert isinstance(merged, Merged)
    assert merged.text == edited(new)


def test_broken_code_loses_neighbours_that_the_sides_take_out() -> None:
    base = 'import { a } from "a";\nimport { b } from "b";\n\nconst c = 1;\n'
    mine = 'import { a } from "a";\n\nconstX c = 1;\n'
    merged = merge("lib/x.ts", base, mine, base.removeprefix('import { a } from "a";\n'))
    assert isinstance(merged, Merged) and merged.text.strip() == "constX c = 1;"
