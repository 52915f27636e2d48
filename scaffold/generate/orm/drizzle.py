"""A field as a column of Drizzle's, on PostgreSQL."""

from __future__ import annotations

from scaffold.spec import words
from scaffold.spec.fields import Field

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
    "json": 'jsonb("{name}")',
}
# SQL says less about these than the schema does.
NARROWED = ("enum", "json")


def column(field: Field, default: str, input_type: str) -> str:
    """Write the column of a field; `input_type` is the TypeScript type of what the schema puts out."""
    text = COLUMNS[field.type].replace("{name}", words.snake(field.name))
    if field.type in NARROWED:
        text += f'.$type<{input_type}["{field.name}"]>()'
    if not field.optional:
        text += ".notNull()"
    # The schema has every default; here they serve rows that exist when a column is added. Not for json:
    # Drizzle would have to be given the value as an object literal.
    stored = field.type != "json" and MIGRATION_BREAK not in str(field.default)
    if field.default is not None and stored:
        text += f".default({default})"
    return text
