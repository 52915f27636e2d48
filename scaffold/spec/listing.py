"""How the records of a resource are listed: which field names one, and in which order they come."""

from __future__ import annotations

from typing import NamedTuple

from scaffold.errors import UsageError
from scaffold.spec import names
from scaffold.spec.model import NEWEST, Resource

# What every list can be asked for, and what a parameter has after the name of a field that has an order
# (lib/list.ts).
PARAMETERS = ("limit", "sort", "after", "fields", "q", "createdAt", "createdAtFrom", "createdAtBefore")
ENDINGS = ("", "From", "Before", "Min", "Max")
# What people sort by; the rest has no order that means something to them.
ORDERED = ("string", "integer", "number", "decimal", "date", "datetime")
# What is no name of a record.
NAMELESS = ("boolean", "json", "ref")


class Sort(NamedTuple):
    """Say by which field a list is sorted; `createdAt` is one, too."""

    field: str
    descending: bool

    def __str__(self) -> str:
        return f"-{self.field}" if self.descending else self.field


def sort(resource: Resource) -> Sort:
    """Return how a list is sorted that nobody asked for in another order."""
    return read_sort(resource.sort or NEWEST)


def read_sort(text: str) -> Sort:
    """Read `due`, or `-due` for what is largest first; UsageError where it is no name."""
    name = text.strip().removeprefix("-")
    return Sort("createdAt" if name == "createdAt" else names.field_name(name), text.strip().startswith("-"))


def refuse(resource: Resource) -> None:
    """Raise UsageError where a resource is listed by what it does not have, or by what has no order."""
    key, fields = resource.noun.key, {field.name: field for field in resource.fields}
    by = sort(resource).field
    for name, what in (
        (resource.heading, "name its records"),
        ("" if by == "createdAt" else by, "sort them"),
    ):
        if name and name not in fields:
            near = names.nearest(name, fields)
            hint = f"did you mean {near}?" if near else f"name one that {key} has: {', '.join(fields)}"
            raise UsageError(f"{key} has no field {names.shown(name)}, which is to {what}", hint=hint)
    if resource.heading and fields[resource.heading].type in NAMELESS:
        named = [field.name for field in resource.fields if field.type not in NAMELESS]
        raise UsageError(
            f"`{resource.heading}` of {key} is {fields[resource.heading].type}, which names no record",
            hint=f"--heading {named[0]}" if named else "leave the heading out",
        )
    if by == "createdAt":
        return
    taken = by in PARAMETERS or any(f"{by}{ending}" in PARAMETERS for ending in ENDINGS)
    if taken or fields[by].type not in ORDERED:
        why = (
            "is a parameter of every list"
            if taken
            else f"is {fields[by].type}, which has no order for people"
        )
        ordered = [
            field.name for field in resource.fields if field.type in ORDERED and field.name not in PARAMETERS
        ]
        raise UsageError(
            f"{key} cannot be sorted by `{by}`: it {why}",
            hint=" or ".join(f"--sort {name}" for name in (*ordered, NEWEST)),
        )
