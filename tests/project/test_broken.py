"""What will not fit any more is named by line, and nothing else is: formatting is no code of an owner's."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.files import File
from scaffold.merge.records import Records
from scaffold.project import broken
from scaffold.project.imports import Sources
from scaffold.project.lock import Lock
from scaffold.project.memory import Memory
from scaffold.project.plan import Change, Plan

DATA, PAGE = "data/todos.ts", "app/page.tsx"
OLD = "export async function archive(caller: Caller, id: string) {}\nexport type Todo = {};\n"
NEW = "export async function archive(caller: Caller, id: string, input: Input) {}\n"
USES = 'import { archive } from "@/data/todos";\n\nawait archive(caller, "a");\n'
NOW = USES.replace('"a"', '"a", parsed')


def found(root: Path, page: str, **own: str) -> list[str]:
    """List what is broken where `page` is what is planned for a page of ours, and files lie there."""
    for name, text in own.items():
        (root / f"{name}.ts").write_text(text, newline="")
    rendered = {path: File(path, text, "managed", path) for path, text in ((DATA, NEW), (PAGE, NOW))}
    plan = Plan(
        (
            Change(DATA, "update", OLD.encode(), NEW.encode()),
            Change(PAGE, "merge", USES.encode(), page.encode()),
        )
    )
    memory = Memory(Lock("0.1.0"), {DATA: OLD, PAGE: USES}, {})
    return [str(one) for one in broken.find(Sources(root), plan, memory, rendered, {})]


TAKES = "uses archive of data/todos.ts, which takes (caller: Caller, id: string, input: Input) now"


def test_a_call_of_what_takes_other_arguments_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, NOW, mine=USES, other="archive(1);\n// todos\n") == [f"mine.ts:3 {TAKES}"]
    assert found(tmp_path, f"{NOW}\nvoid archive(me, id);\n", mine="") == [f"{PAGE}:5 {TAKES}"]


def test_a_use_of_what_goes_is_named_and_words_of_texts_and_comments_are_none(tmp_path: Path) -> None:
    own = 'import type { Todo } from "@/data/todos";\n// Todo\nlet a: Todo;\n'
    own += 'f("Todo", `\n  Todo\n`, <p>Todo</p>);\n/*\n  Todo\n*/\n'
    assert found(tmp_path, NOW, mine=own) == ["mine.ts:3 uses Todo of data/todos.ts, which goes"]


@pytest.mark.parametrize("way", ["archive as put", "type Todo, archive as put"])
def test_a_use_by_another_name_is_one(way: str, tmp_path: Path) -> None:
    own = f'import {{ {way} }} from "@/data/todos";\n\nput(caller, id);\n'
    assert found(tmp_path, NOW, mine=own)[:1] == [f"mine.ts:3 {TAKES}"]


@pytest.mark.parametrize("name", ["Todo", "type Todo", "Todo as Row"])
def test_what_is_only_imported_and_goes_is_named(name: str, tmp_path: Path) -> None:
    own = f'import {{ {name} }} from "@/data/todos";\n'
    assert found(tmp_path, NOW, mine=own) == ["mine.ts:1 imports Todo of data/todos.ts, which goes"]


@pytest.mark.parametrize(
    "page",
    [
        NOW,
        NOW.replace("\n", "\r\n"),
        f"\ufeff{NOW}",
        NOW.replace('"', "'").replace(";", ""),
        NOW.replace("await archive(", "\tawait archive(\n\t\t"),
        f"{NOW.replace('await', '  await')}\nmine();\n".replace("\n", "\r\n"),
    ],
)
def test_our_own_code_in_its_owners_format_is_not_broken(page: str, tmp_path: Path) -> None:
    assert found(tmp_path, page) == []


def test_what_imports_a_file_that_goes_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.ts").write_text('\nimport "@/lib/gone";\n')
    plan = Plan((Change("lib/gone.ts", "delete", b"", None),))
    [one] = broken.find(Sources(tmp_path), plan, Memory(), {}, {})
    assert str(one) == "mine.ts:2 imports lib/gone.ts, which goes"


def test_a_member_that_goes_is_named_where_its_record_is_known(tmp_path: Path) -> None:
    (tmp_path / "mine.ts").write_text('import { one } from "@/data/todos";\none as Todo;\n(one as Todo).a;\n')
    (tmp_path / "other.ts").write_text("(one as Todo).a;\n")
    records = Records(frozenset({"Todo"}), frozenset(), frozenset(), frozenset())
    altered = broken.Altered(records, (("a", "goes"),), "todos")
    found = [*broken.of_members(Sources(tmp_path), Plan(()), {}, {DATA: [altered], "data/x.ts": [altered]})]
    assert [str(one) for one in found] == ["mine.ts:3 uses a of todos, which goes"]


@pytest.mark.parametrize(
    ("barrel", "own"),
    [
        ('export * from "@/data/todos";\n', '"./barrel"'),
        ('export { one, type Todo } from "../data/todos";\n', '"@/lib/barrel"'),
    ],
)
def test_a_member_is_known_through_a_module_that_exports_once_more(
    barrel: str, own: str, tmp_path: Path
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/barrel.ts").write_text(barrel)
    (tmp_path / "lib/mine.ts").write_text(f"import {{ type Todo }} from {own};\n(x as Todo).a;\n")
    assert of_members(tmp_path) == ["lib/mine.ts:2 uses a of todos, which goes"]


def test_what_may_use_a_member_is_named_as_such_however_far_away_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.ts").write_text('import { one } from "@/data/todos";\nexport const two = f(one);\n')
    (tmp_path / "far.ts").write_text('import { two } from "./mine";\ntwo.a;\nconst { a } = two;\n')
    (tmp_path / "not.ts").write_text('import { two } from "./other";\ntwo.a;\n')
    may = "may use a of todos, which goes"
    assert of_members(tmp_path) == [f"far.ts:2 {may}", f"far.ts:3 {may}"]


def test_through_what_is_generated_nothing_is_followed(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/all.ts").write_text('import "@/data/todos";\n')
    (tmp_path / "mine.ts").write_text('import { two } from "@/lib/all";\ntwo.a;\n')
    rendered = File("lib/all.ts", 'import "@/data/todos";\n', "managed", "all")
    assert of_members(tmp_path) == ["mine.ts:2 may use a of todos, which goes"]
    assert of_members(tmp_path, rendered) == []


def of_members(root: Path, *rendered: File) -> list[str]:
    """List what uses the member `a`, which goes from records of data/todos.ts."""
    records = Records(frozenset({"Todo"}), frozenset(), frozenset(), frozenset())
    altered = {DATA: [broken.Altered(records, (("a", "goes"),), "todos")]}
    named = {file.path: file for file in rendered}
    found = [*broken.of_members(Sources(root), Plan(()), named, altered)]
    assert all(one.is_sure == (" may use " not in str(one)) for one in found)
    return [str(one) for one in found]


def test_a_parameter_that_is_not_needed_any_more_is_the_same_one() -> None:
    assert broken._takes("_caller: Caller, id: string", "caller: Caller, id: string")
    assert not broken._takes("id: string, caller: Caller", "caller: Caller, id: string")
