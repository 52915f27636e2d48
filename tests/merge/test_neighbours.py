"""What a merge of lines alone has to keep: each line beside those that it stood beside."""

from __future__ import annotations

import pytest

from scaffold.merge.neighbours import is_kept


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


BASE = text("const columns = {", "  due: date(),", "  priority: integer(),", "};")
NEW = text("const columns = {", "  due: date(),", "  notes: text(),", "  priority: integer(),", "};")


def test_a_new_line_may_part_lines_that_it_was_generated_between() -> None:
    assert is_kept(BASE, BASE, NEW, NEW)


def test_a_new_line_stands_beside_one_that_was_changed() -> None:
    mine = BASE.replace("priority", "priorityX")
    assert is_kept(BASE, mine, NEW, NEW.replace("priority", "priorityX"))


def test_a_new_line_stands_beside_what_stood_beside_one_that_is_gone() -> None:
    gone = "  priority: integer(),\n"
    assert is_kept(BASE, BASE.replace(gone, ""), NEW, NEW.replace(gone, ""))


def test_both_sides_may_take_out_neighbours() -> None:
    mine, theirs = BASE.replace("  due: date(),\n", ""), BASE.replace("  priority: integer(),\n", "")
    assert is_kept(BASE, mine, theirs, text("const columns = {", "};"))


@pytest.mark.parametrize(
    "merged",
    [
        text(
            "const columns = {",
            "  due: date(),",
            "  // when",
            "  notes: text(),",
            "  priority: integer(),",
            "};",
        ),
        text("const columns = {", "  due: date(),", "  notes: text(),", "  priority: integer(),", "};"),
        text("const columns = {", "  due: date(),", "  // when", "  priority: integer(),", "};"),
        text(
            "const columns = {",
            "  // when",
            "  due: date(),",
            "  notes: text(),",
            "  priority: integer(),",
            "};",
        ),
    ],
    ids=["parted from what it is about", "lost", "without the new line", "moved"],
)
def test_an_owners_comment_stays_above_what_it_is_about(merged: str) -> None:
    mine = BASE.replace("  priority", "  // when\n  priority")
    assert not is_kept(BASE, mine, NEW, merged)


def test_a_line_that_was_taken_out_is_not_back() -> None:
    assert not is_kept(BASE, BASE.replace("  due: date(),\n", ""), NEW, NEW)
