"""A server action beyond create, update and delete; those of one noun that join no resource are a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scaffold.doors import Door, answer
from scaffold.generate.field_code import FieldCode
from scaffold.generate.field_types import SCHEMA_HELPERS
from scaffold.generate.part import Page, Part, Target
from scaffold.generate.templates import SUFFIX
from scaffold.generate.typescript import sort_names
from scaffold.spec import names
from scaffold.spec.model import Action, Spec


def parts(spec: Spec) -> Iterator[Part]:
    """Give the actions of one noun that join no resource a part: they share a page and a data module."""
    groups: dict[str, list[Action]] = {}
    for action in spec.actions:
        if action.resource is None:
            groups.setdefault(action.name.noun, []).append(action)
    for key, actions in groups.items():
        yield ActionPart(key, tuple(actions))


class ActionPart(Part):
    """Make the page of some actions, their forms and buttons, and the module where they are written."""

    def __init__(self, key: str, actions: tuple[Action, ...]) -> None:
        self.key = key
        self.actions = actions
        self.id = f"action:{key}"

    @cached_property
    def view(self) -> Mapping[str, object]:
        return {"g": self.group}

    @cached_property
    def group(self) -> GroupView:
        return GroupView(self.key, tuple(ActionView(action, self.key) for action in self.actions))

    def targets(self) -> Sequence[Target]:
        files = {
            "page.tsx": f"app/{self.key}/page.tsx",
            "actions.ts": f"app/{self.key}/actions.ts",
            "data.ts": f"data/{self.key}.ts",
            "actions.test.ts": f"tests/actions/{self.key}.test.ts",
        }
        if any(action.fields for action in self.actions):
            files["schema.ts"] = f"lib/schemas/{self.key}.ts"
        made = [
            Target(path, "managed", f"{self.id}:{template}", f"action/{template}{SUFFIX}")
            for template, path in files.items()
        ]
        return [*made, *(action.component_target(self.id) for action in self.group.actions)]

    def doors(self) -> Sequence[Door]:
        return [action_door(action, self.key) for action in self.actions]

    def pages(self) -> Sequence[Page]:
        return (Page(self.group.title, f"/{self.key}"),)

    def seen_by(self, target: Target) -> Mapping[str, object]:
        return component_view(target, self.group.actions) or self.view


def action_door(action: Action, page: str) -> Door:
    """Describe the door of an action; its code is in the modules of its page."""
    rule = answer("forms")
    files = (f"app/{page}/", f"data/{page}.ts", f"lib/schemas/{page}.ts")
    order = (2, action.name.camel)
    return Door(action.name.title, rule.door, f"/{page}", rule.who, rule.guard, rule.why, files, order)


def component_view(target: Target, actions: Iterable[ActionView]) -> Mapping[str, object] | None:
    """Return what the template of an action's form or button sees; None for a file that is none."""
    return next(({"action": one} for one in actions if target.id.endswith(f":{one.camel}:component")), None)


class FieldsView:
    """Sum up the fields of a resource or an action for the imports and tests of its modules."""

    fields: Sequence[FieldCode]

    @property
    def components(self) -> str:
        return listed({one.kind.component for one in self.fields})

    @property
    def form_choices(self) -> str:
        return listed(choices(self.fields))

    @property
    def form_refusal(self) -> FieldCode | None:
        """Return a field that some text makes invalid in a form; a checkbox never is."""
        return next((one for one in self.fields if one.typed_wrong is not None), None)


@dataclass(frozen=True)
class ActionView(FieldsView):
    """Show one server action; `record` is what it acts on (`todo`), or empty when it takes no id."""

    action: Action
    folder: str
    record: str = ""

    @cached_property
    def fields(self) -> list[FieldCode]:  # type: ignore[override]
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
        # A button sends no fields, so an action that has some needs a form.
        return self.action.button and not self.fields

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
    def props(self) -> str:
        return "{ id }: { id: string }" if self.record else ""

    @property
    def parameters(self) -> str:
        form = ["_previous: FormState", "formData: FormData"] if self.fields else []
        return ", ".join([*(["id: string"] if self.record else []), *form])

    @property
    def data_parameters(self) -> str:
        record = ["_id: string"] if self.record else []
        return ", ".join(["_caller: Caller", *record, *(f"_input: {one}" for one in self.inputs)])

    @property
    def data_arguments(self) -> str:
        record = ["recordId"] if self.record else []
        return ", ".join(["callerOf(session)", *record, *(["parsed.data"] if self.fields else [])])

    def test_call(self, values: str) -> str:
        """Write the arguments with which a test calls the action."""
        form = ["{}", f"formData({values})"] if self.fields else []
        return ", ".join([*(["randomUUID()"] if self.record else []), *form])

    @property
    def schemas(self) -> list[str]:
        return [f"{self.camel}Controls", f"{self.camel}Input"] if self.fields else []

    @property
    def inputs(self) -> list[str]:
        return [f"{self.pascal}Input"] if self.fields else []

    def component_target(self, part: str) -> Target:
        template = "shared/action-button.tsx" if self.button else "shared/action-form.tsx"
        path = f"app/{self.folder}/{self.file}.tsx"
        return Target(path, "managed", f"{part}:{self.camel}:component", template + SUFFIX)


@dataclass(frozen=True)
class GroupView:
    """Show the actions of one noun that belong to no resource: they share a page and a data module."""

    key: str
    actions: tuple[ActionView, ...] = ()

    @property
    def title(self) -> str:
        return names.Noun(self.key, self.key).title

    @property
    def pascal(self) -> str:
        return names.Noun(self.key, self.key).pascal

    @property
    def all_fields(self) -> list[FieldCode]:
        return [one for action in self.actions for one in action.fields]

    @property
    def schemas(self) -> str:
        return listed(one for action in self.actions for one in action.schemas)

    @property
    def inputs(self) -> str:
        return listed(one for action in self.actions for one in action.inputs)

    @property
    def imports(self) -> list[str]:
        return imports("./", {one.file: one.component for one in self.actions})

    @property
    def helpers(self) -> str:
        return helpers(self.all_fields)


def listed(items: Iterable[str]) -> str:
    """Write names as an import lists them."""
    return ", ".join(sort_names(items))


def choices(fields: Iterable[FieldCode]) -> list[str]:
    """Name the constants with the choices of these fields."""
    return [one.choices for one in fields if one.type == "enum"]


def helpers(fields: Iterable[FieldCode]) -> str:
    """List what the schemas of these fields take from lib/field-types.ts."""
    return listed({SCHEMA_HELPERS[one.type] for one in fields if one.type in SCHEMA_HELPERS})


def imports(folder: str, files: dict[str, str]) -> list[str]:
    """Write the imports from files beside the page, in the order of their paths."""
    return [f'import {{ {files[one]} }} from "{folder}{one}";' for one in sort_names(files)]
