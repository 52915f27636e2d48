"""A field as a column of Drizzle's, on PostgreSQL."""

from __future__ import annotations

from scaffold.generate.field_code import FieldCode
from scaffold.generate.orm import Orm
from scaffold.spec import words

# Drizzle takes this for the end of a statement, in a migration, wherever it stands.
MIGRATION_BREAK = "--> statement-breakpoint"
COLUMNS = {
    "string": 'text("{name}")',
    "text": 'text("{name}")',
    "integer": 'integer("{name}")',
    "number": 'doublePrecision("{name}")',
    "decimal": 'numeric("{name}", { precision: 19, scale: 4 })',
    "boolean": 'boolean("{name}")',
    "date": 'date("{name}")',
    "datetime": 'timestamp("{name}", { withTimezone: true, precision: 3 })',
    "enum": 'text("{name}")',
    "email": 'text("{name}")',
    "url": 'text("{name}")',
    "uuid": 'uuid("{name}")',
    "json": 'json("{name}")',
    "ref": 'uuid("{name}")',
}
# SQL says less about these than the schema does.
NARROWED = ("enum", "json")


class Drizzle(Orm):
    """Drizzle: tables are TypeScript, and so are queries."""

    name = "drizzle"
    suffix = ".ts"

    def column(self, field: FieldCode) -> str:
        """Write a column, with the type of what the schema puts out where SQL says less."""
        kind, default = field.field.type, field.field.default
        text = COLUMNS[kind].replace("{name}", words.snake(field.name))
        if kind in NARROWED:
            text += f'.$type<{field.input_type}["{field.name}"]>()'
        if not field.optional:
            text += ".notNull()"
        # The schema has every default; here they serve rows that exist when a column is added. Not for json:
        # Drizzle would have to be given the value as an object literal.
        stored = kind != "json" and MIGRATION_BREAK not in str(default)
        if default is not None and stored:
            text += f".default({field.default})"
        return text
