"""Nothing is written into a tree that is not the one scaffold made; a file less makes no such tree."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from crashes import tree
from projects import edit, git, refused, scaffold, todos_app

NEW = ("add", "resource", "notes", "body:text")
EVERY = (NEW, ("add", "action", "archiveTodo"), ("add", "webhook", "stripe"), ("plan",), ("apply",))


def moved(app: Path, *folders: str, into: str = "src") -> Path:
    (app / into).mkdir(parents=True, exist_ok=True)
    for folder in folders:
        shutil.move(app / folder, app / into / folder)
    return app


def refused_by_all(app: Path) -> str:
    said = {refused(app, *command) for command in EVERY}
    assert len(said) == 1, said
    [message] = said
    told = scaffold(app, "status", "--json").json
    assert told["due"] == f"apply is refused: {message.splitlines()[0].removeprefix('error: ')}"
    assert f"\n{told['due']}; next: " in scaffold(app, "status").out
    return message


def follow(app: Path, message: str) -> Path:
    """Type what the hint says after its colon, and return the folder that this leads to."""
    command = message.split("hint:  ")[1].strip().rpartition(": ")[2]
    done = subprocess.run(f"{command} && pwd", shell=True, cwd=app, capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stderr)
    return Path(done.stdout.strip())


@pytest.mark.parametrize(
    ("folders", "into", "what"),
    [
        (("app",), "src", "app was moved to src/app;"),
        (("lib",), "src", "lib was moved to src/lib;"),
        (("components",), "src", "components was moved to src/components;"),
        (("db",), "server", "db was moved to server/db;"),
        (("data",), "src", "data was moved to src/data;"),
        (("e2e",), "tests", "e2e was moved to tests/e2e;"),
        (("app", "components", "data", "lib"), "src", "app, components, data and lib were moved to src/app,"),
    ],
)
def test_an_app_that_moved_its_code_is_refused_and_led_back(
    folders: tuple[str, ...], into: str, what: str, tmp_path: Path
) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    message = refused_by_all(moved(app, *folders, into=into))
    assert what in message and "nothing was changed" in message
    follow(app, message)
    if not os.listdir(app / into):
        (app / into).rmdir()
    assert tree(app) == before
    scaffold(app, *NEW)


def test_the_whole_app_in_another_folder_takes_what_scaffold_knows_along(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    names = [name for name in os.listdir(app) if name not in ("scaffold.toml", ".scaffold")]
    moved(app, *names, into="apps/web")
    message = refused_by_all(app)
    assert "take along what scaffold knows: " in message
    assert " && mv scaffold.toml .scaffold apps/web/ && cd apps/web\n" in message
    there = follow(app, message)
    assert there == app / "apps/web"
    scaffold(there, *NEW)
    assert "everything is as it should be" in scaffold(there, "plan").out


@pytest.mark.parametrize(("old", "new"), [("app", "App"), ("lib", "library"), ("components", "ui")])
def test_a_folder_by_another_name_is_found(old: str, new: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / old).rename(app / new)
    message = refused_by_all(app)
    assert f"{old} was moved to {new};" in message and f" && mv {new} {old}\n" in message


def test_moved_code_that_was_edited_is_found_too(tmp_path: Path) -> None:
    app = moved(todos_app(tmp_path), "app", "lib")
    for file in [*(app / "src").rglob("*.ts"), *(app / "src").rglob("*.tsx")]:
        file.write_text(f"// mine\n{file.read_text()}")
    assert "app and lib were moved to src/app and src/lib;" in refused_by_all(app)


def test_a_second_tree_of_an_earlier_version_is_taken_back(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, *NEW)
    (app / "src").mkdir()
    # As if the pages had been moved before.
    shutil.move(app / "app", app / "src/app")
    for name in ("notes", "api/notes"):
        (app / "app/api").mkdir(parents=True, exist_ok=True)
        shutil.move(app / "src/app" / name, app / "app" / name)
    message = refused(app, "add", "webhook", "stripe")
    assert "app was moved to src/app;" in message and "scaffold undo" in message
    scaffold(app, "undo")
    message = refused_by_all(app)
    follow(app, message)
    scaffold(app, *NEW)


@pytest.mark.parametrize("folders", [("app",), ("lib", "db"), ("components",)])
def test_a_folder_that_is_gone_is_restored_and_not_written_beside(
    folders: tuple[str, ...], tmp_path: Path
) -> None:
    app = todos_app(tmp_path)
    git(app, "init", "--quiet")
    git(app, "add", "--all")
    for folder in folders:
        shutil.rmtree(app / folder)
    message = refused_by_all(app)
    assert "gone, with all that was generated there" in message
    follow(app, message)
    scaffold(app, *NEW)


@pytest.mark.parametrize("leads", ["src/app", "packages/web"])
def test_a_link_is_no_folder(leads: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / leads).parent.mkdir()
    shutil.move(app / "app", app / leads)
    (app / "app").symlink_to(leads)
    message = refused_by_all(app)
    assert f"app is a symbolic link, to {leads};" in message
    follow(app, message)
    scaffold(app, *NEW)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"@/*": ["./*"]', '"@/*": ["./src/*"]', "the alias @/* leads to ./src/*"),
        ('"@/*": ["./*"]', '// "@/*": ["./*"]\n"@/*": ["src/*"]', "the alias @/* leads to src/*"),
        ('"@/*": ["./*"]', '"~/*": ["./*"]', "the alias @/* is gone"),
        ('"paths"', '"baseUrl": "src", "paths"', "the alias @/* leads to ./*"),
    ],
)
def test_an_alias_that_leads_elsewhere_is_refused(old: str, new: str, what: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "tsconfig.json", old, new)
    message = refused_by_all(app)
    assert what in message and "where: tsconfig.json" in message
    assert 'hint:  write "@/*": ["./*"] in compilerOptions.paths of tsconfig.json' in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"@/*": ["./*"]', '"@/*": ["./src/*", "./*"]'),
        ('"@/*": ["./*"]', '"@/*": ["./*"], "~/*": ["./src/*"]'),
        ('"paths"', '"baseUrl": ".", "paths"'),
        ('"@/*": ["./*"]', '"@/*": ["./*"] // "@/*": ["./src/*"]'),
    ],
)
def test_an_alias_that_still_leads_home_is_fine(old: str, new: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "tsconfig.json", old, new)
    scaffold(app, *NEW)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ('pageExtensions: ["page.tsx", "page.ts"],', '"ts" and "tsx"'),
        ("pageExtensions: ['jsx', 'tsx'],", '"ts"'),
        ('"pageExtensions": ["mdx"],', '"ts" and "tsx"'),
        ('pageExtensions: ["ts", "tsx", "mdx"],', ""),
        ('// pageExtensions: ["mdx"],', ""),
    ],
)
def test_other_page_extensions_hide_what_is_generated(line: str, missing: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    config = app / "next.config.ts"
    text = config.read_text()
    config.write_text(text.replace("NextConfig = {", f"NextConfig = {{\n  {line}", 1))
    assert config.read_text() != text
    if missing:
        assert f"pageExtensions has no {missing}, so Next.js would not see" in refused_by_all(app)
    else:
        scaffold(app, *NEW)


def test_the_folder_of_a_resource_that_was_moved_gets_no_second_one(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "app/(shop)").mkdir()
    shutil.move(app / "app/todos", app / "app/(shop)/todos")
    message = refused(app, "add", "action", "archiveTodo", "reason:text")
    assert "app/todos was moved to app/(shop)/todos;" in message
    scaffold(app, *NEW)
    follow(app, message)
    scaffold(app, "add", "action", "archiveTodo", "reason:text")


def test_what_was_deleted_stays_deleted(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    for path in ("app/error.tsx", "lib/format.ts", "data/api-keys.ts", "tsconfig.json", "next.config.ts"):
        (app / path).unlink()
    for folder in ("e2e", "tests", "scripts", "app/todos"):
        shutil.rmtree(app / folder)
    scaffold(app, *NEW)
    assert "everything is as it should be" in scaffold(app, "apply").out
    assert not (app / "app/error.tsx").exists() and not (app / "app/todos").exists()
    assert sorted(os.listdir(app / "e2e")) == ["notes.spec.ts"]


def test_the_only_file_of_a_folder_is_a_file_that_was_deleted(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/copier.yml").write_text("name: {type: str}\n")
    (tmp_path / "mine/a.txt").touch()
    scaffold(tmp_path, "new", "x", "--yes", "--no-git", "--template", str(tmp_path / "mine"))
    shutil.rmtree(tmp_path / "x/lib")
    said = scaffold(tmp_path / "x", "add", "webhook", "stripe").out
    assert "lib/doors.ts" in said and (tmp_path / "x/lib/doors.ts").is_file()


def test_pages_beside_the_app_and_apps_inside_are_nobodys_business(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "pages").mkdir()
    (app / "src").mkdir()
    (app / "src/app").mkdir()
    shutil.copytree(app / "lib", app / "src/lib")
    inner = todos_app(tmp_path / "inner")
    shutil.move(inner, app / "inner")
    scaffold(app, *NEW)


def test_an_app_without_memory_is_not_made_anew_beside_its_code(tmp_path: Path) -> None:
    app = moved(todos_app(tmp_path), "app")
    shutil.rmtree(app / ".scaffold")
    before = tree(app)
    for command in EVERY:
        assert "app was moved to src/app;" in scaffold(app, *command, code=1).err
    assert {path: what for path, what in tree(app).items() if path != ".scaffold"} == before


def test_an_undo_needs_no_place(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, *NEW)
    edit(app / "tsconfig.json", '"@/*": ["./*"]', '"@/*": ["./src/*"]')
    scaffold(app, "undo")
    assert not (app / "app/notes").exists() and shlex.quote("src") in (app / "tsconfig.json").read_text()
