"""A resource's fields: `due:date?`, `mood:enum(good,bad)=good`, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from scaffold.errors import UsageError
from scaffold.spec import defaults, names, words

FIELD_TYPES = (
    "string",
    "text",
    "integer",
    "number",
    "decimal",
    "boolean",
    "date",
    "datetime",
    "enum",
    "email",
    "url",
    "uuid",
    "json",
)
# What people type who know another tool.
_OTHER_WORDS = {
    "str": "string",
    "varchar": "string",
    "char": "string",
    "longtext": "text",
    "int": "integer",
    "bigint": "integer",
    "serial": "integer",
    "float": "number",
    "double": "number",
    "real": "number",
    "money": "decimal",
    "numeric": "decimal",
    "bool": "boolean",
    "timestamp": "datetime",
    "time": "datetime",
    "uri": "url",
    "link": "url",
    "guid": "uuid",
    "object": "json",
    "jsonb": "json",
    "array": "json",
    "choice": "enum",
    "select": "enum",
}
MAX_CHOICE = 60
MAX_LABEL = 80
MAX_DEFAULT = {"text": 2000, "json": 2000, "url": 2000}


Default = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one field; `default` is a JSON value, text for dates, decimals and UUIDs, JSON text for json.

    An empty label becomes the one derived from the name.
    """

    name: str
    type: str
    optional: bool = False
    default: Default = None
    choices: tuple[str, ...] = ()
    label: str = ""

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", words.title(self.name))


def parse_field(arg: str) -> Field:
    """Read `name:type[?][=default]`; a bare `name` is a string, `name?` an optional one."""
    name, colon, kind = arg.partition(":")
    if not colon and name.endswith("?"):
        name, kind = name[:-1], "string?"
    elif not colon and "=" in name:
        plain, _, default = name.partition("=")
        raise UsageError(
            f"{names.shown(arg)} has a default but no type",
            hint=f"try `{plain.rstrip('?')}:string={default}`",
        )
    return parse_type(name, kind if colon else kind or "string")


def parse_fields(arguments: Iterable[str]) -> tuple[Field, ...]:
    """Read several fields; UsageError when two have one name."""
    found: dict[str, Field] = {}
    for argument in arguments:
        field = parse_field(argument)
        if field.name in found:
            raise UsageError(f"the field `{field.name}` is there twice", hint="name each field once")
        found[field.name] = field
    return tuple(found.values())


def parse_type(name: str, text: str) -> Field:
    """Read what follows the colon, `enum(a,b)?=a`; a backslash keeps `,` `)` and itself in a choice."""
    name = names.field_name(name)
    _refuse_control(name, text)
    match = re.match(r"\s*([A-Za-z_]*)", text)
    kind, rest = (match[1].lower(), text[match.end() :]) if match else ("", text)
    choices: tuple[str, ...] = ()
    if kind in FIELD_TYPES and rest.lstrip().startswith("(") and kind != "enum":
        raise UsageError(f"field `{name}`: {kind} takes nothing in brackets", hint=f"try `{name}:{kind}`")
    if kind == "enum":
        choices, rest = _choices(name, rest)
    elif kind not in FIELD_TYPES:
        _refuse_type(name, kind, text)
    match = re.fullmatch(r"\s*(\??)\s*(=.*)?", rest)
    if not match:
        raise UsageError(
            f"field `{name}`: {names.shown(rest)} after {kind} is not understood",
            hint="a field is name:type, then ? when it is optional, then =default",
        )
    default = _default(name, kind, match[2][1:], choices) if match[2] else None
    return Field(name, kind, optional=bool(match[1]), default=default, choices=choices)


def format_type(field: Field) -> str:
    """Write what parse_type reads; the label is not part of it."""
    text = field.type
    if field.type == "enum":
        text += f"({','.join(_escape(choice) for choice in field.choices)})"
    if field.optional:
        text += "?"
    if field.default is None:
        return text
    if isinstance(field.default, bool):
        return f"{text}={'true' if field.default else 'false'}"
    if isinstance(field.default, float) and field.default.is_integer() and abs(field.default) < 1e15:
        return f"{text}={int(field.default)}"
    return f"{text}={field.default}"


def checked_label(name: str, label: str) -> str:
    """Return a label people will read above the input; UsageError when it is empty, long or not one line."""
    _refuse_control(name, label)
    if not label.strip() or len(label) > MAX_LABEL:
        raise UsageError(f"field `{name}`: a label has 1 to {MAX_LABEL} characters", hint="shorten the label")
    return label.strip()


def _refuse_type(name: str, kind: str, text: str) -> NoReturn:
    if kind == "ref":
        raise UsageError(
            f"field `{name}`: ref, a link to another resource, comes in a later version",
            hint=f"until then keep the other id: `{name}Id:uuid`"
            if not name.endswith("Id")
            else f"try `{name}:uuid`",
        )
    if not kind:
        what = (
            f"field `{name}` has no type"
            if not text.strip()
            else f"field `{name}`: no type {names.shown(text)}"
        )
        raise UsageError(what, hint=f"try `{name}:string`; the types are {', '.join(FIELD_TYPES)}")
    near = _OTHER_WORDS.get(kind)
    if near is None:
        near = names.nearest(kind, FIELD_TYPES)
    example = "enum(a,b)" if near == "enum" else near
    raise UsageError(
        f"field `{name}`: no type {names.shown(kind)}",
        hint=(f"try `{name}:{example}`; " if near else "") + f"the types are {', '.join(FIELD_TYPES)}",
    )


def _choices(name: str, rest: str) -> tuple[tuple[str, ...], str]:
    """Split `(a,b)?=a` into its choices and what follows the closing bracket."""
    hint = f"try `{name}:enum(draft,published)`"
    rest = rest.lstrip()
    if not rest.startswith("("):
        raise UsageError(f"field `{name}`: enum needs its choices in brackets", hint=hint)
    choices, word, at = [], "", 1
    while True:
        letter = rest[at : at + 1]
        if not letter:
            raise UsageError(
                f"field `{name}`: the brackets of enum do not close, or more than ? and =default follows",
                hint=hint,
            )
        if letter == "\\" and rest[at + 1 : at + 2] in (",", ")", "\\"):
            word, at = word + rest[at + 1], at + 2
            continue
        at += 1
        # A bracket inside a choice, `Smith (Jr), other`, is not the end of the list.
        if letter == ")" and re.fullmatch(r"\s*\??\s*(=.*)?", rest[at:]):
            choices.append(word.strip())
            break
        if letter == ",":
            choices.append(word.strip())
            word = ""
        else:
            word += letter
    for choice in choices:
        if not choice or len(choice) > MAX_CHOICE:
            raise UsageError(f"field `{name}`: a choice has 1 to {MAX_CHOICE} characters", hint=hint)
        if choices.count(choice) > 1:
            raise UsageError(f"field `{name}`: {names.shown(choice)} is listed twice", hint=hint)
    return tuple(choices), rest[at:]


def _escape(choice: str) -> str:
    choice = choice.replace("\\", "\\\\").replace(",", "\\,")
    return re.sub(r"\)(?=\s*\??\s*=)", r"\\)", choice)


def _default(name: str, kind: str, text: str, choices: tuple[str, ...]) -> Default:
    if len(text) > MAX_DEFAULT.get(kind, 200):
        raise UsageError(
            f"field `{name}`: the default is longer than {MAX_DEFAULT.get(kind, 200)} characters",
            hint="shorten the default",
        )
    if kind in ("string", "text"):
        return text
    if kind == "enum":
        if text not in choices:
            listed = names.shown(", ".join(choices))[1:-1]
            raise UsageError(
                f"field `{name}`: the default {names.shown(text)} is not one of its choices",
                hint=f"the choices are {listed}",
            )
        return text
    value = defaults.value(kind, text.strip())
    if value is None:
        expected = defaults.EXAMPLES[kind]
        raise UsageError(
            f"field `{name}`: the default {names.shown(text)} is not {re.split(',? such as', expected)[0]}",
            hint=f"{kind} takes {expected}",
        )
    return value


def _refuse_control(name: str, text: str) -> None:
    for letter in text:
        if defaults.is_control(letter):
            raise UsageError(
                f"field `{name}`: the character U+{ord(letter):04X} is not allowed",
                hint="type it on one line, in printable characters",
            )
