"""Two years of an app: every command, with hand edits between and rows in the tables, and nothing is lost."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from apps import WEBHOOK_SECRETS, commit, lend, new_database, npm, run, scaffold, serve

pytestmark = pytest.mark.evolution

# Every step is looked at as the last one is, which takes half an hour: SCAFFOLD_LIFE=whole.
WHOLE = os.environ.get("SCAFFOLD_LIFE") == "whole"
ROWS = 1000
PGLITE = """
import { PGlite } from "@electric-sql/pglite";
const database = new PGlite(".data/pglite");
const found = await database.query(process.argv[1]);
console.log(JSON.stringify(found.rows));
await database.close();
"""

ANYWAY = ("--allow-data-loss", "--allow-broken-code")

Row = dict[str, Any]


@dataclass
class Life:
    """An app, its database, and the rows that have to be there, by table and id."""

    app: Path
    address: str
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def do(self, *arguments: str) -> str:
        """Run a command that has to end well."""
        return scaffold(self.app, *arguments).stdout

    def refused(self, *arguments: str) -> str:
        """Run a command that has to say why it does nothing."""
        done = scaffold(self.app, *arguments, check=False)
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr, done
        return done.stderr

    def edit(self, path: str, pattern: str, new: str) -> None:
        """Write into a file what its owner would."""
        text, count = re.subn(pattern, new, (self.app / path).read_text(), count=1, flags=re.M | re.S)
        assert count == 1, f"{pattern} is not in {path}"
        (self.app / path).write_text(text)

    def migrate(self) -> None:
        npm(self.app, "run", "db:migrate", env=self.env)

    @property
    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.address} if self.address else {}

    def query(self, sql: str) -> list[Row]:
        """Ask the database, while no server has it."""
        if not self.address:
            return list(json.loads(run(self.app, "node", "--input-type=module", "-e", PGLITE, sql).stdout))
        whole = f"with found as ({sql}) select coalesce(json_agg(found), '[]') from found"
        return list(json.loads(run(self.app, "psql", self.address, "-Atqc", whole).stdout))

    def execute(self, sql: str) -> None:
        """Change the database, while no server has it."""
        if self.address:
            run(self.app, "psql", self.address, "-v", "ON_ERROR_STOP=1", "-qc", sql)
        else:
            self.query(sql)

    def fill(self, table: str, columns: str, values: str) -> None:
        """Make rows; `values` is SQL of a number, n."""
        self.execute(f"insert into {table} ({columns}) select {values} from generate_series(1, {ROWS}) as n")
        self.rows[table] = {row["id"]: row for row in self.query(f"select * from {table}")}
        assert len(self.rows[table]) == ROWS

    def each(self, table: str, change: Callable[[Row], None]) -> None:
        """Say what becomes of every row."""
        for row in self.rows[table].values():
            change(row)

    def look(self, *, closely: bool) -> None:
        """See that its code and its rows are sound; closely, that it builds, runs, and passes its tests."""
        self.migrate()
        for table, rows in self.rows.items():
            found = {row["id"]: row for row in self.query(f"select * from {table}")}
            assert len(found) == len(rows), table
            for id, row in rows.items():
                assert {name: found[id][name] for name in row} == row
        # The code is the same on either database.
        if self.address or closely:
            npm(self.app, "run", "typecheck")
        if not closely:
            return
        npm(self.app, "run", "build")
        with serve(self.app, env=self.env | WEBHOOK_SECRETS) as server:
            assert server.client().get("/").status_code == 200
        npm(self.app, "run", "test")


@pytest.fixture(params=["pglite", "postgresql"])
def life(request: pytest.FixtureRequest, tmp_path: Path, node_modules: Path) -> Iterator[Life]:
    address = ""
    if request.param == "postgresql":
        address = new_database(request.getfixturevalue("database"), "life")
    scaffold(tmp_path, "new", "shop", "--yes", "--no-install")
    app = tmp_path / "shop"
    lend(node_modules, app)
    scaffold(app, "apply")
    yield Life(app, address)


Step = Callable[[Life], None]
STEPS: list[Step] = []


def step(does: Step) -> Step:
    STEPS.append(does)
    return does


@step
def resources_are_added(life: Life) -> None:
    life.do("add", "resource", "todos", "text:string", "completed:boolean=false")
    life.do("add", "resource", "posts", "title:string", "body:text?", "--public-read")
    life.migrate()
    life.execute("insert into auth_users values ('ann', 'Ann', 'ann@example.com', true)")
    life.fill("todos", "owner_id, text, completed", "'ann', 'Todo ' || n, n % 2 = 0")
    life.fill(
        "posts", "owner_id, title, body", "'ann', 'Post ' || n, case when n % 3 = 0 then null else 'B' end"
    )
    commit(life.app)


@step
def its_owner_writes_code(life: Life) -> None:
    life.edit("data/todos.ts", r"\Z", OWN)
    life.edit("app/todos/page.tsx", r'^import \* as data from "@/data/todos";', OWN_IMPORTS)
    life.edit("app/todos/page.tsx", r"^( +)(<Summary record=\{record\} />)", r"\1<Own todo={record} />\n\1\2")
    life.edit("app/todos/page.tsx", r"^(const NONE_YET)", OWN_ELEMENT + r"\1")
    (life.app / "lib/dashboard.ts").write_text(DASHBOARD)


@step
def an_action_is_added_and_written(life: Life) -> None:
    life.do("add", "action", "archiveTodo", "reason:string")
    life.edit(
        "data/todos.ts",
        r"  throw new NotWrittenYet\([^;]*\);",
        "  return `${_id} ${_input.reason} ${_caller.userId}`;",
    )


@step
def fields_are_added(life: Life) -> None:
    life.do("add", "field", "todos", "due:date?", "priority:integer=1", "--after", "text")
    life.each("todos", lambda row: row.update(due=None, priority=1))


@step
def a_field_is_renamed(life: Life) -> None:
    life.do("rename", "field", "todos", "text", "title")
    life.each("todos", lambda row: row.update(title=row.pop("text")))


@step
def a_field_gets_another_type(life: Life) -> None:
    life.do("change", "field", "todos", "priority:decimal=1")
    life.each("todos", lambda row: row.pop("priority"))


@step
def a_resource_is_renamed(life: Life) -> None:
    life.do("rename", "resource", "todos", "tasks")
    life.rows["tasks"] = life.rows.pop("todos")
    assert "archiveTask" in (life.app / "scaffold.toml").read_text()


@step
def a_column_is_added_by_hand(life: Life) -> None:
    life.edit("db/schema/tasks.ts", r"^( +)(createdAt: )", r'\1askedBy: text("asked_by"),\n\1\2')
    life.do("apply")
    life.each("tasks", lambda row: row.update(asked_by=None))


@step
def an_action_is_renamed(life: Life) -> None:
    life.do("rename", "action", "archiveTask", "shelveTask")
    assert "_input.reason" in (life.app / "data/tasks.ts").read_text()


@step
def a_file_is_moved(life: Life) -> None:
    life.do("mv", "app/tasks/task-form.tsx", "components/task-form.tsx")


@step
def a_field_is_put_between(life: Life) -> None:
    life.do("add", "field", "tasks", "note:text?", "--after", "title")
    life.each("tasks", lambda row: row.update(note=None))
    assert "note" in (life.app / "components/task-form.tsx").read_text()


@step
def strangers_may_read(life: Life) -> None:
    said = life.refused("change", "resource", "tasks", "--public-read")
    assert "data/tasks.ts" in said and "uses listTasks" in said
    life.do("change", "resource", "tasks", "--public-read", "--allow-broken-code")
    life.edit("data/tasks.ts", r"await listTasks\(caller, \{", "await listTasks({")


@step
def records_become_everybodys(life: Life) -> None:
    assert "the column owner_id of tasks" in life.refused("change", "resource", "tasks", "--owner", "none")
    life.do("change", "resource", "tasks", "--owner", "none", *ANYWAY)
    life.each("tasks", lambda row: row.pop("owner_id"))


@step
def a_resource_is_closed_to_outsiders(life: Life) -> None:
    life.do("change", "resource", "posts", "--for", "forms")


@step
def and_opened_again(life: Life) -> None:
    life.do("change", "resource", "posts", "--for", "forms,api")


@step
def a_sender_is_added(life: Life) -> None:
    life.do("add", "webhook", "stripe")


@step
def and_removed(life: Life) -> None:
    assert "the table webhook_events" in life.refused("remove", "webhook", "stripe")
    life.do("remove", "webhook", "stripe", "--allow-data-loss")


@step
def a_field_is_removed(life: Life) -> None:
    assert "--allow-data-loss" in life.refused("remove", "field", "tasks", "due")
    life.do("remove", "field", "tasks", "due", "--allow-data-loss")
    life.each("tasks", lambda row: row.pop("due"))


@step
def a_field_is_renamed_by_hand(life: Life) -> None:
    life.edit("scaffold.toml", "^body = ", "content = ")
    assert "--rename posts.body=content" in life.refused("apply")
    life.do("apply", "--rename", "posts.body=content")
    life.each("posts", lambda row: row.update(content=row.pop("body")))


@step
def a_change_is_taken_back(life: Life) -> None:
    life.do("add", "field", "posts", "subtitle:string?")
    life.do("undo")


@step
def an_action_goes(life: Life) -> None:
    life.do("remove", "action", "shelveTask")
    assert "openTodos" in (life.app / "data/tasks.ts").read_text()


@step
def a_resource_goes_that_is_in_use(life: Life) -> None:
    life.edit("app/posts/page.tsx", r"\Z", "\n// Of its owner's.\n")
    (life.app / "lib/feed.ts").write_text('export { listPosts as feed } from "@/data/posts";\n')
    assert "lib/feed.ts" in life.refused("remove", "resource", "posts", "--allow-data-loss")
    (life.app / "lib/feed.ts").unlink()
    life.do("remove", "resource", "posts", "--allow-data-loss")
    assert (life.app / ".scaffold/aside/app/posts/page.tsx.txt").read_text().endswith("owner's.\n")
    del life.rows["posts"]


@step
def and_comes_back(life: Life) -> None:
    life.do("add", "resource", "posts", "title:string", "--public-read")


@step
def names_go_there_and_back(life: Life) -> None:
    commit(life.app)
    life.do("rename", "resource", "tasks", "jobs")
    life.do("rename", "resource", "jobs", "tasks")
    changed = run(life.app, "git", "status", "--short").stdout.split("\n")
    assert [line for line in changed if line and "db/migrations" not in line] == []


@step
def all_is_as_it_should_be(life: Life) -> None:
    assert "everything is as it should be" in life.do("apply")
    assert (life.app / "lib/dashboard.ts").read_text() == DASHBOARD_NOW
    text = (life.app / "app/tasks/page.tsx").read_text()
    assert "<Own todo={record} />" in text and "{todo.title.length}" in text


OWN_IMPORTS = r'import * as data from "@/data/todos";\nimport { openTodos } from "@/data/todos";'
OWN = """
export async function openTodos(caller: Caller): Promise<Todo[]> {
  const page = await listTodos(caller, { limit: 50, after: null });
  return page.items.filter((one) => !one.completed && one.text !== "");
}
"""
OWN_ELEMENT = """function Own({ todo }: { todo: data.Todo }) {
  return <b title={openTodos.name}>{todo.text.length}</b>;
}

"""
DASHBOARD = """import { openTodos, type Todo, updateTodo } from "@/data/todos";
import type { Caller } from "@/lib/guard";

export async function dashboard(caller: Caller) {
  const made = await updateTodo(caller, "", { text: "From the dashboard" });
  const texts = (await openTodos(caller)).map((todo) => todo.text);
  return { made: made?.text, texts, label: (one: Todo) => one.text };
}
"""
DASHBOARD_NOW = """import { openTodos, type Task, updateTask } from "@/data/tasks";
import type { Caller } from "@/lib/guard";

export async function dashboard(caller: Caller) {
  const made = await updateTask(caller, "", { title: "From the dashboard" });
  const texts = (await openTodos(caller)).map((todo) => todo.title);
  return { made: made?.title, texts, label: (one: Task) => one.title };
}
"""


def test_nothing_is_lost_in_two_years(life: Life) -> None:
    for number, does in enumerate(STEPS, 1):
        does(life)
        try:
            life.look(closely=WHOLE or number == len(STEPS))
        except AssertionError as error:
            raise AssertionError(f"after step {number}, {does.__name__}: {error}") from error
