"""A type that has every value of another one loses none; of any other pair that is not said."""

from __future__ import annotations

import pytest

from scaffold.tools.wider import holds


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("varchar(10)", "varchar(20)"),
            ("varchar(10)", "varchar"),
            ("varchar(10)", "text"),
            ("uuid", "text"),
        ),
        *(
            ("smallint", "integer"),
            ("integer", "bigint"),
            ("integer", "double precision"),
            ("bigint", "numeric"),
        ),
        *(("integer", "numeric(19, 4)"), ("numeric(10, 2)", "numeric(19, 4)"), ("numeric(19, 4)", "numeric")),
        *(("real", "double precision"), ("timestamp (3) with time zone", "timestamp with time zone")),
        *(("timestamp (3)", "timestamp (6)"), ('"public"."moods"', "text"), ("jsonb", "text"), ("x", "x")),
    ],
)
def test_what_is_wider_takes_every_value(old: str, new: str) -> None:
    assert holds(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("text", "varchar(10)"),
            ("varchar(20)", "varchar(10)"),
            ("varchar", "varchar(10)"),
            ("text", "char(3)"),
        ),
        *(
            ("bigint", "integer"),
            ("bigint", "double precision"),
            ("numeric", "numeric(10, 2)"),
            ("text", "bigint"),
        ),
        *(
            ("numeric(19, 4)", "numeric(10, 2)"),
            ("numeric(10, 2)", "numeric(10, 4)"),
            ("bigint", "numeric(19, 4)"),
        ),
        *(("double precision", "real"), ("double precision", "text"), ("timestamp", "timestamp (3)")),
        *(("timestamp", "timestamp with time zone"), ("text", '"public"."moods"'), ("char(3)", "text")),
        *(("integer", "text[]"), ("text[]", "text"), ("None", "integer"), ("date", "text")),
    ],
)
def test_of_any_other_pair_nobody_can_be_sure(old: str, new: str) -> None:
    assert not holds(new, old)
