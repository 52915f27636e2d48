"""What every field type is to the generated app unless it says otherwise."""

from __future__ import annotations

import pytest

from scaffold.generate.field_type import FieldType
from scaffold.spec.fields import Field


class Answer(FieldType):
    """Yes or no, as a word."""

    schema = "answer()"
    valid = "yes"
    invalid = "maybe"


FIELD = Field("sure", "string")


def test_a_type_without_bounds_says_what_it_is_and_no_more() -> None:
    one = Answer()
    assert one.bounded(FIELD) == "answer()" and [*one.attributes_of(FIELD)] == [*one.outside(FIELD)] == []
    assert (one.sample(FIELD), one.typed_sample(FIELD), one.typed_wrong(FIELD)) == ('"yes"', "yes", "maybe")
    assert (one.default(None), one.typed_default(None), one.fill('"yes"')) == ("null", "", 'fill("yes")')


def test_a_type_has_to_say_how_its_values_are_numbered() -> None:
    with pytest.raises(NotImplementedError):
        Answer().numbered(FIELD, "made")
