"""A new text is brought to an edited file by what the command is about."""

from __future__ import annotations

from scaffold.merge.result import Conflict, Merged
from scaffold.merge.swap import Swap
from scaffold.project.merging import Merging

BASE = 'export function archiveTodo() {\n  throw new Error("not yet");\n}\n\nexport const todos = 1;\n'
MINE = BASE.replace('throw new Error("not yet");', "return todos;")


def test_an_action_that_its_owner_wrote_and_that_is_not_said_to_go_is_a_conflict() -> None:
    merged, keep = Merging().merge("data/todos.ts", BASE, MINE, "export const todos = 1;\n")
    assert isinstance(merged, Conflict) and not keep


def test_one_that_is_said_to_go_goes_and_is_to_be_kept() -> None:
    merging = Merging(gone=frozenset({"archiveTodo"}))
    merged, keep = merging.merge("data/todos.ts", BASE, MINE, "export const todos = 1;\n")
    assert merged == Merged("export const todos = 1;\n") and keep


def test_what_has_another_name_gets_it_in_an_owners_lines() -> None:
    swap = Swap({"todos": "tasks"})
    theirs = BASE.replace("todos", "tasks")
    merged, keep = Merging(swap).merge("data/todos.ts", BASE, MINE, theirs)
    assert isinstance(merged, Merged) and "return tasks;" in merged.text and not keep


def test_line_ends_stay_as_they_are_where_an_action_goes() -> None:
    base = "const a = 1;\n\nfunction archiveTodo() {\n  return 1;\n}\n"
    mine = base.replace("return 1", "return 2").replace("\n", "\r\n")
    merged, is_kept = Merging(gone=frozenset({"archiveTodo"})).merge("a.ts", base, mine, "const a = 1;\n")
    assert merged == Merged("const a = 1;\r\n", merged.review) and is_kept
