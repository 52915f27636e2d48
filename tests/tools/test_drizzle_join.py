"""The migrations of branches become one chain: each once, by its time, and snapshots that are the sum."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools import drizzle_folder
from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN
from scaffold.tools.drizzle_join import joined

Files = dict[str, bytes]
Step = tuple[int, str, str, dict[str, Any]]
INIT: Step = (10, "init", "create table todos;", {"todos": {"name": "todos", "columns": {"text": "string"}}})


def column(when: int, name: str, sql: str = "") -> Step:
    tables = {"todos": {"name": "todos", "columns": {"text": "string", name: "date"}}}
    return when, f"add_{name}", sql or f'ALTER TABLE "todos" ADD COLUMN "{name}" date;', tables


def table(when: int, name: str, tables: dict[str, Any] | None = None) -> Step:
    return when, f"add_{name}", f'CREATE TABLE "{name}" ();', (tables or INIT[3]) | {name: {"name": name}}


def folder(*steps: Step, prefix: str = "") -> Files:
    """Make a folder as drizzle-kit would."""
    files: Files = {}
    entries, previous = [], ORIGIN
    for number, (when, name, sql, tables) in enumerate(steps):
        tag = f"{prefix and prefix + str(when)}{'' if prefix else f'{number:04}'}_{name}"
        entries.append({"idx": number, "version": "7", "when": when, "tag": tag, "breakpoints": True})
        snapshot = {"id": f"{name}-{when}", "prevId": previous, "version": "7", "tables": tables}
        previous = snapshot["id"]
        files[f"{tag}.sql"] = sql.encode()
        files[f"meta/{tag.split('_')[0]}_snapshot.json"] = json.dumps(snapshot, indent=2).encode()
    files[JOURNAL] = json.dumps(
        {"version": "7", "dialect": "postgresql", "entries": entries}, indent=2
    ).encode()
    return files


def chain(files: Files) -> list[tuple[str, int]]:
    """Check a folder, and list its migrations with their times."""
    return [(migration.tag, migration.when) for migration in drizzle_folder.check(files)]


def test_two_branches_are_one_chain_by_time_whatever_git_left() -> None:
    due = column(20, "due")
    ours, theirs = folder(INIT, due, table(40, "notes", due[3])), folder(INIT, column(30, "mood"))
    disks = (
        ours,
        theirs,
        ours | theirs,
        {},
        ours
        | theirs
        | {JOURNAL: b"<<<<<<< HEAD\n{}\n=======\n>>>>>>> x\n", "meta/0001_snapshot.json": b"<<<<<<< "},
    )
    files = joined([ours, theirs], disks[0])
    assert chain(files) == [
        ("0000_init", 10),
        ("0001_add_due", 20),
        ("0002_add_mood", 30),
        ("0003_add_notes", 40),
    ]
    assert drizzle_folder.schema(files)["tables"].keys() == {"todos", "notes"}
    assert drizzle_folder.schema(files)["tables"]["todos"]["columns"].keys() == {"text", "due", "mood"}
    for disk, sides in ((disk, sides) for disk in disks for sides in permutations([ours, theirs])):
        assert joined(sides, disk) == files
    # What did not move is as it was, and what is one chain already stays.
    for path in ("0001_add_due.sql", "meta/0001_snapshot.json", "0000_init.sql"):
        assert files[path] == ours[path]
    assert joined([ours, theirs], files) == files
    third = folder(INIT, table(25, "tags"))
    assert joined([files, third], files) == joined([third, theirs, ours], {})


def test_what_both_branches_did_alike_comes_once() -> None:
    ours, theirs = folder(INIT, column(20, "due")), folder(INIT, column(30, "due"), table(40, "notes"))
    files = joined([ours, theirs], ours)
    assert chain(files) == [("0000_init", 10), ("0001_add_due", 20), ("0002_add_notes", 40)]
    # Twice in one branch is twice: it went in between.
    again = folder(INIT, column(20, "due"), (25, "less", "drop;", INIT[3]), column(30, "due"))
    assert len(chain(joined([again, theirs], again))) == 5


def test_what_both_branches_have_in_part_may_run_where_the_others_ran() -> None:
    drop = 'ALTER TABLE "todos" DROP COLUMN "text";'
    both = 'CREATE TABLE "hooks" (\n\t"id" text\n);\n'
    index = 'CREATE INDEX "by_id" ON "hooks" USING btree ("id");'
    key = 'ALTER TABLE "hooks" ADD CONSTRAINT "own" FOREIGN KEY ("id") REFERENCES "public"."todos"("id");'
    break_ = "--> statement-breakpoint\n"
    ours = folder(INIT, column(20, "a", break_.join([both, f"{index}{break_}{key}{break_}{drop}", "ours;"])))
    theirs = folder(INIT, column(30, "b", break_.join([f"{both}", index, key, drop, "theirs;"])))
    files = joined([ours, theirs], {})
    for path, own in (("0001_add_a.sql", "ours;"), ("0002_add_b.sql", "theirs;")):
        sql = files[path].decode()
        assert 'CREATE TABLE IF NOT EXISTS "hooks" (' in sql and 'CREATE INDEX IF NOT EXISTS "by_id"' in sql
        assert 'DROP COLUMN IF EXISTS "text"' in sql and f"{key}\nEXCEPTION\n WHEN duplicate_object" in sql
        assert own in sql
    alone = folder(INIT, column(20, "a", both))
    assert joined([alone, folder(INIT, table(30, "b"))], {})["0001_add_a.sql"] == both.encode()


def test_times_that_are_the_same_are_told_apart() -> None:
    files = joined([folder(INIT, column(20, "due")), folder(INIT, column(20, "mood"))], {})
    assert chain(files) == [("0000_init", 10), ("0001_add_due", 20), ("0002_add_mood", 21)]


def test_names_without_a_number_stay() -> None:
    sides = [folder(INIT, column(when, "due", f"{when};"), prefix="2026") for when in (20, 30)]
    assert [tag for tag, _ in chain(joined(sides, {}))] == ["202610_init", "202620_add_due", "202630_add_due"]


def test_a_line_that_somebody_wrote_since_and_a_file_of_theirs_stay() -> None:
    ours, theirs = folder(INIT, column(20, "due")), folder(INIT, column(30, "mood"))
    disk = ours | theirs | {"0001_add_mood.sql": b"-- mine\n", "README.md": b"mine", "0009_stray.sql": b""}
    files = joined([ours, theirs], disk)
    assert files["0002_add_mood.sql"] == b"-- mine\n" and files["README.md"] == b"mine"
    assert "0001_add_mood.sql" not in files and "0009_stray.sql" in files


@pytest.mark.parametrize("broken", [{}, {JOURNAL: b"{"}, {"0001_x.sql": b""}])
def test_a_branch_without_a_whole_folder_adds_nothing(broken: Files) -> None:
    ours = folder(INIT, column(20, "due"))
    assert joined([ours, broken], {}) == ours
    assert joined([broken, broken], ours) == ours


TEXT = {"name": "text", "notNull": False}
BASE: Step = (
    10,
    "init",
    'CREATE TABLE "todos" (\n\t"text" text\n);\n',
    {"public.todos": {"name": "todos", "columns": {"text": TEXT}}},
)


def todos(when: int, name: str, sql: str, columns: dict[str, Any], table: str = "todos") -> Step:
    return when, name, sql, {f"public.{table}": {"name": table, "columns": columns}}


@pytest.mark.parametrize(("rename_at", "other_at"), [(20, 30), (30, 20)])
def test_a_rename_takes_along_what_another_branch_did_under_the_old_name(
    rename_at: int, other_at: int
) -> None:
    due, title = {"name": "due"}, TEXT | {"name": "title"}
    sql = 'ALTER TABLE "todos" RENAME TO "tasks";--> statement-breakpoint\n'
    sql += 'ALTER TABLE "tasks" RENAME COLUMN "text" TO "title";'
    renames = todos(rename_at, "rename", sql, {"title": title}, "tasks")
    change = 'ALTER TABLE "todos" ADD COLUMN "due" date;--> statement-breakpoint\n'
    change += 'ALTER TABLE "todos" ALTER COLUMN "text" SET NOT NULL;'
    changes = todos(other_at, "change", change, {"text": TEXT | {"notNull": True}, "due": due})
    files = joined([folder(BASE, renames), folder(BASE, changes)], {})
    assert drizzle_folder.schema(files)["tables"] == {
        "public.tasks": {
            "name": "tasks",
            "columns": {"title": {"name": "title", "notNull": True}, "due": due},
        }
    }
    (own,) = [data.decode() for path, data in files.items() if path.endswith("_change.sql")]
    assert change in own and own.startswith("DO $$ BEGIN") and own.endswith("END $$;\n")
    (same,) = [data.decode() for path, data in files.items() if path.endswith("_rename.sql")]
    assert same == sql


def test_what_one_branch_dropped_and_the_other_changed_is_refused_until_that_is_taken_out() -> None:
    less = todos(20, "less", 'ALTER TABLE "todos" DROP COLUMN "text";', {})
    more = todos(
        30, "more", 'ALTER TABLE "todos" ALTER COLUMN "text" SET NOT NULL;', {"text": {"notNull": True}}
    )
    sides = [folder(BASE, less), folder(BASE, more)]
    with pytest.raises(
        ScaffoldError, match="0001_more cannot run where the column text of todos is not there"
    ):
        joined(sides, {})
    files = joined(sides, {"0001_more.sql": b"-- taken out\n"})
    assert drizzle_folder.schema(files)["tables"] == less[3]


def test_one_name_for_two_things_is_refused() -> None:
    days = [
        todos(
            when,
            "add",
            f'ALTER TABLE "todos" ADD COLUMN "due" {type};',
            {"text": TEXT, "due": {"type": type}},
        )
        for when, type in ((20, "date"), (30, "text"))
    ]
    with pytest.raises(
        ScaffoldError, match="0001_add cannot run where the column due of todos is there already"
    ):
        joined([folder(BASE, one) for one in days], {})
