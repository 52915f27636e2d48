"""What each field type is in TypeScript: column, schema, input, sample; laid out as Biome would.

Templates keep the text; the lines here depend on how long a name is, and the formatter of the generated
app breaks a line at 100 columns. Tests run Biome over generated names to prove that both agree.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from scaffold import names
from scaffold.fields import Field

WIDTH = 100
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Kind:
    """Say how a field type is stored, checked, typed in and tried out; `{name}` is the SQL column."""

    column: str
    imports: str
    schema: tuple[str, ...]
    control: str
    component: str = "InputField"
    attributes: tuple[str, ...] = ()
    sample: object = None
    wrong: str = ""


KINDS = {
    "string": Kind(
        'text("{name}")',
        "text",
        ("z", "string()", "trim()", "min(1)", "max(255)"),
        "text",
        attributes=("maxLength={255}",),
        sample="Example",
    ),
    "text": Kind(
        'text("{name}")',
        "text",
        ("z", "string()", "trim()", "min(1)", "max(10_000)"),
        "text",
        component="TextareaField",
        attributes=("maxLength={10_000}",),
        sample="Example",
    ),
    "integer": Kind(
        'integer("{name}")',
        "integer",
        ("z", "int32()"),
        "number",
        attributes=('type="number"', "step={1}"),
        sample=7,
        wrong="seven",
    ),
    "number": Kind(
        'doublePrecision("{name}")',
        "doublePrecision",
        ("z", "number()"),
        "number",
        attributes=('type="number"', 'step="any"'),
        sample=1.5,
        wrong="one and a half",
    ),
    "decimal": Kind(
        'numeric("{name}", { precision: 19, scale: 4 })',
        "numeric",
        ("decimal()",),
        "text",
        attributes=('inputMode="decimal"',),
        sample="12.5000",
        wrong="twelve",
    ),
    "boolean": Kind(
        'boolean("{name}")',
        "boolean",
        ("z", "boolean()"),
        "checkbox",
        component="CheckboxField",
        sample=True,
    ),
    "date": Kind(
        'date("{name}")',
        "date",
        ("day()",),
        "text",
        attributes=('type="date"',),
        sample="2026-01-31",
        wrong="the last day of January",
    ),
    "datetime": Kind(
        'timestamp("{name}", { withTimezone: true, precision: 3 })',
        "timestamp",
        ("moment()",),
        "datetime",
        attributes=('type="datetime-local"', 'step="any"', 'hint="In UTC."'),
        sample="2026-01-31T12:00:00.000Z",
        wrong="noon",
    ),
    "enum": Kind(
        'text("{name}")',
        "text",
        ("z", "enum({choices})"),
        "text",
        component="SelectField",
        wrong="none of these",
    ),
    "email": Kind(
        'text("{name}")',
        "text",
        ("z", "email()", "max(254)"),
        "text",
        attributes=('type="email"', "maxLength={254}"),
        sample="name@example.com",
        wrong="nobody",
    ),
    "url": Kind(
        'text("{name}")',
        "text",
        ("webAddress()",),
        "text",
        attributes=('type="url"', "maxLength={2048}"),
        sample="https://example.com/",
        wrong="javascript:alert(1)",
    ),
    "uuid": Kind(
        'uuid("{name}")',
        "uuid",
        ("z", "uuid()"),
        "text",
        attributes=('className="font-mono"',),
        sample="0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e",
        wrong="not-a-uuid",
    ),
    "json": Kind(
        'jsonb("{name}")',
        "jsonb",
        ("z", "json()"),
        "json",
        component="TextareaField",
        sample={"example": [1, 2]},
        wrong="{broken",
    ),
}
# Helpers in lib/schemas/fields.ts for what zod alone does not say.
SCHEMA_HELPERS = {"date": "day", "datetime": "moment", "decimal": "decimal", "url": "webAddress"}


@dataclass(frozen=True, slots=True)
class FieldCode:
    """Write one field of a resource or action in every place that has a line for it."""

    field: Field
    # The TypeScript type of all input, for columns that are narrower than SQL says.
    input_type: str = ""
    # The action whose field it is, so that two actions may have a field of the same name.
    owner: str = ""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def type(self) -> str:
        return self.field.type

    @property
    def kind(self) -> Kind:
        return KINDS[self.field.type]

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def choices(self) -> str:
        """Name the constant that lists an enum's choices."""
        if self.owner:
            return f"{self.owner}{self.name[0].upper()}{self.name[1:]}Choices"
        return f"{self.name}Choices"

    @property
    def narrowed(self) -> bool:
        return self.type in ("enum", "json")

    @property
    def required(self) -> bool:
        """Say whether leaving the field out of a body is an error."""
        return not self.field.optional and self.field.default is None

    def choices_declaration(self) -> str:
        items = [string(choice) for choice in self.field.choices]
        return group(f"export const {self.choices} = [", items, "] as const;")

    def schema_line(self, depth: int) -> str:
        head, *calls = self.kind.schema
        calls = [call.replace("{choices}", self.choices) for call in calls]
        if self.field.optional:
            calls.append("nullable()")
        return chain(depth, f"{self.name}: {head}", calls, ",")

    def default_line(self, depth: int) -> str | None:
        """Return the line that gives a new record its default, or None where a client has to say."""
        if self.required:
            return None
        value = "null" if self.field.default is None else self.default()
        return group(f"{INDENT * depth}{self.name}: fields.{self.name}.default(", [value], "),")

    def column_line(self, depth: int) -> str:
        calls = []
        if self.narrowed:
            calls.append(f'$type<{self.input_type}["{self.name}"]>()')
        if not self.field.optional:
            calls.append("notNull()")
        # The schema has every default; here they serve rows that exist when a column is added. Not for json:
        # Drizzle would have to be given the value as an object literal.
        if self.field.default is not None and self.type != "json":
            calls.append(f"default({self.default()})")
        head = self.kind.column.replace("{name}", names.snake(self.name))
        return chain(depth, f"{self.name}: {head}", calls, ",")

    def control_line(self, depth: int) -> str:
        optional = "?" if self.field.optional else ""
        return f'{INDENT * depth}{self.name}: "{self.kind.control}{optional}",'

    def initial_line(self, depth: int, record: str) -> str:
        """Return the line of the form's starting values: the record's, or the default of a new one."""
        to_text = "jsonText" if self.type == "json" else "inputText"
        value = f"{record}?.{self.name}"
        if self.field.default is not None:
            value = f"{record} ? {record}.{self.name} : {self.default()}"
        return group(f"{INDENT * depth}{self.name}: {to_text}(", [value], "),")

    def element(self, depth: int) -> str:
        """Return the form's input for this field."""
        attributes = [attribute("label", self.label), f'name="{self.name}"']
        if self.kind.component == "CheckboxField":
            attributes.append(f'defaultChecked={{values.{self.name} === "on"}}')
        else:
            attributes.append(f"defaultValue={{values.{self.name}}}")
        attributes.append(f"errors={{state.fieldErrors?.{self.name}}}")
        if self.type == "enum":
            attributes.append(f"options={{{self.choices}}}")
        attributes += self.kind.attributes
        if not self.field.optional and self.kind.component != "CheckboxField":
            attributes.append("required")
        return element(depth, self.kind.component, attributes)

    def detail_line(self, depth: int, record: str) -> str:
        term = attribute("term", self.label)
        return element(depth, "Detail", [term, f"value={{{record}.{self.name}}}"])

    def start_line(self, depth: int) -> str:
        """Return the line of an action form's starting values."""
        return f"{INDENT * depth}{self.name}: {string(self.start())},"

    def start(self) -> str:
        """Return the default as the text of its input."""
        default = self.field.default
        if default is None or default is False:
            return ""
        if default is True:
            return "on"
        if self.type == "datetime":
            return str(default).removesuffix("Z")
        return default if isinstance(default, str) else _number(default)

    def fill_line(self, depth: int) -> str:
        """Return the browser test's line that types a valid value."""
        locator = f"page.locator('[name=\"{self.name}\"]').first()"
        if self.type == "boolean":
            return f"{INDENT * depth}await {locator}.check();"
        if self.type == "enum":
            return group(f"{INDENT * depth}await {locator}.selectOption(", [string(self.form_sample())], ");")
        return group(f"{INDENT * depth}await {locator}.fill(", [string(self.form_sample())], ");")

    def blank_line(self, depth: int) -> str:
        return f'{INDENT * depth}await page.locator(\'[name="{self.name}"]\').first().fill("  ");'

    @property
    def wrong_sample(self) -> str:
        """Write a value of a JSON body that the schema refuses."""
        if self.type == "json":
            # Everything that JSON can say is valid, except nothing where something is required.
            return "undefined"
        return "1" if self.type not in ("integer", "number") else '"1"'

    @property
    def form_wrong(self) -> str | None:
        """Return a text that the form refuses, or None where every text is fine."""
        if self.type in ("string", "text"):
            return None if self.field.optional else ""
        return self.kind.wrong or None

    def sample_line(self, depth: int) -> str:
        return f"{INDENT * depth}{self.name}: {self.sample()},"

    def form_sample_line(self, depth: int) -> str:
        return f"{INDENT * depth}{self.name}: {string(self.form_sample())},"

    def sample(self) -> str:
        """Write a valid value as a client sends it."""
        if self.type == "enum":
            return string(self.field.choices[0])
        if self.type == "json":
            return "{ example: [1, 2] }"
        return literal(self.kind.sample)

    def form_sample(self) -> str:
        """Return the text that a person would type for the same value."""
        sample = self.kind.sample
        if self.type == "enum":
            return self.field.choices[0]
        if self.type == "boolean":
            return "on"
        if self.type == "datetime":
            return "2026-01-31T12:00"
        return sample if isinstance(sample, str) else json.dumps(sample)

    def default(self) -> str:
        """Write the default as the TypeScript value that the schema puts out."""
        value = literal(self.field.default)
        if self.type == "json":
            return f"JSON.parse({value})"
        return f"new Date({value})" if self.type == "datetime" else value


def string(text: str) -> str:
    """Write any text as a string literal, with the quotes that need fewer escapes, as Biome would."""
    body = json.dumps(text, ensure_ascii=False)[1:-1]
    # Line separators end a line in some JavaScript tools.
    body = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x7f", "\\u007f")
    if text.count('"') > text.count("'"):
        return "'" + body.replace('\\"', '"').replace("'", "\\'") + "'"
    return f'"{body}"'


def literal(value: object) -> str:
    """Write text, a number, a truth value or nothing as TypeScript."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return _number(value)
    raise TypeError(f"not a literal: {value!r}")


def _number(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return json.dumps(value).replace("e+", "e").replace("E", "e")


def attribute(name: str, text: str) -> str:
    """Write text as a JSX attribute; what JSX would read as an entity or quote goes into an expression."""
    if any(letter in text for letter in '"&\\\u2028\u2029'):
        return f"{name}={{{string(text)}}}"
    return f'{name}="{text}"'


def group(open: str, items: list[str], close: str) -> str:
    """Put items on one line if they fit, else one on each line with a trailing comma."""
    line = f"{open}{', '.join(items)}{close}"
    if len(line) <= WIDTH:
        return line
    depth = (len(open) - len(open.lstrip(" "))) // len(INDENT)
    inner = INDENT * (depth + 1)
    return "\n".join([open.rstrip(), *(f"{inner}{item}," for item in items), INDENT * depth + close.lstrip()])


def chain(depth: int, head: str, calls: list[str], end: str) -> str:
    """Write a chain of method calls on one line if it fits, else a call on each line."""
    line = INDENT * depth + ".".join([head, *calls]) + end
    if len(line) <= WIDTH or not calls:
        return line
    inner = INDENT * (depth + 1)
    rest = [f"{inner}.{call}" for call in calls]
    return "\n".join([INDENT * depth + head, *rest]) + end


def query(head: str, calls: list[str]) -> str:
    """Write an awaited chain of more than two calls, which Biome breaks when it does not fit."""
    depth = (len(head) - len(head.lstrip(" "))) // len(INDENT)
    return chain(depth, head.lstrip(" "), calls, ";")


def element(depth: int, tag: str, attributes: list[str]) -> str:
    """Write a self-closing JSX element, its attributes on one line if they fit."""
    indent = INDENT * depth
    line = f"{indent}<{tag} {' '.join(attributes)} />"
    if len(line) <= WIDTH:
        return line
    inner = INDENT * (depth + 1)
    return "\n".join([f"{indent}<{tag}", *(inner + item for item in attributes), f"{indent}/>"])
