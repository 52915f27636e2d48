"""A resource: its table, its schema, its data module, and the doors for who calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scaffold.doors import Door, answer
from scaffold.generate.action import (
    ActionView,
    FieldsView,
    action_door,
    component_view,
    helpers,
    imports,
    listed,
)
from scaffold.generate.field_code import FieldCode
from scaffold.generate.part import Page, Part, Target
from scaffold.generate.templates import SUFFIX
from scaffold.spec.declared import record_type, table_constant
from scaffold.spec.model import Action, Resource, Spec

# Which types make the better heading of a record, best first.
HEADINGS = {"string": 0, "text": 1, "email": 1, "url": 1, "enum": 1, "integer": 2, "number": 2, "date": 2}


def parts(spec: Spec) -> Iterator[Part]:
    """Give each resource a part, together with the actions that joined it."""
    joined: dict[str, list[Action]] = {}
    for action in spec.actions:
        if action.resource is not None:
            joined.setdefault(action.resource, []).append(action)
    for resource in spec.resources:
        yield ResourcePart(resource, tuple(joined.get(resource.noun.key, ())))


class ResourcePart(Part):
    """Make the files of a resource, those for forms and those for other programs as they are asked for."""

    def __init__(self, resource: Resource, actions: tuple[Action, ...] = ()) -> None:
        self.resource = resource
        self.actions = actions
        self.key = resource.noun.key
        self.id = f"resource:{self.key}"

    @cached_property
    def view(self) -> Mapping[str, object]:
        return {"r": self.shown}

    @cached_property
    def shown(self) -> ResourceView:
        noun = self.resource.noun
        return ResourceView(
            self.resource,
            tuple(
                ActionView(one, noun.key, noun.singular_lower if one.name.noun == noun.singular_key else "")
                for one in self.actions
            ),
        )

    def targets(self) -> Sequence[Target]:
        key, singular = self.key, self.resource.noun.singular_key
        files = {
            "table.ts": f"db/schema/{key}.ts",
            "schema.ts": f"lib/schemas/{key}.ts",
            "data.ts": f"data/{key}.ts",
        }
        if "api" in self.resource.consumers:
            files |= {
                "route.ts": f"app/api/{key}/route.ts",
                "route.id.ts": f"app/api/{key}/[id]/route.ts",
                "api.test.ts": f"tests/api/{key}.test.ts",
            }
        if "forms" in self.resource.consumers:
            files |= {
                "page.tsx": f"app/{key}/page.tsx",
                "page.id.tsx": f"app/{key}/[id]/page.tsx",
                "actions.ts": f"app/{key}/actions.ts",
                "form.tsx": f"app/{key}/{singular}-form.tsx",
                "actions.test.ts": f"tests/actions/{key}.test.ts",
                "e2e.spec.ts": f"e2e/{key}.spec.ts",
            }
        made = [
            Target(path, "managed", f"{self.id}:{template}", f"resource/{template}{SUFFIX}")
            for template, path in files.items()
        ]
        return [*made, *(action.component_target(self.id) for action in self.shown.custom)]

    def doors(self) -> Sequence[Door]:
        own = [resource_door(self.resource, consumer) for consumer in self.resource.consumers]
        return [*own, *(action_door(action, self.key) for action in self.actions)]

    def pages(self) -> Sequence[Page]:
        return [Page(self.resource.noun.title, f"/{self.key}")] if "forms" in self.resource.consumers else []

    def seen_by(self, target: Target) -> Mapping[str, object]:
        return component_view(target, self.shown.custom) or self.view


def resource_door(resource: Resource, consumer: str) -> Door:
    """Describe the door that a resource has for one consumer."""
    rule = answer(consumer)
    key = resource.noun.key
    guard = f"reading: none; changing: {rule.guard}" if resource.public_read else rule.guard
    path = f"/api/{key}" if consumer == "api" else f"/{key}"
    files = (f"app{path}/", f"data/{key}.ts", f"lib/schemas/{key}.ts", f"db/schema/{key}.ts")
    return Door(resource.noun.title, rule.door, path, rule.who, guard, rule.why, files, order=(1, key))


@dataclass(frozen=True)
class ResourceView(FieldsView):
    """Show one resource with the actions that were added to it."""

    resource: Resource
    custom: tuple[ActionView, ...] = ()

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
