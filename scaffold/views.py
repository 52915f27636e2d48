"""What templates see: a resource, an action or a page of actions, with every line worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scaffold import names, typescript
from scaffold.spec import Action, Resource, Spec
from scaffold.typescript import SCHEMA_HELPERS, FieldCode

# Which types make the better heading of a record, best first.
HEADINGS = {"string": 0, "text": 1, "email": 1, "url": 1, "enum": 1, "integer": 2, "number": 2, "date": 2}


@dataclass(frozen=True)
class ActionView:
    """Show one server action; `record` is what it acts on (`todo`), or empty when it takes no id."""

    action: Action
    folder: str
    record: str = ""

    @cached_property
    def fields(self) -> list[FieldCode]:
        return [FieldCode(one, owner=self.camel) for one in self.action.fields]

    @property
    def camel(self) -> str:
        return self.action.name.camel

    @property
    def pascal(self) -> str:
        return self.action.name.pascal

    @property
    def title(self) -> str:
        return self.action.name.title

    @property
    def button(self) -> bool:
        return self.action.button

    @property
    def component(self) -> str:
        return self.pascal + ("Button" if self.button else "Form")

    @property
    def file(self) -> str:
        return self.action.name.kebab + ("-button" if self.button else "-form")

    @property
    def data_path(self) -> str:
        return f"data/{self.folder}.ts"

    @property
    def path(self) -> str:
        return f"/{self.folder}"

    @property
    def schemas(self) -> list[str]:
        return [f"{self.camel}Controls", f"{self.camel}Input"] if self.fields else []

    @property
    def inputs(self) -> list[str]:
        return [f"{self.pascal}Input"] if self.fields else []

    @property
    def components(self) -> list[str]:
        return _components(self.fields)

    @property
    def form_choices(self) -> list[str]:
        return _choices(self.fields)

    @property
    def form_refusal(self) -> FieldCode | None:
        return _refusal(self.fields)

    @property
    def import_line(self) -> tuple[str, str]:
        return f"./{self.file}", f'import {{ {self.component} }} from "./{self.file}";'


@dataclass(frozen=True)
class GroupView:
    """Show the actions of one noun that belong to no resource: they share a page and a data module."""

    key: str
    actions: list[ActionView] = field(default_factory=list)

    @property
    def title(self) -> str:
        return names.Names(self.key, self.key).title

    @property
    def pascal(self) -> str:
        return names.Names(self.key, self.key).pascal

    @property
    def all_fields(self) -> list[FieldCode]:
        return [one for action in self.actions for one in action.fields]

    @property
    def schemas(self) -> list[str]:
        return [one for action in self.actions for one in action.schemas]

    @property
    def inputs(self) -> list[str]:
        return [one for action in self.actions for one in action.inputs]

    @property
    def names(self) -> list[str]:
        return [action.camel for action in self.actions]

    @property
    def page_imports(self) -> list[str]:
        return _import_lines(action.import_line for action in self.actions)


@dataclass(frozen=True)
class ResourceView:
    """Show one resource with the actions that were added to it."""

    resource: Resource
    custom: list[ActionView] = field(default_factory=list)

    def __getattr__(self, name: str) -> str:
        # The spellings: key, camel, pascal, singular_camel and so on.
        value = getattr(self.resource.names, name)
        assert isinstance(value, str)
        return value

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
        return f"{self.resource.names.singular_pascal}Input"

    @cached_property
    def fields(self) -> list[FieldCode]:
        return [FieldCode(one, input_type=self.input_type) for one in self.resource.fields]

    @property
    def all_fields(self) -> list[FieldCode]:
        return [*self.fields, *(one for action in self.custom for one in action.fields)]

    @property
    def narrowed(self) -> bool:
        """Say whether a column's TypeScript type comes from the schema."""
        return any(one.narrowed for one in self.fields)

    @property
    def defaults(self) -> list[str]:
        return [line for one in self.fields if (line := one.default_line(1))]

    @property
    def required(self) -> FieldCode | None:
        return next((one for one in self.fields if one.required), None)

    @property
    def refusal(self) -> FieldCode | None:
        """Return a field for which some JSON is wrong; a json field takes anything but nothing."""
        strict = (one for one in self.fields if one.type != "json")
        return next(strict, self.required)

    @property
    def form_refusal(self) -> FieldCode | None:
        return _refusal(self.fields)

    @property
    def blank(self) -> FieldCode | None:
        """Return a field whose blanks the browser lets through and the server does not."""
        texts = (one for one in self.fields if one.type in ("string", "text"))
        return next((one for one in texts if not one.field.optional), None)

    @property
    def heading(self) -> str:
        """Name the field that tells records apart for people."""
        return min(self.fields, key=lambda one: HEADINGS.get(one.type, 9)).name

    @property
    def details(self) -> list[FieldCode]:
        return [one for one in self.fields if one.name != self.heading]

    @property
    def components(self) -> list[str]:
        return _components(self.fields)

    @property
    def form_imports(self) -> list[str]:
        helpers = {"jsonText" if one.type == "json" else "inputText" for one in self.fields}
        return ["type FormState", *sorted(helpers)]

    @property
    def form_choices(self) -> list[str]:
        return _choices(self.fields)

    @property
    def unwritten(self) -> bool:
        return bool(self.custom)

    @property
    def custom_names(self) -> list[str]:
        return [action.camel for action in self.custom]

    @property
    def custom_schemas(self) -> list[str]:
        return [one for action in self.custom for one in action.schemas]

    @property
    def custom_inputs(self) -> list[str]:
        return [one for action in self.custom for one in action.inputs]

    @property
    def list_actions(self) -> list[ActionView]:
        return [action for action in self.custom if not action.record]

    @property
    def record_actions(self) -> list[ActionView]:
        return [action for action in self.custom if action.record]

    @property
    def list_imports(self) -> list[str]:
        noun = self.resource.names
        own = [
            ("./actions", f'import {{ create{noun.singular_pascal} }} from "./actions";'),
            _form_import(noun.singular_key, noun.singular_pascal, "./"),
        ]
        return _import_lines([*own, *(action.import_line for action in self.list_actions)])

    @property
    def record_imports(self) -> list[str]:
        noun = self.resource.names
        items = [f"delete{noun.singular_pascal}", f"update{noun.singular_pascal}"]
        own = [
            ("../actions", typescript.group("import { ", items, ' } from "../actions";')),
            _form_import(noun.singular_key, noun.singular_pascal, "../"),
        ]
        custom = [
            (f"../{action.file}", f'import {{ {action.component} }} from "../{action.file}";')
            for action in self.record_actions
        ]
        return _import_lines([*own, *custom])


def resource_views(spec: Spec) -> list[ResourceView]:
    """Show every resource, each with the actions that joined it."""
    views = []
    for resource in spec.resources:
        noun = resource.names
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


def column_imports(resource: ResourceView) -> list[str]:
    """List what a table's module takes from drizzle-orm/pg-core, in the order Biome wants."""
    used = {"index", "pgTable", "timestamp", "uuid"} | {one.kind.imports for one in resource.fields}
    return sort_names(used | ({"text"} if resource.own else set()))


def schema_helpers(fields: Iterable[FieldCode]) -> list[str]:
    """List the helpers of lib/schemas/fields.ts that these fields need."""
    return sorted({SCHEMA_HELPERS[one.type] for one in fields if one.type in SCHEMA_HELPERS})


def sort_names(items: Iterable[str]) -> list[str]:
    """Sort imported names as Biome does: by letter whatever its case, capitals first, digits by value."""
    return sorted(items, key=_natural)


def _natural(text: str) -> list[tuple[int, str, bool]]:
    import re

    parts = re.findall(r"\d+|\D", text)
    return [
        (int(part), "", False) if part.isdigit() else (10**9, part.lower(), part.islower()) for part in parts
    ]


def _components(fields: Sequence[FieldCode]) -> list[str]:
    return sorted({one.kind.component for one in fields})


def _choices(fields: Sequence[FieldCode]) -> list[str]:
    return sort_names(one.choices for one in fields if one.type == "enum")


def _refusal(fields: Sequence[FieldCode]) -> FieldCode | None:
    """Return a field that some text makes invalid in a form; a checkbox never is."""
    return next((one for one in fields if one.form_wrong is not None), None)


def _form_import(singular_key: str, pascal: str, folder: str) -> tuple[str, str]:
    path = f"{folder}{singular_key}-form"
    return path, f'import {{ {pascal}Form }} from "{path}";'


def _import_lines(imports: Iterable[tuple[str, str]]) -> list[str]:
    return [line for _, line in sorted(imports, key=lambda one: _natural(one[0]))]
