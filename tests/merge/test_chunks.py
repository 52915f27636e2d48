"""Code that is being worked on: what cannot be understood holds up its own declaration, and no other."""

from __future__ import annotations

from scaffold.merge import lines
from scaffold.merge.chunks import merge
from scaffold.merge.file import merge as merge_file
from scaffold.merge.result import Conflict, Merged

BASE = """import { a } from "a";

// One.
export function one() {
  return a(1);
}

export function two() {
  return a(2);
}
"""


def merged(mine: str, theirs: str) -> str:
    result = merge(BASE, mine, theirs, lines.merge)
    assert isinstance(result, Merged), result
    return result.text


def test_each_declaration_is_merged_by_itself() -> None:
    mine, theirs = BASE.replace("one() {", "one( {"), BASE.replace("a(2)", "a(3)")
    assert merged(mine, theirs) == mine.replace("a(2)", "a(3)")


def test_a_line_stays_in_its_declaration_though_the_next_is_the_same() -> None:
    mine = BASE.replace("  return a(2);\n", "  mine(;\n  return a(2);\n")
    added = "\nexport function three() {\n  return a(2);\n}\n"
    assert merged(mine, BASE + added) == mine + added
    before = BASE.replace("export function two", added.lstrip() + "\nexport function two")
    assert merged(mine, before) == before.replace("two() {\n", "two() {\n  mine(;\n")


def test_a_declaration_whose_name_is_gone_goes_with_the_one_before() -> None:
    mine = BASE.replace("export function two() {\n", "")
    assert merged(mine, BASE.replace("a(2)", "a(3)")) == mine.replace("a(2)", "a(3)")


def test_what_is_left_of_a_declaration_goes_with_it_though_a_comment_stands_before() -> None:
    mine = BASE.replace("export function one() {\n", "")
    assert merged(mine, BASE.replace("return a(1)", "b();\n  return a(1)")) == mine.replace(
        "return a(1)", "b();\n  return a(1)"
    )


def test_a_conflict_has_the_lines_of_the_file() -> None:
    result = merge(BASE, BASE.replace("a(2)", "mine("), BASE.replace("a(2)", "a(3)"), lines.merge)
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert (hunk.base_line, hunk.mine_line, hunk.theirs_line) == (9, 9, 9)
    text = result.with_markers()
    assert text.startswith(BASE.partition("  return a(2)")[0]) and text.count("one()") == 1


def test_what_nobody_can_tell_is_left_to_another() -> None:
    twice = BASE + "\nexport function two() {}\n"
    assert merge(BASE, twice, BASE.replace("a(2)", "a(3)"), lines.merge) is None
    assert merge(BASE, BASE.replace("\n", "\r\n"), BASE, lines.merge) is None


def test_what_was_deleted_is_not_back_where_another_declaration_is_new_before_it() -> None:
    mine = BASE.replace("export function two() {\n", "")
    theirs = BASE.replace("export function two", "export const b = 1;\n\nexport function two")
    assert merge(BASE, mine, theirs, lines.merge) is None
    result = merge_file("a.ts", BASE, mine, theirs)
    assert isinstance(result, Conflict) or result.text == theirs.replace("export function two() {\n", "")
