"""A migration whose change is undone goes where it never ran, and is taken back by another where it did."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from crashes import tree
from projects import new_app, refused, scaffold, tool
from scaffold.files import MIGRATIONS
from scaffold.tools.drizzle_folder import check, read
from stand_ins import DRIZZLE, answering, bin, installed, state

__all__ = ["bin"]
TODOS = ("add", "resource", "todos", "text:string")
MADE, BACK = "0001_add_resource_todos", "0002_undo_add_resource_todos"
NOTES = ("add", "resource", "notes", "body:text")


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    """Make an app with a migration, whose last change made another one."""
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    scaffold(app, "apply")
    shutil.copytree(app, tmp_path / "before")
    scaffold(app, *TODOS)
    return app


def own(app: Path) -> dict[str, bytes | None]:
    """Read all but what git leaves out, and the migrations."""
    left_out = (MIGRATIONS, "db/migrations", "node_modules", ".data", ".scaffold/journal", ".scaffold/stage")
    return {path: data for path, data in tree(app).items() if not path.startswith(left_out)}


def names(app: Path) -> list[str]:
    return [migration.tag for migration in check(read(app / MIGRATIONS))]


@pytest.mark.parametrize("what", ["waiting", "passed over"])
def test_one_that_never_ran_goes(what: str, app: Path, tmp_path: Path, bin: Path) -> None:
    answering(app, bin, state({MADE: what}))
    said = scaffold(app, "undo").out
    assert (
        f"{MADE} did not run on PGlite in .data\na database that {MADE}.sql ran on keeps its tables" in said
    )
    assert own(app) == own(tmp_path / "before") and names(app) == ["0000_init"]


def test_one_that_ran_stays_and_another_leads_back(app: Path, tmp_path: Path, bin: Path) -> None:
    answering(app, bin, state({MADE: "ran"}))
    planned = scaffold(app, "undo", "--dry-run", "--json").json
    assert names(app) == ["0000_init", MADE]
    done = scaffold(app, "undo", "--json").json
    assert done["changes"] == planned["changes"]
    assert done["notes"] == [f"{MADE} ran on PGlite in .data, so {BACK} takes it back"]
    assert own(app) == own(tmp_path / "before") and names(app) == ["0000_init", MADE, BACK]
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_one_that_may_have_run_is_taken_back_in_any_case(app: Path, bin: Path) -> None:
    answering(app, bin, state({MADE: "unknown"}, trouble="connect ECONNREFUSED"))
    said = scaffold(app, "undo").out
    assert f"whether {MADE} ran cannot be told (connect ECONNREFUSED), so {BACK} takes it back in any" in said
    assert names(app) == ["0000_init", MADE, BACK]


def test_the_change_before_it_is_taken_back_after_it(app: Path, tmp_path: Path, bin: Path) -> None:
    scaffold(app, *NOTES)
    answering(app, bin, state({MADE: "ran", "0002_add_resource_notes": "ran"}))
    scaffold(app, "undo")
    # The first one did not run anywhere; but what follows it cannot follow nothing.
    answering(app, bin, state({MADE: "waiting"}))
    said = scaffold(app, "undo").out
    assert f"other migrations follow {MADE}, so 0004_undo_add_resource_todos takes it back" in said
    assert own(app) == own(tmp_path / "before") and len(names(app)) == 5


def test_a_change_that_was_nothing_but_its_migration_is_no_longer_the_last(app: Path, bin: Path) -> None:
    (app / "node_modules").rename(app / "gone")
    scaffold(app, *NOTES)
    (app / "gone").rename(app / "node_modules")
    scaffold(app, "apply")
    assert names(app)[-1] == "0002_apply"
    answering(app, bin, state({"0002_apply": "ran", "0003_undo_add_resource_notes": "ran"}))
    before = own(app)
    assert "0002_apply ran on PGlite in .data, so it stays" in scaffold(app, "undo").out
    assert own(app) == before
    # The change that it was about has none of its own, and gets one.
    assert "create  db/migrations/0003_undo_add_resource_notes.sql" in scaffold(app, "undo").out
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_one_that_its_owner_edited_stays_where_it_ran_and_stops_undo_where_it_did_not(
    app: Path, bin: Path
) -> None:
    made = app / f"{MIGRATIONS}{MADE}.sql"
    made.write_text("-- mine")
    answering(app, bin, state({MADE: "waiting"}))
    assert f"{MADE}.sql changed since" in refused(app, "undo")
    answering(app, bin, state({MADE: "ran"}))
    scaffold(app, "undo")
    assert made.read_text() == "-- mine" and names(app)[-1] == BACK


def test_a_line_that_was_written_since_stops_it_before_anything_is_made(app: Path, bin: Path) -> None:
    answering(app, bin, state({MADE: "ran"}))
    with (app / "data/todos.ts").open("a") as stream:
        stream.write("// mine\n")
    before = tree(app)
    assert "data/todos.ts changed since" in refused(app, "undo")
    assert tree(app) == before


def test_without_its_dependencies_nothing_takes_a_migration_back(app: Path) -> None:
    (app / ".data/pglite").mkdir(parents=True)
    (app / "node_modules").rename(app / "gone")
    said = refused(app, "undo")
    assert f"{MADE} may have run, and nothing can take it back without the app's dependencies" in said
    assert "install the app's dependencies, then run: " in said


def test_values_that_an_earlier_type_has_none_of_stop_it(app: Path, tmp_path: Path, bin: Path) -> None:
    call = 'ALTER TABLE "todos" ALTER COLUMN "text" SET DATA TYPE integer USING "scaffold_converted"("text");'
    (app / "sql.txt").write_text(call)
    answering(app, bin, state({MADE: "ran"}, counts=[3]))
    before = tree(app)
    said = refused(app, "undo")
    assert (
        "give todos.text its earlier type again, and values of 3 rows may be none of it; nothing was" in said
    )
    assert tree(app) == before
    answering(app, bin, state({MADE: "ran"}, counts=[0]))
    scaffold(app, "undo")
    made = (app / f"{MIGRATIONS}{BACK}.sql").read_text()
    assert made.endswith(call) and made.startswith("DO $$ BEGIN") and "LOCK TABLE" in made


STATE = ("change", "field", "todos")
WIDER = "0001_undo_change_field_todos_state"


@pytest.fixture
def wider(tmp_path: Path, bin: Path) -> Path:
    """Make an app whose last change gave an enum one more choice, which no table shows."""
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path, "--resource", "todos text:string state:enum(a,b)"))
    scaffold(app, "apply")
    shutil.copytree(app, tmp_path / "before")
    scaffold(app, *STATE, "state:enum(a,b,c)")
    assert names(app) == ["0000_init"]
    return app


def test_a_choice_that_rows_have_is_not_taken_away(wider: Path, bin: Path) -> None:
    answering(wider, bin, state({}, counts=[2]))
    said = refused(wider, "undo")
    assert "undo would take away the choice c of todos.state (2 rows); nothing was changed" in said
    way = "scaffold change field todos 'state:enum(a,b)' --backfill todos.state.c=a"
    assert "say what they get instead: " in said and way in said
    scaffold(wider, *shlex.split(way)[1:])
    made = (wider / f"{MIGRATIONS}0001_change_field_todos_state.sql").read_text()
    assert "SET \"state\" = 'a' WHERE \"state\" = 'c'" in made


def test_a_choice_that_no_row_has_goes_and_is_looked_for_wherever_else_that_runs(
    wider: Path, tmp_path: Path, bin: Path
) -> None:
    answering(wider, bin, state({}, counts=[0]))
    planned = scaffold(wider, "undo", "--dry-run", "--json").json
    done = scaffold(wider, "undo", "--json").json
    assert (
        done["notes"]
        == planned["notes"]
        == [f"{WIDER} stops where rows of todos have a state that is no choice any more: c"]
    )
    assert own(wider) == own(tmp_path / "before") and names(wider) == ["0000_init", WIDER]
    guard = (wider / f"{MIGRATIONS}{WIDER}.sql").read_text()
    assert guard.startswith("DO $$ BEGIN") and "WHERE \"state\" IN ('c')" in guard
    assert "everything is as it should be" in scaffold(wider, "apply").out


def test_a_choice_goes_where_the_database_cannot_be_asked_and_stops_the_migration_there(
    wider: Path, bin: Path
) -> None:
    answering(wider, bin, state({}, trouble="connect ECONNREFUSED", counts=[0]))
    assert f"{WIDER} stops where rows of todos" in scaffold(wider, "undo").out
    assert names(wider) == ["0000_init", WIDER]


def test_where_there_is_no_database_no_row_has_a_choice_that_goes(wider: Path, tmp_path: Path) -> None:
    scaffold(wider, "undo")
    assert own(wider) == own(tmp_path / "before") and names(wider) == ["0000_init"]


def test_rows_that_can_do_without_lose_their_choice_when_that_is_allowed(wider: Path, bin: Path) -> None:
    scaffold(wider, *STATE, "state:enum(a,b)?", "--backfill", "todos.state.c=a")
    scaffold(wider, *STATE, "state:enum(a,b,c)?")
    answering(wider, bin, state({}, counts=[1]))
    assert "to let them have nothing: " in refused(wider, "undo")
    said = scaffold(wider, "undo", "--allow-data-loss").out
    made = (wider / f"{MIGRATIONS}{names(wider)[-1]}.sql").read_text()
    assert made == 'UPDATE "todos" SET "state" = NULL WHERE "state" IN (\'c\');' and "stops" not in said


def test_any_text_is_looked_for_where_a_field_becomes_an_enum_again(wider: Path, bin: Path) -> None:
    scaffold(wider, *STATE, "state:string")
    answering(wider, bin, state({}, counts=[9, 0, 3, 3, 1]))
    assert "what is none of the choices of todos.state (2 rows)" in refused(wider, "undo")


def test_a_choice_and_a_column_go_in_one_migration(wider: Path, bin: Path) -> None:
    spec = wider / "scaffold.toml"
    more = spec.read_text().replace('"enum(a,b,c)"', '"enum(a,b,c,d)"\nsize = "integer?"')
    spec.write_text(more)
    scaffold(wider, "apply")
    made = "0001_apply"
    answering(wider, bin, state({made: "ran"}, counts=[1]))
    assert "undo would take away the choice d of todos.state (1 row)" in refused(wider, "undo")
    answering(wider, bin, state({made: "ran"}, counts=[0]))
    (wider / "sql.txt").write_text('ALTER TABLE "todos" DROP COLUMN "size";')
    answering(wider, bin, state({made: "ran"}, counts=[0, 0]))
    scaffold(wider, "undo")
    assert names(wider) == ["0000_init", made, "0002_undo_apply"]
    text = (wider / f"{MIGRATIONS}0002_undo_apply.sql").read_text()
    assert text.index('DROP COLUMN "size"') < text.index("WHERE \"state\" IN ('d')")
