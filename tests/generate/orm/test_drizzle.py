"""A field is a column of Drizzle's, whose default serves the rows that are there already."""

from __future__ import annotations

import pytest

from scaffold.generate.field_code import FieldCode
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action


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
        ('meta:json={"a":1}', 'jsonb("meta").$type<TodoInput["meta"]>().notNull()'),
        ("note:text=a --> statement-breakpoint b", 'text("note").notNull()'),
    ],
)
def test_a_column(argument: str, column: str) -> None:
    assert code(argument).column == column
