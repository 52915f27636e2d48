"""Two years of an app: every command, with hand edits between and rows in the tables, and nothing is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from apps import WEBHOOK_SECRETS, commit, lend, new_database, npm, run, scaffold, serve
from forks import merged
from older import other_templates
from projects import git
from projects import scaffold as in_this_process
from shares import share
from tables import SAMPLE_FIELDS, SAMPLES, Database, Table

# Every step is looked at as the last one is, which takes an hour: SCAFFOLD_LIFE=whole. Otherwise every third
# is, and less closely: what is lost does not come back.
WHOLE = os.environ.get("SCAFFOLD_LIFE") == "whole"
ROWS = 1000
ANYWAY = ("--allow-data-loss", "--allow-broken-code")
SAMPLE = r"(\[resource\.samples\.fields\][^\[]*?)"
# What the templates of the scaffold said that made the app.
OLDER = {
    "resource/page.tsx.jinja": ("as those in actions.ts.", "as all actions."),
    "resource/form.tsx.jinja": ("gap-x-4 gap-y-2", "gap-4"),
    "app/lib/list.ts": ("const DEFAULT_LIMIT = 50;", "const DEFAULT_LIMIT = 20;"),
}


@dataclass
class Life(Database):
    """An app, its database, and what has to be in it; the scaffold that made the app has other templates."""

    tables: dict[str, Table] = field(default_factory=dict)
    is_old: bool = True

    def do(self, *arguments: str) -> str:
        """Run a command that has to end well."""
        if self.is_old:
            with other_templates(self.app.parent / "older", OLDER):
                return in_this_process(self.app, *arguments).out
        return scaffold(self.app, *arguments, env=self.env).stdout

    def refused(self, *arguments: str) -> str:
        """Run a command that has to say why it does nothing, and does nothing."""
        before = self.changed()
        done = scaffold(self.app, *arguments, check=False, env=self.env)
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr, done
        assert self.changed() == before
        return done.stderr

    def changed(self) -> str:
        """Tell how the app differs from what was committed."""
        return git(self.app, "status", "--porcelain", "-uall") + git(self.app, "diff")

    def edit(self, path: str, pattern: str, new: str) -> None:
        """Write into a file what its owner would."""
        text, count = re.subn(pattern, new, (self.app / path).read_text(), count=1, flags=re.M | re.S)
        assert count == 1, f"{pattern} is not in {path}"
        (self.app / path).write_text(text)

    def migrate(self) -> None:
        npm(self.app, "run", "db:migrate", env=self.env)

    def fill(self, table: str, columns: str, values: str) -> None:
        """Make rows; `values` is SQL of a number, n."""
        self.execute(f"insert into {table} ({columns}) select {values} from generate_series(1, {ROWS}) as n")
        self.tables |= self.read([table])
        assert len(self.tables[table].rows) == ROWS

    def look(self, *, closely: bool) -> None:
        """See that its code and its rows are sound; closely, that it builds, runs, and passes its tests."""
        self.migrate()
        for name, found in self.found({name: table.types for name, table in self.tables.items()}).items():
            wanted = self.tables[name]
            assert found.types == wanted.types, name
            assert found.rows.keys() == wanted.rows.keys(), name
            for id, row in wanted.rows.items():
                assert found.rows[id] == row, name
        if not closely:
            # The code is the same on either database.
            if self.address:
                npm(self.app, "run", "typecheck")
            return
        # The build checks the types of every file, tests included.
        npm(self.app, "run", "build")
        with serve(self.app, env=self.env | WEBHOOK_SECRETS) as server:
            for path in ("/", "/api/health/ready"):
                assert server.client().get(path).status_code == 200, path
        npm(self.app, "run", "test")


@pytest.fixture(params=share(["pglite", "postgresql"], 1, of="databases of a life"))
def life(request: pytest.FixtureRequest, tmp_path: Path, node_modules: Path) -> Iterator[Life]:
    address = ""
    if request.param == "postgresql":
        address = new_database(request.getfixturevalue("database"), "life")
    life = Life(tmp_path / "shop", address)
    with other_templates(tmp_path / "older", OLDER):
        in_this_process(tmp_path, "new", "shop", "--yes", "--no-install")
    lend(node_modules, life.app)
    life.do("apply")
    yield life


Step = Callable[[Life], None]
STEPS: list[Step] = []


def step(does: Step) -> Step:
    STEPS.append(does)
    return does


@step
def resources_are_added(life: Life) -> None:
    life.do("add", "resource", "todos", "text:string", "completed:boolean=false")
    life.do("add", "resource", "posts", "title:string", "body:text?", "--public-read")
    life.do("add", "resource", "samples", *SAMPLE_FIELDS)
    life.migrate()
    life.execute("insert into auth_users values ('ann', 'Ann', 'ann@example.com', true)")
    life.fill("todos", "owner_id, text, completed", "'ann', 'Todo ' || n, n % 2 = 0")
    life.fill(
        "posts", "owner_id, title, body", "'ann', 'Post ' || n, case when n % 3 = 0 then null else 'B' end"
    )
    life.fill("samples", *SAMPLES)
    commit(life.app)


@step
def its_owner_writes_code(life: Life) -> None:
    life.edit("data/todos.ts", r"\Z", OWN)
    life.edit("app/todos/page.tsx", r'^import \* as data from "@/data/todos";', OWN_IMPORTS)
    own = r"\1{page.items.map((record) => <Own key={record.id} todo={record} />)}\n\1\2"
    life.edit("app/todos/page.tsx", r"^( +)(<Pager )", own)
    life.edit("app/todos/page.tsx", r"^(// An inline Server Action)", OWN_ELEMENT + r"\1")
    (life.app / "lib/dashboard.ts").write_text(DASHBOARD)


@step
def an_action_is_added_and_written(life: Life) -> None:
    life.do("add", "action", "archiveTodo", "reason:string")
    life.edit(
        "data/todos.ts",
        r"  throw new NotWrittenYet\([^;]*\);",
        "  return `${_id} ${_input.reason} ${_caller.userId}`;",
    )
    test = r"  // Replace this line once [^\n]*\n[^\n]*"
    life.edit("tests/actions/todos.test.ts", test, '  expect(state.message).toContain("Example");')


@step
def a_newer_scaffold_comes(life: Life) -> None:
    life.is_old = False
    assert "has its templates changed" not in life.do("status")
    assert "as all actions." in (life.app / "app/todos/page.tsx").read_text()
    life.do("update")
    page = (life.app / "app/todos/page.tsx").read_text()
    assert "as those in actions.ts." in page and "todo={record} />" in page
    assert "everything is as it should be" in life.do("apply")


@step
def fields_are_added(life: Life) -> None:
    life.do("add", "field", "todos", "due:date?", "priority:integer=1", "--after", "text")
    life.tables["todos"].gets("due", "date")
    life.tables["todos"].gets("priority", "integer not null", "1")


@step
def a_template_becomes_its_own(life: Life) -> None:
    assert "resource/form.tsx.jinja" in life.do("eject")
    life.do("eject", "resource/form.tsx.jinja")
    own = ".scaffold/templates/resource/form.tsx.jinja"
    life.edit(own, "<form action=", '<form data-kind="[[ noun.key ]]" action=')
    life.do("apply")
    assert '<form data-kind="todos" action=' in (life.app / "app/todos/todo-form.tsx").read_text()


@step
def a_field_is_renamed(life: Life) -> None:
    life.do("rename", "field", "todos", "text", "title")
    life.tables["todos"].renames("text", "title")


@step
def a_field_gets_another_type(life: Life) -> None:
    life.do("change", "field", "todos", "priority:decimal=1")
    life.tables["todos"].changes("priority", "numeric(19,4) not null", lambda value: f"{value}.0000")


@step
def a_resource_is_renamed(life: Life) -> None:
    life.do("rename", "resource", "todos", "tasks")
    life.tables["tasks"] = life.tables.pop("todos")
    assert "archiveTask" in (life.app / "scaffold.toml").read_text()


@step
def a_column_is_added_by_hand(life: Life) -> None:
    life.edit("db/schema/tasks.ts", r"^( +)(createdAt: )", r'\1askedBy: text("asked_by"),\n\1\2')
    life.do("apply")
    life.tables["tasks"].gets("asked_by", "text")


@step
def and_gets_another_name_by_hand(life: Life) -> None:
    # Nobody but its owner knows of it.
    life.edit("db/schema/tasks.ts", r'askedBy: text\("asked_by"\)', r'wantedBy: text("wanted_by")')
    said = life.refused("apply")
    assert "the schema lost tasks.asked_by and got tasks.wanted_by" in said
    life.do("apply", "--rename", "tasks.asked_by=wanted_by")
    life.tables["tasks"].renames("asked_by", "wanted_by")


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
    life.tables["tasks"].gets("note", "text")
    form = (life.app / "components/task-form.tsx").read_text()
    assert "note" in form and 'data-kind="tasks"' in form


@step
def what_rows_cannot_take_is_said_before(life: Life) -> None:
    """Whatever is typed into a file by hand."""
    commit(life.app)
    for path, old, new, says in (
        ("db/schema/samples.ts", r"(link: .*?),", r"\1.unique(),", "samples have the same link as another"),
        ("scaffold.toml", SAMPLE + '^body = "text\\?"', r'\1body = "text"', "samples.body becomes required"),
        (
            "scaffold.toml",
            SAMPLE + '^title = "string"',
            r'\1title = "integer"',
            "samples.title becomes integer",
        ),
        ("scaffold.toml", "good,bad,so-so", "good,bad", "samples.mood has no choice so-so any more"),
        ("scaffold.toml", '^price = "decimal\\?"\n', "", "drops the column price of samples"),
    ):
        before = (life.app / path).read_text()
        life.edit(path, old, new)
        assert says in life.refused("apply"), says
        (life.app / path).write_text(before)
    assert life.changed() == ""


@step
def rows_without_a_value_get_one(life: Life) -> None:
    life.do("change", "field", "samples", "count:integer", "--backfill", "samples.count=-1")
    life.tables["samples"].changes("count", "integer not null", lambda value: value or "-1")


@step
def a_choice_goes(life: Life) -> None:
    backfill = ("--backfill", "samples.mood.so-so=good")
    life.do("change", "field", "samples", "mood:enum(good,bad)?", *backfill)
    life.tables["samples"].changes("mood", "text", lambda value: "good" if value == "so-so" else value)


@step
def much_is_changed_at_once_and_taken_back(life: Life) -> None:
    commit(life.app)
    before = {id: row["count"] for id, row in life.tables["samples"].rows.items()}
    life.edit("scaffold.toml", '^count = "integer"', 'amount = "decimal"\nsize = "integer=3"')
    life.edit("scaffold.toml", '^done = "boolean\\?"\n', "")
    assert "was it renamed?" in life.refused("apply", "--rename", "samples.count=amount")
    both = ("--rename", "samples.count=amount", "--rename", "none")
    assert "drops the column done of samples" in life.refused("apply", *both)
    life.do("apply", *both, "--allow-data-loss")
    life.migrate()
    amounts = {id: row["amount"] for id, row in life.read(["samples"])["samples"].rows.items()}
    assert amounts == {id: f"{count}.0000" for id, count in before.items()}
    one = next(iter(amounts))
    life.execute(f"update samples set amount = 0.5 where id = '{one}'")
    assert "samples.count its earlier type again, and values of 1 row may be none of it" in life.refused(
        "undo"
    )
    life.execute(f"update samples set amount = {amounts[one]} where id = '{one}'")
    assert "take it back" in life.do("undo")
    # What its owner typed is theirs to take back, and what was dropped is lost, as was said.
    git(life.app, "checkout", "--", "scaffold.toml")
    life.tables["samples"].changes("done", "boolean", lambda _: None)


@step
def a_change_that_ran_is_taken_back(life: Life) -> None:
    life.do("add", "field", "posts", "subtitle:string?")
    life.migrate()
    assert "takes it back" in life.do("undo")
    assert "waits" not in life.do("db", "status")


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
    life.tables["tasks"].loses("owner_id")


@step
def and_somebodys_again(life: Life) -> None:
    owner = ("change", "resource", "tasks", "--owner", "user", "--allow-broken-code", "--backfill")
    assert "zoe@example.com, which is no account" in life.refused(*owner, "tasks.owner=zoe@example.com")
    life.do(*owner, "tasks.owner=ann@example.com")
    life.tables["tasks"].gets("owner_id", "text not null", "ann")


@step
def both_want_one_line(life: Life) -> None:
    life.edit("lib/schemas/tasks.ts", r"^  note: [^\n]*", "  note: z.email(),")
    life.edit("scaffold.toml", '^note = "text\\?"', 'note = "string?"')
    assert "lib/schemas/tasks.ts" in life.refused("apply")
    life.do("apply", "--conflict=markers")
    assert "conflict markers are left" in life.refused("add", "field", "tasks", "more:text?")
    life.do("resolve", "lib/schemas/tasks.ts", "--take", "scaffold")
    assert "z.email" not in (life.app / "lib/schemas/tasks.ts").read_text()


@step
def a_resource_is_closed_to_outsiders(life: Life) -> None:
    life.do("change", "resource", "posts", "--for", "forms")


@step
def and_opened_again(life: Life) -> None:
    assert "forms" in life.do("which", "--for", "forms,api")
    life.do("change", "resource", "posts", "--for", "forms,api")


@step
def a_sender_is_added(life: Life) -> None:
    assert "create  app/api/webhooks" in life.do("add", "webhook", "stripe")


@step
def and_removed(life: Life) -> None:
    assert "the table webhook_events" in life.refused("remove", "webhook", "stripe")
    life.do("remove", "webhook", "stripe", "--allow-data-loss")


@step
def a_field_is_removed(life: Life) -> None:
    assert "--allow-data-loss" in life.refused("remove", "field", "tasks", "due")
    life.do("remove", "field", "tasks", "due", "--allow-data-loss")
    life.tables["tasks"].loses("due")


@step
def a_field_is_renamed_by_hand(life: Life) -> None:
    life.edit("scaffold.toml", r"(\[resource\.posts\.fields\][^\[]*)^body = ", r"\1content = ")
    assert "--rename posts.body=content" in life.refused("apply")
    assert "content" in life.do("plan", "--rename", "posts.body=content")
    life.do("apply", "--rename", "posts.body=content")
    life.tables["posts"].renames("body", "content")


@step
def two_branches_are_merged(life: Life) -> None:
    commit(life.app)
    git(life.app, "checkout", "--quiet", "-b", "theirs")
    life.do("add", "field", "samples", "rank:integer?")
    commit(life.app)
    # One of them ran here already.
    life.migrate()
    git(life.app, "checkout", "--quiet", "-")
    life.do("add", "field", "posts", "likes:integer=0")
    commit(life.app)
    for path in merged(life.app, "theirs"):
        assert path != "scaffold.toml", "these blocks are no neighbours"
        git(life.app, "checkout", "--theirs", "--", path)
    life.do("apply")
    commit(life.app)
    life.tables["samples"].gets("rank", "integer")
    life.tables["posts"].gets("likes", "integer not null", "0")


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
    del life.tables["posts"]


@step
def and_comes_back(life: Life) -> None:
    life.do("add", "resource", "posts", "title:string", "--public-read")


@step
def many_belong_to_many_and_do_no_more(life: Life) -> None:
    life.do("add", "join", "tasks", "posts")
    life.migrate()
    life.do("remove", "resource", "task-posts", *ANYWAY)


@step
def names_go_there_and_back(life: Life) -> None:
    commit(life.app)
    life.do("rename", "resource", "tasks", "jobs")
    life.do("rename", "resource", "jobs", "tasks")
    changed = run(life.app, "git", "status", "--short").stdout.split("\n")
    assert [line for line in changed if line and "db/migrations" not in line] == []


@step
def its_api_is_released(life: Life) -> None:
    life.do("api", "lock")
    assert "the API is as openapi.lock.json has it" in life.do("api", "diff")
    life.do("undo")


@step
def all_is_as_it_should_be(life: Life) -> None:
    assert "everything is as it should be" in life.do("apply")
    assert (life.app / "lib/dashboard.ts").read_text() == DASHBOARD_NOW
    text = (life.app / "app/tasks/page.tsx").read_text()
    assert "todo={record} />" in text and "{todo.title.length}" in text


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
        # On PGlite not as often: it is PostgreSQL, and the code is the same.
        if WHOLE or number % (6 if life.address else 9) == 0 or does is STEPS[-1]:
            try:
                life.look(closely=WHOLE or does is STEPS[-1])
            except AssertionError as error:
                raise AssertionError(f"after step {number}, {does.__name__}: {error}") from error
