"""What each field type is in the generated app: its column, its schema, its input, a value to try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """Say how a field type is stored, checked, typed in and tried out; `{name}` is the SQL column."""

    column: str
    imports: str
    schema: str
    control: str
    component: str = "InputField"
    attributes: tuple[str, ...] = ()
    sample: object = None
    wrong: str = ""


KINDS = {
    "string": Kind(
        'text("{name}")',
        "text",
        "z.string().trim().min(1).max(255)",
        "text",
        attributes=("maxLength={255}",),
        sample="Example",
    ),
    "text": Kind(
        'text("{name}")',
        "text",
        "z.string().trim().min(1).max(10_000)",
        "text",
        component="TextareaField",
        attributes=("maxLength={10_000}",),
        sample="Example",
    ),
    "integer": Kind(
        'integer("{name}")',
        "integer",
        "z.int32()",
        "number",
        attributes=('type="number"', "step={1}"),
        sample=7,
        wrong="seven",
    ),
    "number": Kind(
        'doublePrecision("{name}")',
        "doublePrecision",
        "z.number()",
        "number",
        attributes=('type="number"', 'step="any"'),
        sample=1.5,
        wrong="one and a half",
    ),
    "decimal": Kind(
        'numeric("{name}", { precision: 19, scale: 4 })',
        "numeric",
        "decimal()",
        "text",
        attributes=('inputMode="decimal"',),
        sample="12.5000",
        wrong="twelve",
    ),
    "boolean": Kind(
        'boolean("{name}")',
        "boolean",
        "z.boolean()",
        "checkbox",
        component="CheckboxField",
        sample=True,
    ),
    "date": Kind(
        'date("{name}")',
        "date",
        "day()",
        "text",
        attributes=('type="date"',),
        sample="2026-01-31",
        wrong="the last day of January",
    ),
    "datetime": Kind(
        'timestamp("{name}", { withTimezone: true, precision: 3 })',
        "timestamp",
        "moment()",
        "datetime",
        attributes=('type="datetime-local"', 'step="any"', 'hint="In UTC."'),
        sample="2026-01-31T12:00:00.000Z",
        wrong="noon",
    ),
    "enum": Kind(
        'text("{name}")',
        "text",
        "z.enum({choices})",
        "text",
        component="SelectField",
        wrong="none of these",
    ),
    "email": Kind(
        'text("{name}")',
        "text",
        "z.email().max(254)",
        "text",
        attributes=('type="email"', "maxLength={254}"),
        sample="name@example.com",
        wrong="nobody",
    ),
    "url": Kind(
        'text("{name}")',
        "text",
        "webAddress()",
        "text",
        attributes=('type="url"', "maxLength={2048}"),
        sample="https://example.com/",
        wrong="javascript:alert(1)",
    ),
    "uuid": Kind(
        'uuid("{name}")',
        "uuid",
        "z.uuid()",
        "text",
        attributes=('className="font-mono"',),
        sample="0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e",
        wrong="not-a-uuid",
    ),
    "json": Kind(
        'jsonb("{name}")',
        "jsonb",
        "anyJson()",
        "json",
        component="TextareaField",
        sample={"example": [1, 2]},
        wrong="{broken",
    ),
}
# Helpers in lib/field-types.ts for what zod alone does not say.
SCHEMA_HELPERS = {
    "date": "day",
    "datetime": "moment",
    "decimal": "decimal",
    "json": "anyJson",
    "url": "webAddress",
}
