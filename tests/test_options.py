"""How a command works is told to it: what becomes of an open question, and whom to tell meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crashes import tree
from projects import todos_app
from scaffold import commands
from scaffold.commands import Missing, Options
from scaffold.errors import UsageError
from scaffold.options import DEFAULT


def test_an_open_question_is_raised_when_it_is_to_be_asked(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    asked, safe = Options(answers="asked"), Options(answers="safe", dry_run=True)
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: commands.new(tmp_path, "x", options=asked), "consumers"),
        (lambda: commands.new(tmp_path, "x", options=safe), "consumers"),
        (lambda: commands.new(tmp_path, "x", consumers=["api"], options=asked), "sign_in"),
        (lambda: commands.new(tmp_path, "x", consumers=["forms"], options=asked), "resources"),
        (
            lambda: commands.new(tmp_path, "x", consumers=["webhooks"], sign_in=True, options=asked),
            "webhooks",
        ),
        (lambda: commands.add_resource(app, "notes", options=asked), "fields"),
        (lambda: commands.add_resource(app, "notes", ["body:text"], options=asked), "consumers"),
        (lambda: commands.which(options=asked), "consumers"),
    ]
    for command, parameter in cases:
        with pytest.raises(Missing) as caught:
            command()
        assert caught.value.parameter == parameter
        assert caught.value.hint and caught.value.exit_code == 2
    commands.new(tmp_path, "x", consumers=["api"], options=safe)
    assert commands.add_resource(app, "notes", ["body:text"], options=safe).doors


@dataclass
class Heard:
    """Remember what a command told meanwhile."""

    told: list[str] = field(default_factory=list)

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        self.told.append(what)
        yield

    def waiting(self, who: str) -> None:
        self.told.append(who)

    def done(self, what: str) -> None:
        self.told.append(what)


def test_whoever_wants_to_know_is_told_what_is_under_way(tmp_path: Path) -> None:
    heard = Heard()
    commands.new(tmp_path, "myapp", install=False, commit=False, options=Options(progress=heard))
    assert len(heard.told) == 1 and heard.told[0].startswith("created ")


def test_a_question_that_nobody_can_answer_is_an_error_with_the_flag_that_does() -> None:
    question = Missing("consumers", "Who will call notes?", "--for forms,api", allowed=("forms", "api"))
    assert question.what == "who will call notes? There is nobody to ask"
    assert (question.hint, question.exit_code) == ("--for forms,api", 2)
    assert (question.question, question.allowed) == ("Who will call notes?", ("forms", "api"))


def test_a_library_call_asks_nobody_and_tells_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert (DEFAULT.dry_run, DEFAULT.answers, DEFAULT.interactive) == (False, "usual", False)
    with pytest.raises(ZeroDivisionError), DEFAULT.progress.working("Dividing"):
        raise ZeroDivisionError
    DEFAULT.progress.waiting("process 1")
    DEFAULT.progress.done("created x")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "command",
    [
        lambda app: commands.add_resource(app, "items", "abc"),
        lambda app: commands.add_resource(app, "items", ["a:text"], consumers="api"),
        lambda app: commands.add_action(app, "archiveTodo", "reason:text"),
        lambda app: commands.new(app, "x", consumers="api", options=Options(dry_run=True)),
        lambda app: commands.new(app, "x", resources="todos text:string", options=Options(dry_run=True)),
        lambda app: commands.new(app, "x", webhooks="stripe", options=Options(dry_run=True)),
        lambda app: commands.which("api"),
    ],
)
def test_one_text_is_no_list_of_texts(command: Callable[[Path], object], tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    with pytest.raises(UsageError, match="is a list of texts, not one text") as caught:
        command(app)
    assert caught.value.hint and caught.value.hint.endswith("]")
    assert tree(app) == before
