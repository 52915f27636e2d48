"""A plan says what happens to every file, in the order in which it is written."""

from __future__ import annotations

import pytest

from plans import NEW, PATH, file, planned, state
from scaffold.files import LOCK, base_path
from scaffold.project.plan import raw_change


def test_the_spec_is_written_first_and_the_lock_last() -> None:
    spec = raw_change("scaffold.toml", b"a", b"b")
    migration = raw_change("db/migrations/0001.sql", None, b"create table")
    result = planned(state(None), None, file(NEW)).with_changes(migration, spec, raw_change("x", b"1", b"1"))
    assert [change.path for change in result.writes()] == [
        "scaffold.toml",
        PATH,
        "db/migrations/0001.sql",
        base_path(PATH),
        LOCK,
    ]
    with pytest.raises(ValueError, match="already in the plan"):
        result.with_changes(raw_change(PATH, None, b""))
