"""Every command is a function: values in, a Report out; it prints nothing and asks nothing, anywhere."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts import small_api
from projects import edit, every_command, todos_app
from scaffold import commands
from scaffold.commands import Contract, DatabaseStatus, Options, Report, Rule, Status, Templates
from scaffold.errors import ConflictError, ScaffoldError, UsageError
from stand_ins import answering, bin

__all__ = ["bin"]
DRY = Options(dry_run=True)
GROUPS = {"add", "remove", "rename", "change", "api", "db"}
Answer = Report | Status | DatabaseStatus | Contract | Rule | Templates
Command = Callable[[Path], Answer]


def with_action(app: Path) -> Path:
    commands.add_action(app, "archiveTodo", ["reason:string"])
    return app


def with_conflict(app: Path) -> Path:
    edit(app / "lib/schemas/todos.ts", "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"')
    commands.apply(app, Options(markers=True))
    return app


def with_document(app: Path) -> Path:
    """Let the app tell what its API is; a stand-in runs for Node.js."""
    answering(app, app.parent / "bin", says=json.dumps(small_api(), indent=2))
    return app


def with_lock(app: Path) -> Path:
    (with_document(app) / "openapi.lock.json").write_text(json.dumps(small_api()))
    return app


def with_notes(app: Path) -> Path:
    commands.add_resource(app, "notes", ["body:text"])
    return app


# Each runs in an app with todos, of which the last change can be taken back.
COMMANDS: dict[str, Command] = {
    "new": lambda app: commands.new(app, "inner", install=False, commit=False),
    "new, planned": lambda app: commands.new(app, "inner", resources=["notes body:text"], options=DRY),
    "add resource": lambda app: commands.add_resource(app, "notes", ["body:text"], consumers=["api"]),
    "add resource, planned": lambda app: commands.add_resource(app, "notes", ["body:text"], options=DRY),
    "add join": lambda app: commands.add_join(with_notes(app), "todos", "notes"),
    "add action": lambda app: commands.add_action(app, "archiveTodo", ["reason:string"]),
    "add action, there": lambda app: commands.add_action(app, "createTodo"),
    "add webhook": lambda app: commands.add_webhook(app, "stripe"),
    "add field": lambda app: commands.add_field(app, "todos", ["due:date?"], after="text"),
    "change field": lambda app: commands.change_field(app, "todos", "text:text"),
    "change resource": lambda app: commands.change_resource(app, "todos", consumers=["api"], owner="none"),
    "remove resource": lambda app: commands.remove_resource(app, "todos"),
    "remove action": lambda app: commands.remove_action(with_action(app), "archiveTodo"),
    "remove webhook": lambda app: commands.remove_webhook(app, "github"),
    "remove field": lambda app: commands.remove_field(app, "todos", ["completed"]),
    "rename resource": lambda app: commands.rename_resource(app, "todos", "people", singular="person"),
    "rename action": lambda app: commands.rename_action(with_action(app), "archiveTodo", "shelveTodo"),
    "rename field": lambda app: commands.rename_field(app, "todos", "text", "title"),
    "rename field, planned": lambda app: commands.rename_field(app, "todos", "text", "title", options=DRY),
    "mv": lambda app: commands.mv(app, "app/todos/todo-form.tsx", "components/todo-form.tsx"),
    "resolve": lambda app: commands.resolve(with_conflict(app), take="yours"),
    "plan": lambda app: commands.plan(app),
    "apply": lambda app: commands.apply(app),
    "update": lambda app: commands.update(app),
    "eject": lambda app: commands.eject(app, "resource/form.tsx"),
    "eject, listed": lambda app: commands.list_templates(app),
    "api lock": lambda app: commands.api_lock(with_document(app)),
    "api diff": lambda app: commands.api_diff(with_lock(app)),
    "undo": lambda app: commands.undo(app),
    "undo, planned": lambda app: commands.undo(app, DRY),
    "status": lambda app: commands.status(app),
    "db status": lambda app: commands.db_status(app),
    "which": lambda app: commands.which(),
    "which, answered": lambda app: commands.which(["api"]),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = todos_app(tmp_path_factory.mktemp("commands"))
    commands.add_webhook(root, "github")
    return root


@pytest.fixture
def app(made: Path, bin: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "myapp"))


def at_a_terminal(work: Callable[[], object]) -> tuple[int, bytes]:
    """Run in a process whose input and output are a terminal; return how it ended and all that it printed."""
    pid, terminal = pty.fork()
    if pid == 0:
        code = 1
        try:
            # The terminal stays open to the end: its last reader gone, it would hang up.
            sys.stdin, sys.stdout, sys.stderr = (
                os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rww")
            )
            assert sys.stdin.isatty() and sys.stdout.isatty()
            work()
            code = 0
        finally:
            os._exit(code)
    printed = b""
    while True:
        try:
            data = os.read(terminal, 1000)
        except OSError:
            # Linux says so when the other end is gone.
            data = b""
        if not data:
            break
        printed += data
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), printed


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_returns_its_report_and_prints_nothing(
    name: str, app: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = COMMANDS[name](app)
    assert isinstance(report, Answer)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_terminal_makes_no_difference(name: str, app: Path) -> None:
    def work() -> None:
        assert isinstance(COMMANDS[name](app), Answer)

    assert at_a_terminal(work) == (0, b"")


def test_a_report_says_what_was_written(app: Path) -> None:
    planned = commands.add_resource(app, "notes", ["body:text"], options=DRY)
    assert not planned.written and not (app / "data/notes.ts").exists()
    report = commands.add_resource(app, "notes", ["body:text"])
    assert report.command == "add resource notes" and report.written
    assert report.changes == planned.changes
    assert {"/notes", "/api/notes"} <= {door.path for door in report.doors}
    assert "data/notes.ts" in {change.path for change in report.changes if change.kind == "create"}
    assert commands.undo(app).command == "undo add resource notes"
    assert not (app / "data/notes.ts").exists()


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (lambda app: commands.add_resource(app, "page", ["a:string"]), UsageError),
        (lambda app: commands.add_resource(app, "notes", ["a:string"], consumers=["nobody"]), UsageError),
        (lambda app: commands.add_resource(app, "notes", ["a:string"], owner="me"), UsageError),
        (lambda app: commands.add_resource(app, "todos", ["a:string"]), ScaffoldError),
        (lambda app: commands.add_action(app, "archiveTodo", ["a:string"], button=True), UsageError),
        (lambda app: commands.add_webhook(app, "paypal"), UsageError),
        (lambda app: commands.new(app, "a/b"), UsageError),
        (lambda app: commands.new(app, "x", consumers=["forms"], sign_in=False), UsageError),
        (lambda app: commands.status(app / ".."), ScaffoldError),
    ],
)
def test_what_cannot_be_done_is_an_error_that_says_why(
    command: Command, error: type[ScaffoldError], app: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(error) as caught:
        command(app)
    assert caught.value.what and caught.value.hint
    assert capfd.readouterr() == ("", "")


def test_a_conflict_carries_its_files(app: Path) -> None:
    edit(app / "db/schema/todos.ts", 'text: text("text").notNull(),', 'text: text("words").notNull(),')
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string?"')
    with pytest.raises(ConflictError) as caught:
        commands.apply(app)
    assert [conflict.path for conflict in caught.value.conflicts] == ["db/schema/todos.ts"]
    report = commands.apply(app, Options(markers=True))
    assert any(change.kind == "markers" for change in report.changes)


def test_every_command_of_the_command_line_is_run_here() -> None:
    assert {name.partition(",")[0] for name in COMMANDS} == {*every_command()} - GROUPS


def test_all_that_is_offered_is_there() -> None:
    assert sorted(commands.__all__) == sorted(commands._ROOMS)
    for name in commands.__all__:
        assert getattr(commands, name).__doc__
    with pytest.raises(AttributeError, match="has no 'nothing'"):
        commands.nothing  # noqa: B018
