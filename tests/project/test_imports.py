"""Who imports what: found as text, in all code that is there once a plan is written."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from projects import Result, as_nobody, give_to_nobody
from scaffold.errors import ScaffoldError
from scaffold.project import imports
from scaffold.project.imports import Import, Sources, imported, resolved
from scaffold.project.plan import Change, Plan, raw_change

NAMES = ("far.ts", "near.ts")
WANTED = {"data/todos": "data/todos.ts"}


@pytest.mark.parametrize(
    ("path", "specifier", "expected"),
    [
        ("app/page.tsx", "@/data/todos", "data/todos"),
        ("app/todos/page.tsx", "../../data/todos.ts", "data/todos"),
        ("data/notes.ts", "./todos", "data/todos"),
        ("data/notes.ts", ".", "data"),
        ("app/page.tsx", "@/lib/index.ts", "lib"),
        ("app/page.tsx", "@/app/globals.css", "app/globals.css"),
        ("app/page.tsx", "next/link", None),
        ("app/page.tsx", "data/todos", None),
    ],
)
def test_a_specifier_leads_to_a_module(path: str, specifier: str, expected: str | None) -> None:
    assert resolved(path, specifier) == expected


def test_what_a_module_exports_is_had_from_others_that_export_it_once_more(tmp_path: Path) -> None:
    texts = {
        "a.ts": 'export * from "@/data/todos";',
        "lib/index.ts": 'export {\n  one as two,\n} from "../a";',
        "c.ts": 'import { two } from "./lib";',
        "d.ts": 'import { two } from "./c";',
        "e.ts": 'export { two } from "./f"; import "./d";',
        "f.ts": 'export { two } from "./e";',
        "g.ts": 'export const a = 1;\nimport "@/lib/other";',
    }
    (tmp_path / "lib").mkdir()
    for path, text in texts.items():
        (tmp_path / path).write_text(text)
    ours = frozenset({"data/todos.ts"})
    first = {"data/todos": ours, "a": ours, "lib": ours}
    assert imports.passed_on(Sources(tmp_path), {}, WANTED) == first
    every = dict.fromkeys(["c", "d", "e", "f"], ours)
    assert imports.reached(Sources(tmp_path), {}, WANTED) == first | every
    assert imports.reached(Sources(tmp_path), {}, WANTED, without={"a.ts", "c.ts"}) == first
    assert imports.reached(Sources(tmp_path), {"a.ts": None}, WANTED) == {"data/todos": ours}


@pytest.mark.parametrize(
    "code",
    [
        'import { a } from "@/data/todos";',
        "import type { A } from '../data/todos'",
        'import "@/data/todos.ts";',
        'export * from "@/data/todos";',
        'await import("@/data/todos");',
        'const a = require( "@/data/todos" );',
        'vi.mock("@/data/todos");',
        'import {\n  a,\n} from\n  "@/data/todos";',
    ],
)
def test_every_way_to_import_is_one(code: str) -> None:
    [found] = imported("app/page.tsx", f"// one\n{code}\n".encode(), WANTED)
    assert (found.path, found.module) == ("app/page.tsx", "data/todos.ts") and found.line >= 2


@pytest.mark.parametrize("code", ['from("@/data/todos-log")', 'import "@/data/todo"', '"@/data/todos"'])
def test_another_module_or_a_text_is_none(code: str) -> None:
    assert not [*imported("app/page.tsx", code.encode(), WANTED)]


def test_all_code_is_looked_at_as_the_plan_leaves_it(tmp_path: Path) -> None:
    line = b'import { a } from "@/data/todos";\n'
    for path in (
        "lib/mine.ts",
        "lib/merged.ts",
        "node_modules/x/a.ts",
        ".next/a.js",
        "notes.md",
        "data/todos.ts",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(line)
    plan = Plan(
        (
            raw_change("data/todos.ts", line, None),
            Change("lib/merged.ts", "merge", line, b"// nothing of todos\n"),
            raw_change("lib/new.ts", None, b"\n" + line),
        )
    )
    assert imports.of_gone(Sources(tmp_path), plan) == (
        Import("lib/mine.ts", 1, "data/todos.ts"),
        Import("lib/new.ts", 2, "data/todos.ts"),
    )
    assert imports.of_gone(Sources(tmp_path), Plan(plan.changes[1:])) == ()


@pytest.mark.parametrize(
    "module", ["app/page", "app/todos/page", "app/todos/[id]/page", "app/(in)/[id]/page"]
)
def test_a_module_of_a_common_name_is_found_from_near_and_from_afar(tmp_path: Path, module: str) -> None:
    """Many are called `page`, and some folders `[id]`."""
    folders = ("", "app", "app/todos", "app/todos/[id]", "app/todos/[id]/edit/deep", "app/(in)/[id]", "lib")
    for folder in folders:
        way = posixpath.relpath(module, folder or ".")
        for name, specifier in zip(NAMES, (f"@/{module}", way if way[0] == "." else f"./{way}"), strict=True):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_text(f'import "{specifier}";\n')
    (tmp_path / f"{module}.tsx").write_text("")
    (tmp_path / "lib/other.ts").write_text('import "@/lib/page";\n')
    found = [path for path, _ in Sources(tmp_path).naming({}, {module})]
    assert found == sorted(
        [f"{module}.tsx", *(posixpath.join(one, name) for one in folders for name in NAMES)]
    )


def test_what_is_not_to_be_read_is_looked_at_only_as_it_is_planned(tmp_path: Path) -> None:
    text = 'import "@/data/todos";\n'
    for name in ("mine.ts", "ours.ts", "planned.ts"):
        (tmp_path / name).write_text(text)
    planned = {"planned.ts": text.encode()}
    found = Sources(tmp_path).naming(planned, WANTED, {"ours.ts", "planned.ts"})
    assert [path for path, _ in found] == ["mine.ts", "planned.ts"]


CODE = 'import { a } from "@/data/todos";\n'
GONE = Plan((Change("data/todos.ts", "delete", b"", None),))


def among(app: Path, own: tuple[str, ...] = ()) -> Result:
    """Look as somebody whom a mode stops, for who imports what goes."""

    def work() -> Result:
        try:
            return Result(0, str([one.path for one in imports.of_gone(Sources(app, own), GONE)]), "")
        except ScaffoldError as error:
            return Result(1, "", f"{error.what}; {error.hint}")

    return as_nobody(app.parent, work)


def test_code_that_is_shut_is_not_taken_for_none(tmp_path: Path) -> None:
    app = tmp_path / "app"
    for path in ("lib/a.ts", "deep/in/b.ts"):
        (app / path).parent.mkdir(parents=True)
        (app / path).write_text(CODE)
    give_to_nobody(app)
    (app / "lib/a.ts").chmod(0)
    said = among(app).err
    assert said.startswith("lib/a.ts cannot be read, and") and "chmod u+r lib/a.ts" in said
    (app / "lib/a.ts").chmod(0o644)
    (app / "deep").chmod(0o311)
    said = among(app, ("deep/in/b.ts",)).err
    assert said.startswith("deep cannot be listed, and") and "chmod u+rx deep" in said
    # A folder of somebody else's, such as a database's, holds no code of the app.
    assert among(app).out == "['lib/a.ts']"
    (app / "deep").chmod(0o755)
    assert among(app).out == "['deep/in/b.ts', 'lib/a.ts']"
