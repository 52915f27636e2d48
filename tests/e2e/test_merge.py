"""Two years later: an app that was edited and formatted otherwise takes a change, and builds as before."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, npm, run, scaffold
from shares import share

STYLES = {
    "tabs": ["--indent-style=tab"],
    "four blanks": ["--indent-style=space", "--indent-width=4"],
    "no semicolons": ["--semicolons=as-needed"],
    "single quotes": ["--javascript-formatter-quote-style=single"],
    "narrow": ["--line-width=60"],
    "wide": ["--line-width=160"],
    "all otherwise": [
        *("--indent-style=tab", "--semicolons=as-needed", "--javascript-formatter-quote-style=single"),
        *("--line-width=80", "--trailing-commas=none", "--arrow-parentheses=as-needed"),
    ],
}
FIELDS = ("text:string", "completed:boolean=false", "due:date?", "priority:integer=0")
OWN = """
export async function countTodos(caller: Caller): Promise<number> {
  const page = { limit: 100, after: null };
  return (await listTodos(caller, page)).items.length;
}
"""
ELEMENT = "function Own({ text }: { text: string }) {\n  return <b>{text.length}</b>;\n}\n\n"
MINE = """\
import { z } from "zod";
import { listTodos, type Todo } from "@/data/todos";
import { callerOf } from "@/lib/guard";

export type Mine = Todo;
export const mine = [z, listTodos, callerOf];
"""
# What people make of a file: each finds something there, and leaves code that is right.
EDITS = {
    "app/todos/todo-form.tsx": [
        (r'^( +)(<CheckboxField\n.*?/>)\n', r'\1<div className="mine">\n\1  \2\n\1</div>\n'),
        ('label="Text"', 'label="What is to be done?"'),
        ("const values = state", "const mine = state.message;\n  const values = state"),
        ("<form action", "<form data-mine={mine} action"),
    ],
    "app/todos/page.tsx": [
        (r"^( +)(<Pager )", r'\1<Own text={list.typed.get("q") ?? ""} />\n\1\2'),
        (r"^(// An inline Server Action)", rf"{ELEMENT}\1"),
        (r"^( +<ListToolbar [^\n]*\n)", r"\1      <hr />\n"),
    ],
    "data/todos.ts": [
        (r"^(  completed: todos\.completed,\n)", r"\1  mine: todos.mine,\n"),
        (r"^(function mayRead.*?^\}\n)\n(function mayChange.*?^\}\n)", r"\2\n\1"),
        (r"\.limit\(limit\)", ".limit(Math.min(limit, 51))"),
        (r"\Z", OWN),
    ],
    "app/todos/actions.ts": [
        (r"^( +)(revalidatePath\()", r'\1console.info("mine");\n\1\2'),
        (r"^(export async function createTodo.*?^\}\n)\n(.*)", r"\2\n\1"),
    ],
    "lib/schemas/todos.ts": [(r"\.max\(255\)", ".max(80)"), (r"^const fields", "// Mine.\nconst fields")],
    "db/schema/todos.ts": [(r"^( +)(createdAt: )", r'\1mine: text("mine"),\n\1\2')],
}  # fmt: skip
CHANGES = {
    "another order": [
        ('text = "string"\n', ""),
        ('priority = "integer=0"\n', 'priority = "integer=0"\ntext = "string"\n'),
    ],
    "a field": [("priority = ", 'notes = "text?"\npriority = ')],
    "another type": [('"boolean=false"', '"enum(open,done)=open"')],
    "no field": [('due = "date?"\n', "")],
    "optional": [('"integer=0"', '"integer?"')],
    "nobody's": [('owner = "user"', 'owner = "none"')],
}  # fmt: skip


@pytest.fixture(scope="module")
def todos(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    folder = tmp_path_factory.mktemp("merged")
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", f"todos {' '.join(FIELDS)}")
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "add", "action", "archiveTodo", "reason:string", "--resource", "todos")
    commit(app)
    return app


@pytest.fixture
def app(todos: Path) -> Path:
    """Give the app as it was committed."""
    as_committed(todos)
    return todos


def edit(app: Path) -> None:
    for path, edits in EDITS.items():
        text = (app / path).read_text()
        for found, instead in edits:
            text, count = re.subn(found, instead, text, count=1, flags=re.MULTILINE | re.DOTALL)
            assert count, (path, found)
        (app / path).write_text(text)


def formatted(app: Path, style: list[str]) -> None:
    run(app, "node_modules/.bin/biome", "format", "--write", *style, "app", "data", "lib", "db", "tests")


def change(app: Path, name: str) -> None:
    spec = app / "scaffold.toml"
    for old, new in CHANGES[name]:
        text = spec.read_text()
        assert old in text
        spec.write_text(text.replace(old, new, 1))


def code(app: Path) -> dict[str, str]:
    """Read what a change may be merged into."""
    folders = ("app", "data", "lib", "db/schema", "tests")
    files = [file for folder in folders for file in (app / folder).rglob("*.ts*")]
    return {file.relative_to(app).as_posix(): file.read_text() for file in files}


@pytest.mark.parametrize("style", share([*STYLES], 2, of="styles"))
def test_an_app_that_is_formatted_otherwise_takes_every_change(style: str, app: Path) -> None:
    outcomes = []
    for reformat_first in (True, False):
        as_committed(app)
        if reformat_first:
            formatted(app, STYLES[style])
        for name in CHANGES:
            change(app, name)
            scaffold(app, "apply", "--allow-data-loss")
        scaffold(app, "add", "action", "publishTodo", "note:text", "--resource", "todos")
        formatted(app, STYLES[style])
        outcomes.append(code(app))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("name", [*CHANGES, "an action"])
def test_an_app_that_was_edited_takes_a_change_and_is_sound(name: str, app: Path) -> None:
    edit(app)
    mine = {path: (app / path).read_text() for path in EDITS}
    scaffold(app, "apply")
    if name == "an action":
        scaffold(app, "add", "action", "publishTodo", "note:text", "--resource", "todos")
    else:
        change(app, name)
        scaffold(app, "apply", "--allow-data-loss")
    for path, before in mine.items():
        after = (app / path).read_text()
        assert len(re.findall("mine|Mine|Own|What is to be done", after)) == len(
            re.findall("mine|Mine|Own|What is to be done", before)
        )
    npm(app, "run", "format")
    npm(app, "run", "typecheck")
    npm(app, "run", "lint")
    shutil.rmtree(app / ".data", ignore_errors=True)


def test_what_was_sorted_as_biome_wants_it_is_so_when_names_and_places_change(app: Path) -> None:
    """A line of their own in each file keeps it from being written anew."""
    for file in ("app/todos/page.tsx", "app/todos/actions.ts", "data/todos.ts", "app/api/todos/route.ts"):
        with (app / file).open("a") as stream:
            stream.write("\n// mine\n")
    (app / "lib/mine.ts").write_text(MINE)
    biome = ("node_modules/.bin/biome", "check", ".")
    run(app, *biome)
    scaffold(app, "rename", "resource", "todos", "zebras")
    run(app, *biome)
    scaffold(app, "mv", "data/zebras.ts", "lib/a/zebras.ts")
    run(app, *biome)
    assert (
        (app / "lib/mine.ts")
        .read_text()
        .startswith('import { z } from "zod";\nimport { listZebras, type Zebra } from "@/lib/a/zebras";\n')
    )
