"""What templates see: every resource and action of the spec, with every name and list worked out.

Lines may be of any length here and in the templates; layout.py breaks them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from scaffold.generate.action_views import (
    ActionView,
    FieldsView,
    GroupView,
    helpers,
    imports,
    listed,
)
from scaffold.generate.field_code import FieldCode
from scaffold.spec.declared import record_type, table_constant
from scaffold.spec.model import Resource, Spec

__all__ = ["ActionView", "GroupView", "ResourceView", "group_views", "resource_views"]

# Which types make the better heading of a record, best first.
HEADINGS = {"string": 0, "text": 1, "email": 1, "url": 1, "enum": 1, "integer": 2, "number": 2, "date": 2}


@dataclass(frozen=True)
class ResourceView(FieldsView):
    """Show one resource with the actions that were added to it."""

    resource: Resource
    custom: list[ActionView] = field(default_factory=list)

    def __getattr__(self, name: str) -> str:
        # The spellings: key, camel, pascal, singular_camel and so on.
        value = getattr(self.resource.noun, name)
        assert isinstance(value, str)
        return value

    @property
    def type(self) -> str:
        """Name the type of a record: the singular, unless its modules have another use for that."""
        return record_type(self.resource.noun)

    @property
    def table(self) -> str:
        """Name the constant of the table: the plural, unless its modules have another use for that."""
        return table_constant(self.resource.noun, [one.action for one in self.custom])

    @property
    def schema(self) -> str:
        """Return what the names of the schemas begin with: `todo` for `todoInput`."""
        return self.resource.noun.singular_camel

    @property
    def own(self) -> bool:
        return self.resource.owner == "user"

    @property
    def public(self) -> bool:
        return self.resource.public_read

    @property
    def api(self) -> bool:
        return "api" in self.resource.consumers

    @property
    def forms(self) -> bool:
        return "forms" in self.resource.consumers

    @property
    def input_type(self) -> str:
        return f"{self.resource.noun.singular_pascal}Input"

    @property
    def patch_type(self) -> str:
        return f"{self.resource.noun.singular_pascal}Patch"

    @cached_property
    def fields(self) -> list[FieldCode]:  # type: ignore[override]
        return [FieldCode(one, input_type=self.input_type) for one in self.resource.fields]

    @property
    def all_fields(self) -> list[FieldCode]:
        return [*self.fields, *(one for action in self.custom for one in action.fields)]

    @property
    def helpers(self) -> str:
        return helpers(self.all_fields)

    @property
    def narrowed(self) -> bool:
        """Say whether a column's TypeScript type comes from the schema."""
        return any(one.narrowed for one in self.fields)

    @property
    def defaults(self) -> list[FieldCode]:
        return [one for one in self.fields if not one.required]

    @property
    def required(self) -> FieldCode | None:
        return next((one for one in self.fields if one.required), None)

    @property
    def refusal(self) -> FieldCode | None:
        """Return a field for which some JSON is wrong; a json field takes anything but nothing."""
        strict = (one for one in self.fields if one.type != "json")
        return next(strict, self.required)

    @property
    def blank(self) -> FieldCode | None:
        """Return a field whose blanks the browser lets through and the server does not."""
        texts = (one for one in self.fields if one.type in ("string", "text"))
        return next((one for one in texts if one.required), None)

    @property
    def heading(self) -> str:
        """Name the field that tells records apart for people."""
        return min(self.fields, key=lambda one: HEADINGS.get(one.type, 9)).name

    @property
    def details(self) -> list[FieldCode]:
        return [one for one in self.fields if one.name != self.heading]

    @property
    def caller(self) -> str:
        """Write the parameter of a function that asks for a caller, and whether it looks at it."""
        return "caller: Caller" if self.own else "_caller: Caller"

    @property
    def reader(self) -> str:
        """Write the parameter of a function that reads, up to the next one."""
        return "" if self.public else f"{self.caller}, "

    @property
    def column_types(self) -> str:
        used = {"index", "pgTable", "timestamp", "uuid"} | {one.kind.imports for one in self.fields}
        return listed(used | ({"text"} if self.own else set()))

    @property
    def operators(self) -> str:
        """List what the data module takes from drizzle-orm."""
        own = {"and", "inArray"} if self.public and self.forms else {"and"}
        return listed({"desc", "eq", "sql"} | (own if self.own else set()))

    @property
    def input_types(self) -> str:
        custom = [one for action in self.custom for one in action.inputs]
        return listed([self.input_type, self.patch_type, *custom])

    @property
    def schemas(self) -> str:
        custom = [one for action in self.custom for one in action.schemas]
        return listed([f"{self.schema}Controls", f"{self.schema}Input", *custom])

    @property
    def to_text(self) -> str:
        return listed({one.to_text for one in self.fields})

    @property
    def list_actions(self) -> list[ActionView]:
        return [action for action in self.custom if not action.record]

    @property
    def record_actions(self) -> list[ActionView]:
        return [action for action in self.custom if action.record]

    @property
    def list_imports(self) -> list[str]:
        noun = self.resource.noun
        custom = {one.file: one.component for one in self.list_actions}
        form = {f"{noun.singular_key}-form": f"{noun.singular_pascal}Form"}
        return imports("./", {"actions": f"create{noun.singular_pascal}"} | form | custom)

    @property
    def record_imports(self) -> list[str]:
        noun = self.resource.noun
        one = noun.singular_pascal
        custom = {one.file: one.component for one in self.record_actions}
        form = {f"{noun.singular_key}-form": f"{one}Form"}
        return imports("../", {"actions": f"delete{one}, update{one}"} | form | custom)


def resource_views(spec: Spec) -> list[ResourceView]:
    """Show every resource, each with the actions that joined it."""
    views = []
    for resource in spec.resources:
        noun = resource.noun
        custom = [
            ActionView(action, noun.key, noun.singular_lower if action.name.noun == noun.singular_key else "")
            for action in spec.actions
            if action.resource == noun.key
        ]
        views.append(ResourceView(resource, custom))
    return views


def group_views(spec: Spec) -> list[GroupView]:
    """Show the actions that stand alone, by their noun."""
    groups: dict[str, GroupView] = {}
    for action in spec.actions:
        if action.resource is None:
            key = action.name.noun
            groups.setdefault(key, GroupView(key)).actions.append(ActionView(action, key))
    return list(groups.values())
