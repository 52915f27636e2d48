"""What was said about rows is read once; what they need is what nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.errors import UsageError
from scaffold.options import Options
from scaffold.project.plan import Plan, raw_change
from scaffold.rows.said import about
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names
from scaffold.tools.effect import effect

FIELDS = parse_fields(["text:string", "mood:enum(a,c)"])
SPEC = Spec(App("x", ("api",)), (Resource(resource_names("todos"), ("api",), fields=FIELDS),))
NEW = effect('ALTER TABLE "todos" ADD COLUMN "text" text NOT NULL;', {})


def test_what_nobody_said_is_needed(tmp_path: Path) -> None:
    rows = about(tmp_path, Plan(), SPEC, Options())
    assert [want.target for want in rows.wants(NEW)] == ["todos.text"]
    assert rows.updates() == [] and rows.unused(NEW) == ()


def test_what_was_said_is_an_answer(tmp_path: Path) -> None:
    rows = about(tmp_path, Plan(), SPEC, Options(backfill=("text=x", "mood=a"), data_loss=True))
    answers = rows.answers()
    assert answers.loss and answers.values["todos", "text"].sql == "'x'"
    filled = effect("""ALTER TABLE "todos" ADD COLUMN "text" text DEFAULT 'x';""", {})
    assert rows.unused(filled) == ("mood=a",)
    with pytest.raises(UsageError):
        about(tmp_path, Plan(), SPEC, Options(backfill=("nothing=x",)))


def test_an_enum_that_changes_is_looked_up_in_the_migrations_there_are(tmp_path: Path) -> None:
    path = ".scaffold/base/lib/choices/todos.ts.txt"
    change = raw_change(path, b'export const moodChoices = ["a", "b"] as const;\n', b"new")
    # Without a migration there is no table, and so no row.
    assert about(tmp_path, Plan(internal=(change,)), SPEC, Options()).narrowed == ()
