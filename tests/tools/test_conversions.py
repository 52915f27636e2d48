"""Which types convert as a whole; e2e/test_conversions.py runs the SQL on rows."""

from __future__ import annotations

import itertools

import pytest

from scaffold.generate.orm.drizzle import COLUMNS
from scaffold.tools.conversions import JSON, TEXT, TYPES, conversion


def test_there_is_a_conversion_from_each_type_to_each_other() -> None:
    for old, new in itertools.permutations(TYPES, 2):
        made = conversion('"a"', old, new)
        assert made is not None and '"a"' in made.using
        assert bool(made.before) == bool(made.after) == ("scaffold_" in made.using)


@pytest.mark.parametrize("old", [one for one in TYPES if one != TEXT])
def test_every_value_is_a_text_and_is_json(old: str) -> None:
    for new in {TEXT, JSON} - {old}:
        made = conversion('"a"', old, new)
        assert made is not None and made.total


def test_what_does_not_convert_is_only_replaced_where_there_is_something() -> None:
    made = conversion('"a"', "text", "uuid", instead="'x'::uuid")
    assert made is not None and made.total and made.using.startswith('CASE WHEN "a" IS NOT NULL THEN')


def test_a_type_that_no_field_has_is_left_to_its_owner() -> None:
    assert conversion('"a"', "varchar(20)", "text") is None
    assert conversion('"a"', "text", "bigint") is None


def test_there_are_types_for_all_columns_of_the_generator() -> None:
    # text serves five field types.
    assert len({column.partition("(")[0] for column in COLUMNS.values()}) == len(TYPES)


def test_no_setting_of_a_server_changes_what_is_written() -> None:
    for new in (TEXT, JSON):
        made = conversion('"a"', "double precision", new)
        assert made is not None and made.total and made.using == '"scaffold_written"("a")'
        assert "SET extra_float_digits = 1" in made.before
    read = conversion('"a"', TEXT, "double precision")
    assert read is not None and "SET extra_float_digits = 1" in read.before
    day = conversion('"a"', "date", TEXT)
    assert day is not None and "::text" not in day.using


def test_what_only_says_the_same_is_for_whoever_may_lose_it() -> None:
    for new in set(TYPES) - {TEXT, JSON}:
        exact, nearest = (conversion('"a"', TEXT, new, nearest=may) for may in (False, True))
        assert exact is not None and "btrim" not in exact.before and "scaffold_converted" in exact.using
        assert nearest is not None and "btrim" in nearest.before and "scaffold_rounded" in nearest.using
