"""A resource's fields: `due:date?`, `sku:string(max=20)!`, `mood:enum(good,bad)=good`, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NoReturn

from scaffold.errors import UsageError
from scaffold.spec import bounds, names, refs, words
from scaffold.spec.bounds import Brackets, Default
from scaffold.spec.field_type import FieldType
from scaffold.spec.field_types import TYPES, is_control

# The names of all types, in the order in which they are offered.
FIELD_TYPES = tuple(TYPES)
MAX_LABEL, MAX_HINT = 80, 200

_OTHER_WORDS = {word: type.name for type in TYPES.values() for word in type.other_words}
_TYPE = re.compile(r"\s*([A-Za-z_]*)")
_REST = re.compile(r"\s*((?:\?\s*)?!?|!\s*\?)\s*(=.*)?")
# Nearly every text has only letters that are allowed, and is through with this.
_PRINTABLE = re.compile(r"[ -~]*")


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one field; `default` is a JSON value, text for dates, decimals and UUIDs, JSON text for json.

    No two records have the same of one that is `unique`. `min` and `max` are the bounds of its values, those
    of a text being of its length. An empty label becomes the one derived from the name; `labels` are those of
    choices. A ref has the key of the resource that it refers to as its `target`, and says in `on_delete` what
    becomes of a record when that which it refers to is deleted: one of refs.RULES.
    """

    name: str
    type: str
    optional: bool = False
    default: Default = None
    choices: tuple[str, ...] = ()
    label: str = ""
    unique: bool = False
    min: Default = None
    max: Default = None
    hint: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    target: str = ""
    on_delete: str = ""

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", words.title(self.name))

    @property
    def brackets(self) -> Brackets:
        """Return what its type has in brackets."""
        return Brackets(self.choices, self.min, self.max, self.target, self.on_delete)

    @property
    def code(self) -> str:
        """Return what code, forms and the API call it: of a ref, what they have is an id."""
        return refs.id_of(self.name) if self.target else self.name

    def refuse_outside(self, value: Default, what: str) -> None:
        """Raise UsageError where a value of its type is not within its bounds."""
        bounds.refuse_outside(self.name, TYPES[self.type], self.brackets, value, what)


def parse_field(argument: str) -> Field:
    """Read `name:type[?][!][=default]`; a bare `name` is a string, `name?` an optional one."""
    name, colon, type = argument.partition(":")
    if not colon and name.endswith(("?", "!")):
        name, type = name.rstrip("?!"), f"string{name[len(name.rstrip('?!')) :]}"
    elif not colon and "=" in name:
        plain, _, default = name.partition("=")
        raise UsageError(
            f"{names.shown(argument)} has a default but no type",
            hint=f"try `{plain.rstrip('?!')}:string={default}`",
        )
    return parse_type(name, type if colon else type or "string")


def parse_fields(arguments: Iterable[str]) -> tuple[Field, ...]:
    """Read several fields; UsageError when two have one name."""
    fields: dict[str, Field] = {}
    for argument in arguments:
        field = parse_field(argument)
        if field.name in fields:
            raise UsageError(f"the field `{field.name}` is there twice", hint="name each field once")
        fields[field.name] = field
    return tuple(fields.values())


# Resources have the same few fields over and over: they are read once, and share one object.
@lru_cache(maxsize=4096)
def parse_type(name: str, text: str) -> Field:
    """Read what follows the colon, `enum(a,b)?=a`; a backslash keeps `,` `)` and itself in a choice."""
    name = names.field_name(name)
    _refuse_control(name, text)
    match = _TYPE.match(text)
    typed, rest = (match[1].lower(), text[match.end() :]) if match else ("", text)
    type = TYPES.get(typed)
    if type is None:
        _refuse_type(name, typed, text)
    brackets, rest = type.read_brackets(name, rest)
    match = _REST.fullmatch(rest)
    if not match:
        raise UsageError(
            f"field `{name}`: {names.shown(rest)} after {type.name} is not understood",
            hint="a field is name:type, then ? when it is optional, then ! when it is unique, then =default",
        )
    unique, optional = "!" in match[1], "?" in match[1]
    default = type.default(name, match[2][1:], brackets.choices) if match[2] else None
    if unique:
        _refuse_unique(name, type, default)
    choices, (lower, upper) = brackets.choices, brackets.both
    field = Field(name, type.name, optional, default, choices, "", unique, lower, upper)
    if brackets.target:
        refs.refuse(name, brackets, optional=optional)
        field = replace(field, target=brackets.target, on_delete=brackets.on_delete)
    if default is not None:
        field.refuse_outside(default, "the default")
    return field


def format_type(field: Field) -> str:
    """Write what parse_type reads; labels and the hint are not part of it."""
    type = TYPES[field.type]
    text = type.name + type.write_brackets(field.brackets)
    text += ("?" if field.optional else "") + ("!" if field.unique else "")
    return text if field.default is None else f"{text}={type.spell(field.default)}"


def checked_label(name: str, label: str, what: str = "label", most: int = MAX_LABEL) -> str:
    """Return a label people will read above the input; UsageError when it is empty, long or not one line."""
    _refuse_control(name, label)
    if not label.strip() or len(label) > most:
        raise UsageError(f"field `{name}`: a {what} has 1 to {most} characters", hint=f"shorten the {what}")
    return label.strip()


def checked_hint(name: str, hint: str) -> str:
    """Return a sentence people will read below the input; UsageError as `checked_label` has it."""
    return checked_label(name, hint, "hint", MAX_HINT)


def checked_labels(field: Field, labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return labels of choices, in the order of these; UsageError where one is of no choice."""
    for choice in labels:
        if choice not in field.choices:
            listed = names.shown(", ".join(field.choices))[1:-1]
            raise UsageError(
                f"field `{field.name}`: {names.shown(choice)} is none of its choices, and has no label",
                hint=f"the choices are {listed}"
                if field.choices
                else "name a choice of an enum; what the field itself is called is its label",
            )
    said = {choice: checked_label(field.name, label) for choice, label in labels.items()}
    return tuple((choice, said[choice]) for choice in field.choices if said.get(choice, choice) != choice)


def _refuse_unique(name: str, type: FieldType, default: Default) -> None:
    """Raise UsageError where no two records could have what they are to have."""
    if type.alike:
        together = "" if type.name == "json" else f"; together with another field: --unique {name},OTHER"
        raise UsageError(
            f"field `{name}`: {type.name} cannot be unique, for {type.alike}",
            hint=f"leave out the !, as in `{name}:{type.example}`{together}",
        )
    if default is not None:
        raise UsageError(
            f"field `{name}`: what is unique has no default, which would be the same for two records",
            hint=f"try `{name}:{type.name}!` or, where it may be left out, `{name}:{type.name}?!`",
        )


def _refuse_type(name: str, typed: str, text: str) -> NoReturn:
    types = f"the types are {', '.join(FIELD_TYPES)}"
    if not typed:
        what = f": no type {names.shown(text)}" if text.strip() else " has no type"
        raise UsageError(f"field `{name}`{what}", hint=f"try `{name}:string`; {types}")
    near = _OTHER_WORDS.get(typed) or names.nearest(typed, FIELD_TYPES)
    raise UsageError(
        f"field `{name}`: no type {names.shown(typed)}",
        hint=f"try `{name}:{TYPES[near].example}`; {types}" if near else types,
    )


def _refuse_control(name: str, text: str) -> None:
    if _PRINTABLE.fullmatch(text):
        return
    for letter in text:
        if is_control(letter):
            raise UsageError(
                f"field `{name}`: the character U+{ord(letter):04X} is not allowed",
                hint="type it on one line, in printable characters",
            )
