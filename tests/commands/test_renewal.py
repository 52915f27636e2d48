"""`update` takes over what today's templates have, says why, and keeps every line of the app's owners."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

import examples
from crashes import tree
from older import other_templates
from projects import PLAIN_NEW, TODOS, edit, scaffold, todos_app
from scaffold import commands
from scaffold.commands import changelog
from scaffold.errors import UsageError

OLD = examples.FOLDER / "0.1.0"
SCHEMA, FORM = "lib/schemas/todos.ts", "resource/form.tsx.jinja"
COMMENT = "// What a client may send, and no more: never an id, an owner or a timestamp.\n"
IMPORT = re.compile(r'^import (?:type )?\{([^}]*)\} from "(.+?)";$', re.M)
OLDER = {"resource/schema.ts.jinja": (COMMENT, "// What a client may send.\n")}


def older(tmp_path: Path) -> Path:
    """Make an app by other templates."""
    with other_templates(tmp_path / "older", OLDER):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    return tmp_path / "myapp"


def shop(tmp_path: Path) -> Path:
    """Give the app that scaffold 0.1.0 made and people edited."""
    return Path(shutil.copytree(OLD, tmp_path / "shop"))


def typed(root: Path) -> dict[str, Counter[str]]:
    """Return the lines that people wrote into generated files, by file."""
    found = {}
    for path in json.loads((root / ".scaffold/lock.json").read_text())["files"]:
        base = root / f".scaffold/base/{path}.txt"
        if base.exists() and (lines := said(root / path) - said(base)):
            found[path] = lines
    return found


# Its list is another one today, and what its people wrote into the old one is theirs to keep.
UPDATE = ("update", "--keep", "app/todos/page.tsx")


def said(path: Path) -> Counter[str]:
    """Count the lines of a file, as far in as they may stand, and each name that it imports."""
    text, names = path.read_text(), []
    for imported, module in IMPORT.findall(text):
        names += [f"{name.strip()} from {module}" for name in imported.split(",") if name.strip()]
    return Counter([line.strip() for line in IMPORT.sub("", text).splitlines()] + names)


def test_an_app_of_0_1_0_is_brought_to_today_and_keeps_every_line_of_its_people(tmp_path: Path) -> None:
    root, edits = shop(tmp_path), typed(OLD)
    assert len(edits) == 14 and sum(map(Counter.total, edits.values())) == 48
    found = scaffold(root, *UPDATE)
    assert "merged next to your own edits, so look at the result: " in found.out
    assert "npm install && scaffold apply" in found.out
    for path, lines in edits.items():
        assert not lines - said(root / path), path
    for untouched in ("scripts/report.mjs", "db/migrations/0004_archived_because.sql", "package-lock.json"):
        assert (root / untouched).read_bytes() == (OLD / untouched).read_bytes()
    assert (root / "scaffold.toml").read_bytes() == (OLD / "scaffold.toml").read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ["apply"],
        ["add", "resource", "orders", "number:integer", "--for", "forms,api"],
        ["add", "action", "publishPost", "at:datetime?"],
        ["add", "webhook", "github"],
    ],
)
def test_after_an_update_every_command_goes_on_from_there(tmp_path: Path, command: list[str]) -> None:
    root = shop(tmp_path)
    scaffold(root, *UPDATE)
    assert "scaffold update" not in scaffold(root, *command).out
    assert scaffold(root, "update").out.startswith("update: everything is as it should be; nothing changed")


def test_undo_takes_an_update_back_byte_for_byte(tmp_path: Path) -> None:
    root = shop(tmp_path)
    before = {path: file for path, file in tree(root).items() if file}
    scaffold(root, *UPDATE)
    scaffold(root, "undo")
    assert {path: file for path, file in tree(root).items() if file} == before


def test_it_is_said_why_files_change_for_every_version_in_between(tmp_path: Path) -> None:
    report = scaffold(shop(tmp_path), *UPDATE, "--dry-run", "--json").json
    versions = [reason["since"] for reason in report["reasons"]]
    assert list(dict.fromkeys(versions)) == ["0.2.0", "0.3.0", changelog.UNRELEASED]
    changing = {change["path"] for change in report["changes"]}
    told = {path for reason in report["reasons"] for path in reason["paths"]}
    assert told <= changing
    # Nearly all that changes has a reason; the others follow from code, or are of no template any more.
    assert len(told) > 0.9 * len(changing)
    out = scaffold(tmp_path / "shop", *UPDATE, "--dry-run").out
    assert re.search(r"^why:\n  0\.2\.0       A resource's data module .*\n +in data/posts\.ts, ", out, re.M)
    assert " and 22 more\n" in out or " more\n" in out


def test_a_dry_run_and_a_diff_write_nothing(tmp_path: Path) -> None:
    app = older(tmp_path)
    before = tree(app)
    assert f"update  {SCHEMA}" in scaffold(app, "update", "--dry-run").out
    assert f"+{COMMENT.rstrip()}" in scaffold(app, "update", "--diff").out
    assert tree(app) == before


def test_an_app_of_today_has_nothing_to_update(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    assert scaffold(app, "update").out.startswith("update: everything is as it should be; nothing changed")
    assert tree(app) == before


def test_edits_of_the_spec_that_were_not_applied_come_along(tmp_path: Path) -> None:
    app = older(tmp_path)
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date?"')
    scaffold(app, "update")
    assert "  due: optional" in (app / SCHEMA).read_text() and COMMENT in (app / SCHEMA).read_text()


def test_files_that_are_yours_stay(tmp_path: Path) -> None:
    name = "app/package-lock.json.jinja"
    with other_templates(tmp_path / "older", {name: ("", "{}\n")} | OLDER):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    scaffold(tmp_path / "myapp", "update")
    assert (tmp_path / "myapp/package-lock.json").read_text() == "{}\n"


def test_other_versions_of_packages_are_merged_and_are_to_be_installed(tmp_path: Path) -> None:
    with other_templates(tmp_path / "older", {"app/package.json.jinja": ('    "zod": "', '    "zod": "0')}):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW)
    app = tmp_path / "myapp"
    edit(app / "package.json", '"scripts": {', '"scripts": {\n    "mine": "true",')
    found = scaffold(app, "update")
    assert "npm install" in found.out
    manifest = json.loads((app / "package.json").read_text())
    assert manifest["scripts"]["mine"] == "true" and not manifest["dependencies"]["zod"].startswith("0")


def test_packages_that_a_package_json_of_yours_lacks_are_named(tmp_path: Path) -> None:
    app = older(tmp_path)
    text = (app / "package.json").read_text()
    (app / "package.json").write_text(re.sub(r',\n +"zod": "[^"]*"', "", text))
    found = scaffold(app, "update")
    assert "package.json does not name zod" in found.out
    assert re.search(r"npm install zod@\d+\.\d+\.\d+ +# what the new files import", found.out)


def test_an_own_template_survives_and_it_is_shown_where_scaffolds_has_moved_on(tmp_path: Path) -> None:
    changes = {FORM: ('"use client";', '"use client";\n// older')}
    with other_templates(tmp_path / "older", changes):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
        app = tmp_path / "myapp"
        scaffold(app, "eject", FORM)
        edit(app / f".scaffold/templates/{FORM}", "// older", "// older\n// ours")
        scaffold(app, "apply")
    found = scaffold(app, "update")
    assert f"scaffold's {FORM} has changed since you ejected it; yours stays as it is" in found.out
    assert f"diff -u .scaffold/base/.scaffold/templates/{FORM}.txt" in found.out
    assert "// ours" in (app / f".scaffold/templates/{FORM}").read_text()
    assert "// ours" in (app / "app/todos/todo-form.tsx").read_text()
    # As long as it is so, it is said.
    assert "has changed since you ejected it" in scaffold(app, "update").out


def test_an_edit_of_the_line_that_the_templates_changed_is_a_conflict_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    app = older(tmp_path)
    edit(app / SCHEMA, "// What a client may send.", "// What anybody may send.")
    before = tree(app)
    assert f"where: {SCHEMA}" in scaffold(app, "update", code=1).err
    assert tree(app) == before
    scaffold(app, "update", "--conflict=markers")
    assert "<<<<<<< yours" in (app / SCHEMA).read_text()


CLASH = ("// What a client may send.", "// What anybody may send.")


def clashing(tmp_path: Path) -> Path:
    """Make an app by other templates, with an edit of its owner's that is in conflict with today's."""
    app = older(tmp_path)
    edit(app / SCHEMA, *CLASH)
    return app


def test_a_conflict_names_how_to_keep_the_file_and_then_it_stays_its_owners(tmp_path: Path) -> None:
    app = clashing(tmp_path)
    edit(app / "data/todos.ts", "import ", "// ours\nimport ")
    mine = (app / SCHEMA).read_bytes()
    assert f"scaffold update --keep {SCHEMA}" in scaffold(app, "update", code=1).err
    assert f"{SCHEMA} is yours from now on" in scaffold(app, "update", "--keep", SCHEMA).out
    assert (app / SCHEMA).read_bytes() == mine
    assert not (app / f".scaffold/base/{SCHEMA}.txt").exists()
    assert "everything is as it should be" in scaffold(app, "apply").out
    # A change goes to all other files, and back.
    before = tree(app)
    scaffold(app, "add", "field", "todos", "due:date?")
    assert (app / SCHEMA).read_bytes() == mine and "due" in (app / "db/schema/todos.ts").read_text()
    scaffold(app, "undo")
    assert {path: file for path, file in tree(app).items() if file} == {
        path: file for path, file in before.items() if file
    }


def test_a_file_that_is_kept_goes_along_with_a_new_name_and_so_do_its_imports(tmp_path: Path) -> None:
    app = clashing(tmp_path)
    edit(app / SCHEMA, "export const", 'import { listTodos } from "@/data/todos";\nexport const')
    scaffold(app, "update", "--keep", SCHEMA)
    scaffold(app, "rename", "resource", "todos", "tasks")
    text = (app / "lib/schemas/tasks.ts").read_text()
    assert CLASH[1] in text and 'import { listTasks } from "@/data/tasks";' in text
    assert not (app / SCHEMA).exists()
    assert '"ownership": "seeded"' in lines_of(app, "lib/schemas/tasks.ts")
    assert "everything is as it should be" in scaffold(app, "apply").out


def lines_of(app: Path, path: str) -> str:
    """Return what the lock says of a file."""
    lock = (app / ".scaffold/lock.json").read_text()
    return next(line for line in lock.splitlines() if line.startswith(f'"{path}"'))


def test_what_a_kept_file_imports_and_is_no_longer_generated_stays(tmp_path: Path) -> None:
    gone = {
        "app/lib/gone.ts": ("", 'import { further } from "./further";\nexport const gone = further;\n'),
        "app/lib/further.ts": ("", "export const further = 1;\n"),
        "app/lib/unused.ts": ("", "export const unused = 1;\n"),
    }
    with other_templates(tmp_path / "older", OLDER | gone):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    app = tmp_path / "myapp"
    edit(app / SCHEMA, *CLASH)
    edit(app / SCHEMA, "export const", 'import { gone } from "@/lib/gone";\nexport const')
    found = scaffold(app, "update", "--keep", SCHEMA)
    assert f"lib/gone.ts  (yours, for {SCHEMA})" in found.out and "lib/further.ts" in found.out
    assert (app / "lib/gone.ts").exists() and (app / "lib/further.ts").exists()
    assert not (app / "lib/unused.ts").exists()
    assert "does not build" not in found.out
    assert "everything is as it should be" in scaffold(app, "apply").out


@pytest.mark.parametrize(
    ("keep", "why"),
    [
        ("lib/nothing.ts", "`lib/nothing.ts` is not a file that scaffold generated"),
        ("data/todos.ts", "data/todos.ts is not in conflict with what changed in the templates"),
        ("../x.ts", "`../x.ts` is no place for a file of the app"),
        ("package-lock.json", "package-lock.json is yours already"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(tmp_path: Path, keep: str, why: str) -> None:
    app = clashing(tmp_path)
    before = tree(app)
    for flags in ((), ("--conflict=markers",), ("--dry-run",)):
        found = scaffold(app, "update", "--keep", SCHEMA, "--keep", keep, *flags, code=2)
        assert why in found.err
    assert tree(app) == before


def test_a_file_is_named_from_the_folder_one_is_in(tmp_path: Path) -> None:
    app = clashing(tmp_path)
    scaffold(app / "lib", "update", "--keep", "schemas/todos.ts", "--conflict=markers")
    assert CLASH[1] in (app / SCHEMA).read_text() and "<<<<<<<" not in (app / SCHEMA).read_text()
    assert commands.update(app).plan.writes() == ()


def test_programs_give_a_list_of_files(tmp_path: Path) -> None:
    app = clashing(tmp_path)
    with pytest.raises(UsageError, match="keep is a list of texts"):
        commands.update(app, keep=SCHEMA)
    assert commands.update(app, keep=[SCHEMA]).written
