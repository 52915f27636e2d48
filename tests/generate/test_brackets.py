"""A line of code is cut outside of its brackets and texts."""

from __future__ import annotations

import pytest

from scaffold.generate.brackets import brackets, depths_of, split


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("a, b(c, d), [e, f]", ["a", "b(c, d)", "[e, f]"]),
        ('"a, b", c', ['"a, b"', "c"]),
        ("Map<string, number>, a < b, c", ["Map<string, number>", "a < b", "c"]),
        ("`${a}, b`, 'it\\'s, c', d", ["`${a}, b`", "'it\\'s, c'", "d"]),
        ("alone", ["alone"]),
    ],
)
def test_a_list_is_cut_at_its_own_commas(line: str, parts: list[str]) -> None:
    assert split(line) == parts


def test_other_marks_cut_as_well() -> None:
    assert split("a(b ? c : d) ? e : f", " ? ", " : ") == ["a(b ? c : d)", "e", "f"]


def test_the_next_brackets_are_those_with_something_in_them() -> None:
    assert brackets("a().b(c)") == (5, 7)
    assert brackets("a().b(c)", 6) == (8, 0)
    assert brackets("a()") == (3, 0)


def test_a_bracket_is_as_deep_as_what_is_around_it() -> None:
    assert list(depths_of("a(b[c])d")) == [0, 0, 1, 1, 2, 1, 0, 0]
