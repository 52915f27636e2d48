"""What tells the records of a resource apart: what no two have alike, which field names one, their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scaffold.generate import titles
from scaffold.generate.field_code import FieldCode
from scaffold.generate.role_view import RoleView
from scaffold.merge.order import natural
from scaffold.spec import listing, unique
from scaffold.spec.listing import Sort


class RuleCode(NamedTuple):
    """Write one rule: the fields of which no two records have the same, together."""

    fields: Sequence[FieldCode]

    @property
    def columns(self) -> str:
        return ", ".join(f"table.{field.name}" for field in self.fields)

    def picked(self, record: str) -> str:
        """Write the fields as properties, each as a record has it."""
        return ", ".join(f"{field.name}: {record}.{field.name}" for field in self.fields)


@dataclass(frozen=True)
class UniqueView(RoleView):
    """Show what tells the records of a resource apart."""

    @property
    def input_type(self) -> str:
        return f"{self.noun.singular_pascal}Input"

    @cached_property
    def fields(self) -> Sequence[FieldCode]:
        return tuple(FieldCode(field, self.input_type) for field in self.resource.fields)

    @cached_property
    def unique(self) -> Sequence[RuleCode]:
        """Return what no two records may have alike."""
        named = {field.field.name: field for field in self.fields}
        return [RuleCode([named[name] for name in rule]) for rule in unique.rules(self.resource)]

    @property
    def numbered(self) -> Sequence[FieldCode]:
        """Return the fields that a test gives another value in each record that it makes."""
        numbered = {field.name for field in unique.numbered(self.resource)}
        return [field for field in self.fields if field.field.name in numbered]

    @property
    def step(self) -> int:
        """Return how far the numbers of records are apart, in tests: some make records beside others."""
        return 1 if self.resource.owner == "user" else 2

    @property
    def bounded(self) -> Sequence[FieldCode]:
        """Return the fields of which some values are out of bounds."""
        return [field for field in self.fields if field.outside]

    @property
    def sort(self) -> Sort:
        return listing.sort(self.resource)

    def is_sorted_by(self, field: FieldCode) -> bool:
        """Tell whether a list can be sorted by a field."""
        return field.type.sorts or (field.name == self.sort.field and field.type.order is not None)

    def filter(self, field: FieldCode) -> str:
        """Write how a list is narrowed down or sorted by a field, and whether it is unless somebody asks."""
        text = field.filter or field.type.order or ""
        return f"{self._way}({text})" if field.name == self.sort.field else text

    @property
    def sort_by_age(self) -> str:
        """Write that a list is the oldest first; empty where it is not."""
        is_so = self.sort == Sort("createdAt", descending=False)
        return f"{self._way}(during(moment()))" if is_so else ""

    @property
    def _way(self) -> str:
        return "descending" if self.sort.descending else "ascending"

    @property
    def heading(self) -> FieldCode:
        """Return the field that tells records apart for people: as it is said, or the best there is."""
        return titles.own(self.fields, self.resource.heading)

    @property
    def labels(self) -> Sequence[str]:
        """Name the labels of its fields' choices."""
        return sorted((field.labels for field in self.fields if field.labels), key=natural)

    @property
    def details(self) -> Sequence[FieldCode]:
        return [field for field in self.fields if field is not self.heading]
