"""Every line of an owner's that a command keeps from building is named before: TypeScript finds no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, npm, scaffold

pytestmark = pytest.mark.evolution

# Every line with "// gone" in it uses `completed`, every one with "// taken" what archiveTodo takes.
OWN = """\
import { desc, eq } from "drizzle-orm";
import * as data from "@/data/todos";
import { archiveTodo, createTodo, getTodo, listTodos, type Todo } from "@/data/todos";
import { db } from "@/db";
import { todos } from "@/db/schema/todos";
import type { Caller } from "@/lib/guard";
import { type ArchiveTodoInput, type TodoInput, todoInput } from "@/lib/schemas/todos";

export async function all(caller: Caller) {
  const page = await listTodos(caller, { limit: 5, after: null });
  const { items } = page;
  const done = page.items.filter((one) => one.completed); // gone
  for (const one of items) console.log(one.text, one.completed); // gone
  const names = items.map(({ completed, text }) => `${text}${completed}`); // gone
  const sorted = items.toSorted((a, b) => Number(a.completed) - Number(b.completed)); // gone
  const found = items.find((one) => one.text === "a");
  return [done, names, sorted, items[0]?.completed, found?.completed]; // gone
}

export async function one(caller: Caller, id: string) {
  const todo = await getTodo(caller, id);
  if (todo?.completed) return 1; // gone
  await createTodo(caller, { text: "a", completed: true, due: null }); // gone
  await data.updateTodo(caller, id, { completed: false }); // gone
  const { completed } = (await getTodo(caller, id)) as Todo; // gone
  return completed;
}

export const some = (list: Todo[]) => list.some((entry) => !entry.completed); // gone
export const label = ({ completed }: Todo) => String(completed); // gone
export const shown = (props: { todo: Todo }) => props.todo.completed; // gone
export const made = (): TodoInput => ({ text: "a", completed: true, due: null }); // gone
export const input: TodoInput = { text: "a", completed: true, due: null }; // gone
export type Done = Todo["completed"]; // gone
export type Picked = Pick<Todo, "completed">; // gone
export const shape = todoInput.shape.completed; // gone
export const picked = todoInput.pick({ completed: true }); // gone
export const refined = todoInput.refine((value) => value.completed); // gone

export async function query() {
  const rows = await db().select().from(todos).orderBy(desc(todos.completed)); // gone
  const [row] = await db().select().from(todos).where(eq(todos.text, "a"));
  await db().update(todos).set({ completed: true }).where(eq(todos.text, "x")); // gone
  return [rows[0]?.completed, row?.completed, rows.length]; // gone
}

export async function archive(caller: Caller, id: string, given: ArchiveTodoInput) {
  await archiveTodo(caller, id, { reason: "x", why: null }); // taken
  return given.reason; // taken
}

const todo = { completed: true };
export const stays = todo.completed;
export const others = [{ completed: true }].filter((one) => one.completed);
"""
# Lines in files of ours.
EDITS = {
    "data/todos.ts": [
        ("  return row ?? null;", "  if (row?.completed) return null; // gone\n  return row ?? null;"),
        ("  _input: ArchiveTodoInput,\n", "  input: ArchiveTodoInput,\n"),
        ("  throw new NotWrittenYet(", "  console.log(input.reason); // taken\n  throw new NotWrittenYet("),
    ],
    "app/todos/page.tsx": [
        ("      <DeleteButton", "      {record.completed && 1 /* // gone */}\n      <DeleteButton")
    ],
    "lib/schemas/todos.ts": [
        ("export type TodoInput", "export const mine = fields.completed; // gone\n\nexport type TodoInput")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    folder = tmp_path_factory.mktemp("named")
    fields = "todos text:string completed:boolean=false due:date?"
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", fields)
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "add", "action", "archiveTodo", "reason:string", "why:text?", "--resource", "todos")
    (app / "lib/own.ts").write_text(OWN)
    for path, edits in EDITS.items():
        text = (app / path).read_text()
        for found, instead in edits:
            assert found in text, (path, found)
            text = text.replace(found, instead, 1)
        (app / path).write_text(text)
    npm(app, "run", "typecheck")
    commit(app)
    return app


@pytest.mark.parametrize(
    ("mark", "command"),
    [
        ("// gone", ("remove", "field", "todos", "completed", "--allow-data-loss")),
        ("// taken", ("remove", "field", "archiveTodo", "reason")),
    ],
)
def test_every_line_that_will_not_build_is_named_and_no_other(
    mark: str, command: tuple[str, ...], app: Path
) -> None:
    as_committed(app)
    said = scaffold(app, *command, "--dry-run").stdout
    named = {*re.findall(r"(\S+:\d+) uses \w+ of \w+, which goes", said)}
    scaffold(app, *command, "--allow-broken-code")
    here = {
        f"{file.relative_to(app)}:{number}"
        for folder in ("app", "data", "lib")
        for file in (app / folder).rglob("*.ts*")
        for number, line in enumerate(file.read_text().split("\n"), start=1)
        if mark in line
    }
    refused = npm(app, "run", "typecheck", check=False)
    found = {f"{path}:{line}" for path, line in re.findall(r"^(\S+)\((\d+),\d+\): error", refused, re.M)}
    assert named == here == found
