"""At a real terminal the commands ask what the flags leave open, and Ctrl-C stops them cleanly."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from examples import FOLDER as EXAMPLES
from projects import CTRL_C, CTRL_D, DOWN, ENTER, SPACE, Terminal, edit, scaffold, todos_app, tool
from scaffold.cli import ask
from scaffold.commands.new_app import resource
from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec.model import App
from stand_ins import DRIZZLE, answering, bin, installed, state

__all__ = ["bin"]


def test_new_asks_shows_the_plan_and_writes_it(tmp_path: Path) -> None:
    seen = Terminal(tmp_path, "new", "myapp", "--no-install", "--no-git")
    asked = seen.until("○ services that send events  a service such as Stripe reports an event")
    assert "Who will call your server?" in asked
    assert "● the app's own components   forms and buttons on its own pages" in asked
    assert "● external clients           a mobile app, a script, another company" in asked
    seen.type(f"{DOWN}{DOWN}{SPACE}{ENTER}")
    seen.until("A first resource with its fields (enter for none):")
    seen.until("forms, api, webhooks")
    seen.type(f"page text{ENTER}")
    seen.until("`page` cannot be a resource: `page` is a file name Next.js gives a meaning")
    # Ctrl-U empties the line.
    seen.type(f"\x15todos text:string{ENTER}")
    seen.until("Which of them send events?")
    seen.type(f"{SPACE}{ENTER}")
    shown = seen.until("Write it to")
    lines = shown.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("WHAT "))
    assert lines[start].split() == ["WHAT", "DOOR", "WHO", "CALLS", "IT", "GUARD", "WHY"]
    assert "│   ├── api/" in shown and all(len(line) <= 80 for line in lines[start:])
    assert not (tmp_path / "myapp").exists()
    seen.type("y")
    assert seen.end() == 0
    assert "next:\n  cd myapp\n  npm install && scaffold apply" in seen.shown
    spec = (tmp_path / "myapp/scaffold.toml").read_text()
    assert '"forms", "api", "webhooks"' in spec and "[webhook.github]" in spec and 'text = "string"' in spec


@pytest.mark.parametrize(
    ("flags", "asked", "stop"),
    [
        ((), "services that send events", CTRL_C),
        (("--for", "forms"), "A first resource", CTRL_D),
    ],
)
def test_whoever_thinks_better_of_it_gets_nothing(
    flags: tuple[str, ...], asked: str, stop: str, tmp_path: Path
) -> None:
    seen = Terminal(tmp_path, "new", "myapp", "--no-install", *flags)
    seen.until(asked)
    seen.type(stop)
    assert seen.end() == 1
    assert "error: stopped; nothing was written" in seen.shown and seen.shown.count("error:") == 1
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_in_the_middle_of_a_question_ends_it_in_one_message(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.default_int_handler)

    def interrupt(text: str) -> bool:
        os.kill(os.getpid(), number)
        return True

    try:
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            keys.send_text(ENTER)
            with pytest.raises(ScaffoldError, match="stopped; nothing was written"):
                ask._answer(questionary.text("Which?", validate=interrupt))
    finally:
        signal.signal(number, before)
    assert capfd.readouterr() == ("", "")


def test_a_signal_before_a_question_is_drawn_ends_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        asked = questionary.text("Which?")
        drawn = asked.application.reset
        monkeypatch.setattr(
            asked.application, "reset", lambda: (drawn(), os.kill(os.getpid(), signal.SIGINT))
        )
        with pytest.raises(ScaffoldError, match="stopped; nothing was written"):
            ask._answer(asked)


def test_adding_asks_for_fields_and_consumers(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    seen = Terminal(app, "add", "resource", "notes")
    seen.until("Which fields do notes have?")
    seen.type(ENTER)
    seen.until("At least one field.")
    seen.type(f"body:text{ENTER}")
    seen.until("Who will call notes?")
    seen.type(f"{SPACE}{ENTER}")
    assert seen.end() == 0
    assert "create  app/api/notes/route.ts" in seen.shown and not (app / "app/notes").exists()


def test_whoever_says_no_to_the_plan_gets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scaffold.cli.options.is_somebody_there", lambda: True)
    monkeypatch.setattr(ask, "confirm", lambda question: False)
    flags = ("--for", "forms", "--resource", "todos a:text", "--no-install")
    found = scaffold(tmp_path, "new", "myapp", *flags, code=1)
    assert "  app/todos/page.tsx\n" in found.out and found.err.startswith(
        "error: stopped; nothing was written"
    )
    assert os.listdir(tmp_path) == []


def test_which_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("scaffold.cli.options.is_somebody_there", lambda: True)
    monkeypatch.setattr(ask, "_tick", lambda question, choices: ["api"])
    said = scaffold(tmp_path, "which").out
    assert "write:  Route Handler" in said and "Server Action\n" not in said
    assert "write:  Server Action" in scaffold(tmp_path, "which", "--yes").out


def test_a_resource_is_read_as_a_shell_would() -> None:
    read = resource("todos 'mood:enum(so so,fine)' text", App("x", ("api", "webhooks")))
    assert [field.name for field in read.fields] == ["mood", "text"] and read.consumers == ("api",)
    assert resource("todos text", App("x", ("webhooks",))).consumers == ("forms",)
    with pytest.raises(UsageError, match="todos has no fields"):
        resource("todos", App("x", ("api",)))


def test_what_is_wrong_with_an_answer_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def attempt() -> object:
        return resource("todos", App("x", ("api",)))

    assert ask._why_not(attempt) == 'todos has no fields (such as "todos name:string")'
    monkeypatch.setattr(ask, "width", lambda: 30)
    assert ask._why_not(attempt) == "todos has no fields"


def test_nothing_is_asked_where_flags_say_so(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "resource", "notes", "body:text", "--yes")
    assert (app / "app/notes/page.tsx").is_file()


def test_what_rows_need_is_asked_for_and_checked(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "sql.txt").write_text('ALTER TABLE "todos" ALTER COLUMN "due" SET NOT NULL;')
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date"')
    seen = Terminal(app, "apply", PATH=os.environ["PATH"])
    seen.until("What do its rows get?")
    seen.type(f"tomorrow{ENTER}")
    seen.until("is not a day")
    assert not list((app / "db/migrations").glob("0001_*"))
    seen.type(f"\x152026-01-31{ENTER}")
    assert seen.end() == 0
    (made,) = (app / "db/migrations").glob("0001_*.sql")
    assert """SET "due" = '2026-01-31' WHERE "due" IS NULL;""" in made.read_text()


def test_what_goes_with_its_rows_is_typed_by_name(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "sql.txt").write_text('DROP TABLE "todos" CASCADE;')
    answering(app, bin, state({}, counts=(1000,)))
    command = ("remove", "resource", "todos")
    # Who says yes to all does not say that.
    seen = Terminal(app, *command, "--yes", PATH=os.environ["PATH"], columns=200)
    assert seen.end() == 1 and "--allow-data-loss" in seen.shown
    seen = Terminal(app, *command, PATH=os.environ["PATH"], columns=200)
    seen.until(
        "The migration drops the table todos (1000 rows), with what is stored there. To go on, type todos:"
    )
    seen.type(f"y{ENTER}")
    seen.until("type todos, or press Ctrl-C to keep it")
    assert (app / "db/schema/todos.ts").exists()
    seen.type(f"\x15todos{ENTER}")
    assert seen.end() == 0 and not (app / "db/schema/todos.ts").exists()


# The list of that app is another one today; what its people wrote into the old one they keep.
UPDATE = ("update", "--keep", "app/todos/page.tsx")


def test_an_update_is_shown_before_it_is_asked_for_and_written_once_it_is_agreed_to(tmp_path: Path) -> None:
    app = Path(shutil.copytree(EXAMPLES / "0.1.0", tmp_path / "shop"))
    lock = (app / ".scaffold/lock.json").read_bytes()
    for answer, code in (("n", 1), ("y", 0)):
        assert (app / ".scaffold/lock.json").read_bytes() == lock
        seen = Terminal(app, *UPDATE)
        shown = seen.until("Write it?")
        assert "create  lib/handler.ts" in shown and "why:" in shown
        assert "A resource's data module says who may do what" in shown
        seen.type(answer)
        assert seen.end() == code
    assert "npm install && scaffold apply" in seen.shown and "create" not in seen.shown
    assert (app / "lib/handler.ts").exists()
    # Where there is nothing to write, nothing is asked.
    again = Terminal(app, "update")
    assert again.end() == 0 and "Write it?" not in again.shown


def test_an_update_asks_nothing_where_nobody_is_to_be_asked(tmp_path: Path) -> None:
    app = Path(shutil.copytree(EXAMPLES / "0.1.0", tmp_path / "shop"))
    seen = Terminal(app, *UPDATE, "--yes")
    assert seen.end() == 0 and "Write it?" not in seen.shown
    assert (app / "lib/handler.ts").exists()
