"""A field is a column of Drizzle's, whose default serves the rows that are there already."""

from __future__ import annotations

import pytest
from hypothesis import given

from scaffold.generate.field_code import FieldCode
from scaffold.generate.orm.drizzle import MIGRATION_BREAK, Drizzle
from scaffold.spec.fields import Field, parse_field
from scaffold.spec.model import Action
from scaffold.spec.words import snake
from strategies import any_field

ORM = Drizzle()


def code(argument: str, **options: Action) -> FieldCode:
    return FieldCode(parse_field(argument), input_type="TodoInput", **options)


@pytest.mark.parametrize(
    ("argument", "column"),
    [
        ("text:string", 'text("text").notNull()'),
        ("dueDate:date?", 'date("due_date")'),
        ("count:integer=3", 'integer("count").notNull().default(3)'),
        ("rate:number?=3.14159", 'doublePrecision("rate").default(314159e-5)'),
        ("price:decimal=9.5", 'numeric("price", { precision: 19, scale: 4 }).notNull().default("9.5")'),
        (
            "at:datetime=2026-01-01T00:00:00Z",
            'timestamp("at", { withTimezone: true, precision: 3 }).notNull()'
            '.default(new Date("2026-01-01T00:00:00.000Z"))',
        ),
        ("mood:enum(a,b)=a", 'text("mood").$type<TodoInput["mood"]>().notNull().default("a")'),
        ('meta:json={"a":1}', 'json("meta").$type<TodoInput["meta"]>().notNull()'),
        ("note:text=a --> statement-breakpoint b", 'text("note").notNull()'),
    ],
)
def test_a_column(argument: str, column: str) -> None:
    assert ORM.column(code(argument)) == column


@given(any_field())
def test_a_column_is_empty_only_where_the_field_may_be(field: Field) -> None:
    written = FieldCode(field, input_type="TodoInput")
    text = ORM.column(written)
    assert text.split("(")[1].startswith(f'"{snake(field.name)}"')
    assert text.count(".notNull()") == (not field.optional)
    # A row that is there when the column comes has nothing else to put into it.
    has_default = field.default is not None and field.type != "json"
    assert text.endswith(f".default({written.default})") or not has_default


def test_no_default_can_end_a_statement_of_the_migration() -> None:
    field = Field("note", "text", default=f"a {MIGRATION_BREAK} b")
    assert MIGRATION_BREAK not in ORM.column(FieldCode(field))
