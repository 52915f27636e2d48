"""Every line of an owner's that a command keeps from building is named before: TypeScript finds no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, npm, scaffold

# Every line with "// gone" in it uses `completed`, every one with "// taken" what archiveTodo takes; of those
# with "// unsure", which does not follow from what is written nearby.
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

export const open = (list: Todo[]) => list.filter(({ id }) => id);
export const first = (list: Todo[]) => open(list)[0]?.completed; // gone, unsure
export const index = (all: Map<string, Todo>) => all.get("a")?.completed; // gone, unsure
export type Rest = Omit<Todo, "completed">;

const todo = { completed: true };
export const stays = todo.completed;
export const others = [{ completed: true }].filter((one) => one.completed);
"""
# What React's hooks give, and what comes through modules of one's own.
HOOKS = """\
import { useMemo, useReducer, useState } from "react";
import { type Todo } from "@/lib/all";

interface Marked extends Todo {
  mark: string;
}

export function useTodos(given: Todo[]) {
  const [todos, setTodos] = useState(given);
  const [one, setOne] = useState<Todo | null>(null);
  const [kept] = useReducer((state: Todo[]) => state, given);
  const done = useMemo(() => todos.filter((each) => each.completed), [todos]); // gone
  const last = useMemo(() => {
    return done.at(-1);
  }, [done]);
  setTodos((all) => all.filter((each) => each.completed)); // gone
  setOne((it) => (it?.completed ? it : null)); // gone
  return [kept[0]?.completed, one?.completed, last?.completed, done[0]?.completed]; // gone
}

export function Line({ todo: { completed } }: { todo: Todo }) { // gone
  return completed ? "done" : "open";
}

export function all(value: unknown) {
  for (const { completed } of value as Todo[]) console.log(completed); // gone
  return (value as Marked).completed; // gone, unsure
}
"""
FAR = """\
import { open } from "./own";

export const some = open([]).map((each) => each.completed); // gone, unsure
"""
# Lines in files of ours.
EDITS = {
    "data/todos.ts": [
        ("  return row ?? null;", "  if (row?.completed) return null; // gone\n  return row ?? null;"),
        ("  _input: ArchiveTodoInput,\n", "  input: ArchiveTodoInput,\n"),
        ("  throw new NotWrittenYet(", "  console.log(input.reason); // taken\n  throw new NotWrittenYet("),
    ],
    "app/todos/page.tsx": [
        ("      <Pager ", "      {page.items[0]?.completed && 1 /* // gone */}\n      <Pager ")
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
    (app / "lib/all.ts").write_text('export * from "@/data/todos";\n')
    (app / "lib/hooks.ts").write_text(HOOKS)
    (app / "lib/far.ts").write_text(FAR)
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
    may = {*re.findall(r"(\S+:\d+) may use \w+ of \w+, which goes", said)}
    here, unsure = (
        {
            f"{file.relative_to(app)}:{number}"
            for folder in ("app", "data", "lib")
            for file in (app / folder).rglob("*.ts*")
            for number, line in enumerate(file.read_text().split("\n"), start=1)
            if mark in line and ("// gone, unsure" in line) == is_unsure
        }
        for is_unsure in (False, True)
    )
    refused = npm(app, "run", "typecheck", check=False)
    found = {f"{path}:{line}" for path, line in re.findall(r"^(\S+)\((\d+),\d+\): error", refused, re.M)}
    assert named == here and unsure <= may
    assert named | unsure == found
