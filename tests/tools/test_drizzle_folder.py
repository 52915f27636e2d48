"""A folder of migrations that drizzle-kit or the app would go wrong with is refused, by its file's name."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projects import as_nobody, edit, give_to_nobody, refused, scaffold, todos_app, tool
from scaffold.errors import ScaffoldError
from scaffold.tools import drizzle_folder
from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]

Files = dict[str, bytes]
FIRST, SECOND, THIRD = (f"meta/000{number}_snapshot.json" for number in range(3))


def folder(count: int = 3) -> Files:
    """Make a folder as drizzle-kit would, with so many migrations."""
    files, entries = {}, []
    for number in range(count):
        tag = f"{number:04}_step"
        entries.append(
            {"idx": number, "when": 1000 + number, "tag": tag, "version": "7", "breakpoints": True}
        )
        snapshot = {
            "id": f"id-{number}",
            "prevId": f"id-{number - 1}" if number else ORIGIN,
            "tables": {f"public.t{number}": {"name": f"t{number}"}},
        }
        files[f"{tag}.sql"] = b"select 1;\n"
        files[f"meta/{number:04}_snapshot.json"] = json.dumps(snapshot).encode()
    files[JOURNAL] = json.dumps({"version": "7", "dialect": "postgresql", "entries": entries}).encode()
    return files


def changed(path: str, change: Callable[[Any], object]) -> Callable[[Files], None]:
    """Return what changes the JSON of a file."""

    def work(files: Files) -> None:
        value = json.loads(files[path])
        change(value)
        files[path] = json.dumps(value).encode()

    return work


def replaced(path: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({path: data})


def entry(number: int, **values: object) -> Callable[[Files], None]:
    return changed(JOURNAL, lambda journal: journal["entries"][number].update(values))


DAMAGES: list[tuple[str, Callable[[Files], object], str, str]] = [
    ("empty journal", replaced(JOURNAL, b""), JOURNAL, "is empty"),
    ("blank snapshot", replaced(SECOND, b" \n"), SECOND, "is empty"),
    ("truncated", lambda files: files.update({JOURNAL: files[JOURNAL][:-9]}), JOURNAL, "is not JSON"),
    ("BOM", lambda files: files.update({FIRST: b"\xef\xbb\xbf" + files[FIRST]}), FIRST, "byte order mark"),
    ("not UTF-8", replaced(THIRD, b'{"id": "\xff"}'), THIRD, "is not UTF-8"),
    (
        "UTF-16",
        lambda files: files.update({JOURNAL: files[JOURNAL].decode().encode("utf-16")}),
        JOURNAL,
        "UTF-8",
    ),
    ("NaN", replaced(SECOND, b'{"id": NaN}'), SECOND, "is not JSON"),
    ("deep", replaced(SECOND, b"[" * 100_000), SECOND, "is not JSON"),
    ("a list", replaced(JOURNAL, b"[]"), JOURNAL, "none of drizzle-kit's"),
    (
        "a marker",
        lambda files: files.update({JOURNAL: files[JOURNAL] + b"<<<<<<< HEAD\n"}),
        JOURNAL,
        "conflict",
    ),
    ("markers", replaced(FIRST, b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n"), FIRST, "conflict markers"),
    ("an end", replaced("0001_step.sql", b"select 1;\r\n>>>>>>> x\r\n"), "0001_step.sql", "conflict markers"),
    ("another dialect", changed(JOURNAL, lambda j: j.update(dialect="sqlite")), JOURNAL, "not a journal"),
    ("no entries", changed(JOURNAL, lambda j: j.pop("entries")), JOURNAL, "not a journal"),
    ("an odd entry", changed(JOURNAL, lambda j: j["entries"].append(None)), JOURNAL, "has an entry"),
    ("a text for a number", entry(1, idx="1"), JOURNAL, "has an entry"),
    ("a truth for a number", entry(1, idx=True), JOURNAL, "has an entry"),
    ("a tag that is a path", entry(2, tag="../0002_step"), JOURNAL, "has an entry"),
    ("no SQL", lambda files: files.pop("0001_step.sql"), "0001_step.sql", "is not there"),
    ("no snapshot", lambda files: files.pop(SECOND), SECOND, "is not there"),
    ("no journal", lambda files: files.pop(JOURNAL), "0000_step.sql", "and no meta/_journal.json"),
    ("no id", changed(THIRD, lambda snapshot: snapshot.pop("id")), THIRD, "not a snapshot"),
    ("no tables", changed(THIRD, lambda snapshot: snapshot.update(tables=[])), THIRD, "not a snapshot"),
    ("a tag twice", entry(1, tag="0000_step"), JOURNAL, "names 0000_step twice"),
    ("a number twice", entry(1, idx=0), JOURNAL, "counts wrong: 0001_step"),
    ("numbers that fall", entry(1, idx=7), JOURNAL, "counts wrong: 0002_step"),
    ("an older one later", entry(2, when=1000), JOURNAL, "it would never run"),
    ("an id twice", changed(THIRD, lambda s: s.update(id="id-0")), THIRD, "id of the snapshot of 0000_step"),
    ("two of one parent", changed(THIRD, lambda s: s.update(prevId="id-0")), THIRD, "two git branches"),
    ("two origins", changed(SECOND, lambda s: s.update(prevId=ORIGIN)), SECOND, "two git branches"),
    ("no parent", changed(SECOND, lambda s: s.update(prevId="gone")), SECOND, "does not follow"),
    ("itself as parent", changed(THIRD, lambda s: s.update(prevId="id-2")), THIRD, "does not follow"),
    ("a stray migration", replaced("0003_mine.sql", b""), "0003_mine.sql", "so it would never run"),
    ("a stray snapshot", replaced("meta/0003_snapshot.json", b"{}"), "meta/0003_snapshot.json", "is not in"),
    (
        "a file of merge tools",
        replaced("meta/_journal.json.orig", b""),
        "meta/_journal.json.orig",
        "is not in",
    ),
]


@pytest.mark.parametrize(
    ("damage", "path", "what"), [row[1:] for row in DAMAGES], ids=[row[0] for row in DAMAGES]
)
def test_damage_is_named_with_its_file_and_a_way_out(
    damage: Callable[[Files], object], path: str, what: str
) -> None:
    files = folder()
    damage(files)
    with pytest.raises(ScaffoldError) as refusal:
        drizzle_folder.check(files)
    assert refusal.value.where == f"db/migrations/{path}"
    assert refusal.value.what.startswith(f"db/migrations/{path} ") and what in refusal.value.what
    assert "git restore" in (refusal.value.hint or "") and "scaffold apply" in (refusal.value.hint or "")


def test_what_is_whole_is_taken_as_it_is() -> None:
    assert drizzle_folder.check({}) == []
    assert drizzle_folder.check({".gitkeep": b"", "README.md": b"<<<<<<< HEAD\n"}) == []
    assert [one.tag for one in drizzle_folder.check(folder())] == ["0000_step", "0001_step", "0002_step"]
    # Made by hand, with `drizzle-kit generate --custom` or a prefix of its own, and commented.
    own = json.loads(
        json.dumps({path: data.decode() for path, data in folder().items()}).replace("0002_", "2026_")
    )
    own["2026_step.sql"] = "-- =======\nselect '<<<<<<< HEAD';\n"
    assert drizzle_folder.check({path: text.encode() for path, text in own.items()})[-1].tables == {"t2"}


def test_drizzle_kit_may_add_one_migration_and_change_nothing_else() -> None:
    assert [one.tag for one in drizzle_folder.check_growth(folder(2), folder(3))] == ["0002_step"]
    assert drizzle_folder.check_growth(folder(2), folder(2)) == []
    assert len(drizzle_folder.check_growth({}, folder(1))) == 1
    for before, after, what in (
        (folder(1), folder(3), "did not add one migration"),
        (folder(2), folder(1), "changed 0001_step.sql"),
        (folder(2), folder(3) | {"0000_step.sql": b"drop table t0;"}, "changed 0000_step.sql"),
        (folder(2) | {"notes.md": b""}, folder(3), "changed notes.md"),
    ):
        with pytest.raises(ScaffoldError, match=what):
            drizzle_folder.check_growth(before, after)


def test_a_clock_that_was_ahead_leaves_the_new_migration_last() -> None:
    before, after = folder(2), folder(3)
    entry(1, when=10**15)(before)
    entry(1, when=10**15)(after)
    with pytest.raises(ScaffoldError, match="it would never run"):
        drizzle_folder.check_growth(before, after)
    dated = drizzle_folder.in_order(before, after)
    (added,) = drizzle_folder.check_growth(before, dated)
    assert added.when == 10**15 + 1
    assert {path for path in after if after[path] != dated[path]} == {JOURNAL}
    # In the form that drizzle-kit gives it.
    assert dated[JOURNAL].startswith(b'{\n  "version": "7",\n  "dialect"') and dated[JOURNAL].endswith(b"}")
    for same in (folder(3), {}, folder(3) | {JOURNAL: b"{"}, folder(1)):
        assert drizzle_folder.in_order(folder(2), same) == same


@pytest.mark.parametrize(
    ("earlier", "new", "twice"),
    [
        ('CREATE TABLE "notes" (', 'CREATE TABLE "notes" (', True),
        ('CREATE TABLE IF NOT EXISTS "notes" (', 'CREATE TABLE "notes" (', True),
        ('CREATE TABLE "public"."notes" (\r\n', 'CREATE TABLE "notes" (', True),
        ('CREATE TABLE "notes" (\n);\nDROP TABLE "notes" CASCADE;', 'CREATE TABLE "notes" (', False),
        (
            'CREATE TABLE "notes" (\n);\nALTER TABLE "notes" RENAME TO "old";',
            'CREATE TABLE "notes" (',
            False,
        ),
        (
            'CREATE TABLE "notes" (\n);\nALTER TABLE "notes" RENAME COLUMN "a" TO "b";',
            'CREATE TABLE "notes" (',
            True,
        ),
        ('CREATE TABLE "notes" (', 'CREATE TABLE "others" (', False),
        ('CREATE TABLE "audit"."notes" (', 'CREATE TABLE "notes" (', False),
    ],
)
def test_no_table_is_made_twice(earlier: str, new: str, twice: bool) -> None:
    before = folder(2) | {"0000_step.sql": earlier.encode()}
    after = folder(3) | {"0000_step.sql": earlier.encode(), "0002_step.sql": new.encode()}
    if not twice:
        assert len(drizzle_folder.check_growth(before, after)) == 1
        return
    with pytest.raises(
        ScaffoldError, match="does not know the table notes, which 0000_step makes"
    ) as failure:
        drizzle_folder.check_growth(before, after)
    assert failure.value.where == f"db/migrations/{SECOND}" and "git restore" in str(failure.value.hint)


def test_what_git_leaves_of_a_merge_stops_the_change(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    journal = app / f"db/migrations/{JOURNAL}"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"<<<<<<< HEAD\n")
    for arguments in (("add", "resource", "notes", "body:text"), ("apply",), ("plan",)):
        assert "_journal.json has conflict markers of a git merge" in refused(app, *arguments)
    # Without dependencies it is no time to write the files and leave the rest for later, either.
    (app / "node_modules").rename(app / "gone")
    assert "has conflict markers" in refused(app, "add", "resource", "notes", "body:text")
    (app / "gone").rename(app / "node_modules")
    # What needs no migration goes on.
    scaffold(app, "add", "action", "generateReport", "--button")
    journal.write_bytes(whole)
    assert "0001_add_resource_notes.sql" in scaffold(app, "add", "resource", "notes", "body:text").out


def test_what_is_no_plain_file_is_refused(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    folder, arguments = app / "db/migrations", ("add", "resource", "notes", "body:text")
    journal, meta, sql = folder / JOURNAL, folder / "meta", folder / "0000_init.sql"
    for path, kind in ((journal, "file"), (sql, "file"), (meta, "folder"), (folder, "folder")):
        path.rename(tmp_path / "kept")
        path.symlink_to(tmp_path / "kept")
        assert f"is not a plain {kind}" in refused(app, *arguments)
        path.unlink()
        path.mkdir() if kind == "file" else path.touch()
        assert f"is not a plain {kind}" in refused(app, *arguments)
        path.rmdir() if kind == "file" else path.unlink()
        (tmp_path / "kept").rename(path)
    scaffold(app, *arguments)


@pytest.mark.parametrize("path", ["db/migrations", "db/migrations/meta", f"db/migrations/{JOURNAL}"])
def test_what_cannot_be_read_is_not_nothing(path: str, tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    give_to_nobody(tmp_path)
    (app / path).chmod(0)
    found = as_nobody(tmp_path, lambda: scaffold(app, "add", "resource", "notes", "body:text", code=1))
    (app / path).chmod(0o755)
    assert "cannot be read: Permission denied" in found.err and "make it readable" in found.err
    assert not (app / "app/notes").exists() and os.listdir(app / "db/migrations") != []


def test_an_app_whose_settings_are_gone_gets_no_invisible_table(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "drizzle.config.ts").rename(app / "drizzle.config.mjs")
    message = refused(app, "add", "resource", "notes", "body:text")
    assert "drizzle.config.ts is not there, and db/migrations/ is" in message
    # drizzle-kit takes these two names as well.
    (app / "drizzle.config.mjs").rename(app / "drizzle.config.js")
    scaffold(app, "add", "resource", "notes", "body:text")
    edit(app / "scaffold.toml", 'body = "text"', 'body = "text?"')
    assert "0002_apply.sql" in scaffold(app, "apply").out
