"""Code that makes a record without a new field, or uses one that goes, is named before it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from projects import edit, refused, scaffold, todos_app
from scaffold.files import File
from scaffold.planning.makings import changed, gone, new
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

OWN = """\
import { createTodo } from "@/data/todos";
import { callerOf } from "@/lib/guard";

export const seed = (session: Parameters<typeof callerOf>[0]) =>
  createTodo(callerOf(session), { text: "first", completed: false });
"""
WHY = "makes a record without due, which it has to have now"


def spec(*fields: str) -> Spec:
    resource = Resource(resource_names("todos"), ("api",), fields=parse_fields(fields))
    return Spec(App("x", ("api",)), (resource,))


def test_what_is_new_is_known_by_the_modules_that_make_records() -> None:
    files = {
        path: File(path, "", "managed", f"resource:todos:{id}")
        for path, id in (("a.ts", "data.ts"), ("b", "x"))
    }
    assert new(spec("text:string"), spec("text:string"), files) == {}
    (making,) = new(spec("text:string"), spec("text:string", "due:date", "a:text?", "b:text=x"), files)[
        "a.ts"
    ]
    assert making.members == ("due", "a", "b") and making.required == ("due",)


def test_a_row_of_a_table_that_gets_an_owner_needs_one() -> None:
    files = {"a.ts": File("a.ts", "", "managed", "resource:todos:data.ts")}
    one = spec("text:string")
    (before,) = one.resources
    (making,) = new(replace(one, resources=(replace(before, owner="none"),)), one, files)["a.ts"]
    assert making.members == () and making.required == ("ownerId",)


def test_a_line_that_gives_no_new_field_is_named_and_nothing_written(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "lib/seed.ts").write_text(OWN)
    add = ("add", "field", "todos", "due:date?")
    said = refused(app, *add)
    assert f"the app would not build: lib/seed.ts:5 {WHY}" in said and "--allow-broken-code" in said
    assert f"lib/seed.ts:5 {WHY}" in scaffold(app, *add, "--dry-run").out
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date?"')
    assert WHY in refused(app, "apply")
    scaffold(app, "apply", "--allow-broken-code")
    # Said once: from now on the compiler says it.
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_a_line_in_a_file_of_ours_is_named_only_where_it_is_its_owners(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(
        app / "app/api/todos/route.ts",
        "createTodo(caller, input)",
        "createTodo(caller, { ...input, text: input.text })",
    )
    scaffold(app, "add", "field", "todos", "a:text?")
    edit(
        app / "app/api/todos/route.ts",
        "{ ...input, text: input.text }",
        "{ text: input.text, completed: true, a: null }",
    )
    assert "app/api/todos/route.ts:" in refused(app, "add", "field", "todos", "due:date?")


def test_another_name_is_no_new_field(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "lib/seed.ts").write_text(OWN)
    scaffold(app, "rename", "field", "todos", "text", "title")
    assert '{ title: "first", completed: false }' in (app / "lib/seed.ts").read_text()


USING = """\
import { getTodo } from "@/data/todos";
import type { Caller } from "@/lib/guard";

export async function isDone(caller: Caller, id: string) {
  const found = await getTodo(caller, id);
  return found?.completed ?? false;
}
"""
GOES = "uses completed of todos, which goes"


def test_a_line_that_uses_a_field_that_goes_is_named_and_nothing_written(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "lib/done.ts").write_text(USING)
    (app / "lib/other.ts").write_text(USING.replace("getTodo", "getEvent").replace("todos", "events"))
    remove = ("remove", "field", "todos", "completed", "--allow-data-loss")
    said = refused(app, *remove)
    assert f"the app would not build: lib/done.ts:6 {GOES};" in said and "--allow-broken-code" in said
    assert f"lib/done.ts:6 {GOES}" in scaffold(app, *remove, "--dry-run").out
    edit(app / "scaffold.toml", 'completed = "boolean=false"\n', "")
    assert GOES in refused(app, "apply", "--allow-data-loss")
    scaffold(app, "apply", "--allow-data-loss", "--allow-broken-code")
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_what_an_action_takes_no_longer_and_whose_nobody_is_any_more_is_named(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo", "reason:string", "why:text?", "--resource", "todos")
    data = app / "data/todos.ts"
    edit(data, "  _input: ArchiveTodoInput", "  input: ArchiveTodoInput")
    edit(data, "  throw new NotWrittenYet(", "  console.log(input.reason);\n  throw new NotWrittenYet(")
    edit(data, "  id: todos.id,\n", "  id: todos.id,\n  mine: todos.ownerId,\n")
    assert "uses reason of archiveTodo, which goes" in refused(
        app, "remove", "field", "archiveTodo", "reason"
    )
    said = refused(app, "change", "resource", "todos", "--owner", "none", "--allow-data-loss")
    assert "uses ownerId of todos, which goes" in said
    scaffold(app, "remove", "field", "archiveTodo", "why")


def test_what_stays_is_not_gone() -> None:
    files = {"data/x.ts": File("data/x.ts", "", "managed", "resource:todos:data.ts")}
    before = spec("text:string", "due:date?")
    assert (
        gone(before, before, files) == gone(before, spec("text:string", "due:date?", "a:text"), files) == {}
    )
    (one,) = gone(before, spec("text:string"), files)["data/x.ts"]
    assert (one.members, one.owner) == ((("due", "goes"),), "todos")


def test_what_is_of_another_type_in_typescript_is_changed() -> None:
    files = {"data/x.ts": File("data/x.ts", "", "managed", "resource:todos:data.ts")}

    def fates(old: str, new: str) -> list[str]:
        found = changed(spec(f"a:{old}"), spec(f"a:{new}"), files)
        return [what for one in found.get("data/x.ts", []) for _, what in one.members]

    assert fates("string", "text") == fates("string", "string=x") == fates("enum(a,b)", "enum(b,a)=a") == []
    assert fates("integer=0", "integer?") == ["is integer? now"]
    assert fates("string", "enum(a,b)=a") == ["is enum(a,b) now"]
    assert fates("enum(a,b)", "enum(a)") == ["is enum(a) now"]
    assert fates("date?", "date") == ["is date now"]


def test_a_line_that_uses_what_is_of_another_type_is_shown_and_nothing_is_refused(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "lib/done.ts").write_text(USING)
    said = scaffold(app, "change", "field", "todos", "completed:boolean?").out
    why = "uses completed of todos, which is boolean? now: look whether it still fits"
    assert said.count(f"lib/done.ts:6 {why}") == 1 and said.count("look whether it still fits") == 1
