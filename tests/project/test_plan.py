"""A plan says what happens to every file, in the order in which it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import NEW, PATH, file, planned, state
from scaffold.errors import ConflictError
from scaffold.files import LOCK, SPEC, base_path
from scaffold.project.plan import Change, Plan, listed, raw_change


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


CHANGES = [
    raw_change(path, before, after)
    for path, before, after in (
        (SPEC, b"1", b"2"),
        ("app/page.tsx", None, b"x"),
        ("lib/old.ts", b"x", None),
        ("lib/same.ts", b"x", b"x"),
    )
]


@given(st.permutations(CHANGES), st.integers(0, 4))
def test_the_order_of_writing_does_not_depend_on_how_a_plan_came_to_be(
    changes: list[Change], first: int
) -> None:
    memory = (Change(LOCK, "update", b"1", b"2"), Change(base_path("app/page.tsx"), "create", None, b"x"))
    made = Plan(tuple(changes[:first]), internal=memory).with_changes(*changes[first:])
    assert [change.path for change in made.writes()] == [
        SPEC,
        "app/page.tsx",
        "lib/old.ts",
        base_path("app/page.tsx"),
        LOCK,
    ]


def test_a_change_of_bytes_says_what_it_is() -> None:
    assert [change.kind for change in CHANGES] == ["update", "create", "delete", "unchanged"]
    assert [change.writes for change in CHANGES] == [True, True, True, False]
    # An empty file is a file.
    assert raw_change("a", None, b"").writes and raw_change("a", b"", None).kind == "delete"


def test_a_plan_that_needs_a_person_names_every_file_and_the_way_out() -> None:
    Plan(tuple(CHANGES)).check()
    one = planned(state(), "a\nb\nc\nmine\n", file(NEW)).conflicts[0]
    stuck = Plan(tuple(CHANGES), (one, one._replace(path="lib/b.ts"), one._replace(path="lib/c.ts")))
    with pytest.raises(ConflictError) as caught:
        stuck.check()
    assert caught.value.what == f"{PATH}, lib/b.ts and lib/c.ts cannot be merged; nothing was changed"
    assert caught.value.where == PATH and "--conflict=markers" in (caught.value.hint or "")
    text = caught.value.conflicts[1].text()
    assert text.startswith("lib/b.ts: your edit and the new text change the same lines\n")
    assert "mine" in text


def test_files_are_named_in_a_sentence() -> None:
    assert (listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == ("a", "a and b", "a, b and c")
