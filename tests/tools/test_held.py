"""What `--expand-only` left is remembered by name, and the migrations meanwhile are whole."""

from __future__ import annotations

import json
from pathlib import Path

from scaffold.files import HELD, MIGRATIONS
from scaffold.project.plan import Change, raw_change
from scaffold.tools import drizzle_folder, held
from snapshots import column, joined, schema

TEXT, DUE, NOTE = column("text"), column("due", required=False), column("note", required=False)
BEFORE, ALTER = schema(TEXT, DUE, NOTE), 'ALTER TABLE "todos"'

FIRST, SECOND = "meta/0000_snapshot.json", "meta/0001_snapshot.json"


def folder(*snapshots: object) -> dict[str, bytes]:
    """Make migrations, each of which leads to a schema."""
    files, ids = {}, [drizzle_folder.ORIGIN, "a", "b"]
    entries = []
    for number, snapshot in enumerate(snapshots):
        assert isinstance(snapshot, dict)
        made = {**snapshot, "id": ids[number + 1], "prevId": ids[number]}
        entries.append({"idx": number, "when": number + 1, "tag": f"{number:04d}_x"})
        files |= {f"meta/{number:04d}_snapshot.json": json.dumps(made).encode(), f"{number:04d}_x.sql": b""}
    return {
        **files,
        drizzle_folder.JOURNAL: json.dumps({"dialect": "postgresql", "entries": entries}).encode(),
    }


def test_names_are_kept_a_line_each_and_the_file_goes_with_the_last(tmp_path: Path) -> None:
    assert held.read(tmp_path) == () and not held.change(tmp_path, ()).writes
    text = held.change(tmp_path, {"todos.note required", "logs"}).after
    assert text == b"logs\ntodos.note required\n"
    (tmp_path / ".scaffold").mkdir()
    # Two branches that git merged, and nobody looked.
    (tmp_path / HELD).write_bytes(b"<<<<<<< ours\n" + text + b"=======\nlogs\n>>>>>>> theirs\n")
    assert held.read(tmp_path) == ("logs", "todos.note required")
    assert held.change(tmp_path, ()).after is None


def test_drizzle_kit_is_given_the_schema_of_the_code() -> None:
    assert held.start({}, ["todos.due"]) == {}
    files = folder(BEFORE)
    start = held.start(files, ["todos.due"])
    assert "due" not in json.loads(start[FIRST])["tables"]["public.todos"]["columns"]
    assert {path for path in files if files[path] != start[path]} == {FIRST}


def made(files: dict[str, bytes]) -> list[Change]:
    return [raw_change(f"{MIGRATIONS}{path}", None, data) for path, data in files.items()]


def test_a_migration_of_which_nothing_runs_yet_is_none(tmp_path: Path) -> None:
    there, dropped = folder(BEFORE), joined(f'{ALTER} DROP COLUMN "note"').encode()
    found = held.split(tmp_path, there, made(folder(BEFORE, schema(TEXT, DUE)) | {"0001_x.sql": dropped}), ())
    assert found.kept == {"todos.note"} and len(found.later) == 1
    assert {change.path.removeprefix(MIGRATIONS): change.after for change in found.changes} == there


def test_what_runs_now_leads_to_what_is_there_then(tmp_path: Path) -> None:
    there = folder(BEFORE)
    start = held.start(there, ["todos.due"])
    after = {**folder(BEFORE, schema(TEXT, NOTE, column("day", required=False))), FIRST: start[FIRST]}
    after["0001_x.sql"] = joined(f'{ALTER} ADD COLUMN "day" date').encode()
    changes = held.split(tmp_path, there, made(after), ["todos.due"]).changes
    found = {one.path.removeprefix(MIGRATIONS): one.after for one in changes}
    assert found[FIRST] == there[FIRST] and found["0001_x.sql"] == after["0001_x.sql"]
    assert {"due", "day"} <= json.loads(found[SECOND] or b"")["tables"]["public.todos"]["columns"].keys()
