"""What every field type does alike: a default is read, refused and spelled, and brackets are not taken."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec.bounds import NOTHING, Default
from scaffold.spec.field_type import FieldType


class Answer(FieldType):
    """Take yes or no."""

    name = "answer"
    expects = "yes or no, such as yes"
    longest = 10

    def parse(self, text: str) -> Default:
        return text if text in ("yes", "no") else None


def test_a_default_is_read_without_the_spaces_around_it() -> None:
    assert Answer().default("sure", " yes ", ()) == "yes"
    assert Answer().spell("yes") == "yes" and Answer().example == "answer"


def test_a_default_of_another_type_is_refused_with_what_the_type_takes() -> None:
    with pytest.raises(UsageError, match=r"field `sure`: the default `maybe` is not yes or no$") as caught:
        Answer().default("sure", "maybe", ())
    assert caught.value.hint == "answer takes yes or no, such as yes"


def test_a_default_has_a_longest_length() -> None:
    with pytest.raises(UsageError, match="the default is longer than 10 characters"):
        Answer().default("sure", "y" * 11, ())


def test_a_type_that_takes_no_brackets_leaves_what_follows_and_refuses_them() -> None:
    assert Answer().read_brackets("sure", "?=yes") == (NOTHING, "?=yes")
    assert Answer().write_brackets(NOTHING) == ""
    with pytest.raises(UsageError, match="answer takes nothing in brackets") as caught:
        Answer().read_brackets("sure", " (a,b)")
    assert caught.value.hint == "try `sure:answer`"


def test_a_type_has_to_say_how_a_default_is_read() -> None:
    with pytest.raises(NotImplementedError):
        FieldType().parse("x")
