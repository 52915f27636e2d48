"""A server action beyond create, update and delete; those of one noun that join no resource are a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from scaffold.doors import Door, answer
from scaffold.generate.facts import Facts
from scaffold.generate.field_code import FieldCode, refused_by_form
from scaffold.generate.part import Page, Part, Target
from scaffold.generate.role_view import guarded
from scaffold.generate.templates import SUFFIX
from scaffold.merge.order import natural
from scaffold.spec.model import Action, Spec
from scaffold.spec.names import ActionName, Noun


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give the actions of one noun that join no resource a part: they share a page and a data module."""
    groups: dict[str, list[Action]] = {}
    for action in spec.actions:
        if action.resource is None:
            groups.setdefault(action.name.noun, []).append(action)
    for key, actions in groups.items():
        yield ActionPart(facts, key, actions)


class ActionPart(Part):
    """Make the page of some actions, their forms and buttons, and the module where they are written."""

    def __init__(self, facts: Facts, key: str, actions: Sequence[Action]) -> None:
        super().__init__(facts, f"action:{key}")
        self.noun = Noun(key, key)
        taken = sorted({action.role for action in actions})
        # Where one of them is for everybody, so is their page.
        self.roles = tuple(taken) if "" not in taken else ()
        alone = self.roles[0] if len(self.roles) == 1 else ""
        self.actions = tuple(ActionView(action, key, role=action.role, page_role=alone) for action in actions)

    @property
    def view(self) -> Mapping[str, object]:
        return {
            "noun": self.noun,
            "actions": self.actions,
            "choices": choices_of(self.actions),
            "roles": self.roles,
        }

    def targets(self) -> Sequence[Target]:
        key = self.noun.key
        files = {
            "page.tsx": f"app/{key}/page.tsx",
            "actions.ts": f"app/{key}/actions.ts",
            "data.ts": f"data/{key}.ts",
            "actions.test.ts": f"tests/actions/{key}.test.ts",
        }
        if any(action.fields for action in self.actions):
            files["schema.ts"] = f"lib/schemas/{key}.ts"
        if choices_of(self.actions):
            files["choices.ts"] = f"lib/choices/{key}.ts"
        made = [self.target(name, f"action/{name}", path) for name, path in files.items()]
        return [*made, *component_targets(self, self.actions)]

    def doors(self) -> Sequence[Door]:
        return [action.door for action in self.actions]

    def pages(self) -> Sequence[Page]:
        return (Page(self.noun.title, f"/{self.noun.key}", "Actions", "bolt", roles=self.roles),)

    def seen_by(self, target: Target) -> Mapping[str, object]:
        return {**super().seen_by(target), **of_component(target, self.actions)}


@dataclass(frozen=True)
class ActionView:
    """Show one server action; `record` is what it acts on (`todo`), or empty when it takes no id.

    It takes a `role`, if not an empty one; `page_role` is the one without which nobody sees its page.
    """

    action: Action
    # The folder of its page, and the name of the modules that it is written in.
    key: str
    record: str = ""
    role: str = ""
    page_role: str = ""

    @property
    def name(self) -> ActionName:
        return self.action.name

    @cached_property
    def fields(self) -> Sequence[FieldCode]:
        return tuple(FieldCode(field, action=self.action) for field in self.action.fields)

    @property
    def refused(self) -> FieldCode | None:
        return refused_by_form(self.fields)

    @property
    def kind(self) -> str:
        """Name the template of what people press: a button sends no fields, so with fields it is a form."""
        return "form" if self.fields else "button" if self.action.button else "bare-form"

    @property
    def component(self) -> str:
        return self.name.pascal + ("Button" if self.kind == "button" else "Form")

    @property
    def file(self) -> str:
        return self.name.kebab + ("-button" if self.kind == "button" else "-form")

    @property
    def slots(self) -> Mapping[str, str]:
        """Name the templates that fill the slots of the files of its page."""
        names = ["actions.ts", "data.ts", "actions.test.ts", "page.id.tsx" if self.record else "page.tsx"]
        names += ["choices.ts", "schema.ts"] if self.fields else []
        return {name: f"action/slots/{name}{SUFFIX}" for name in names}

    @property
    def door(self) -> Door:
        rule = answer("forms")
        files = (f"app/{self.key}/", f"data/{self.key}.ts", f"lib/schemas/{self.key}.ts")
        order = (2, self.name.camel)
        guard, path = guarded(rule.guard, self.role), f"/{self.key}"
        return Door(self.name.title, rule.door, path, rule.who, guard, rule.why, files, order, self.role)

    @property
    def hidden(self) -> bool:
        """Say whether its page is also seen by people who may not use it."""
        return self.role not in ("", self.page_role)

    @property
    def props(self) -> str:
        return "{ action }: { action: FormAction }" if self.record else ""

    @property
    def given(self) -> str:
        """Write the action as its form or button calls it.

        One that acts on a record is bound to its id by the page: bound in the browser's own code, its form
        would not work without JavaScript.
        """
        return "action" if self.record else self.name.camel

    @property
    def page(self) -> str:
        """Write the address of its page, as the action knows it."""
        return f"`/{self.key}/${{id}}`" if self.record else f'"/{self.key}"'

    @property
    def parameters(self) -> str:
        form = ["_previous: FormState", "formData: FormData"] if self.fields else []
        return ", ".join([*(["id: string"] if self.record else []), *form])

    @property
    def data_parameters(self) -> str:
        record = ["_id: string"] if self.record else []
        caller = "caller: Caller" if self.role else "_caller: Caller"
        return ", ".join([caller, *record, *(f"_input: {name}" for name in self.inputs)])

    @property
    def data_arguments(self) -> str:
        record = ["recordId"] if self.record else []
        return ", ".join(["callerOf(session)", *record, *(["parsed.data"] if self.fields else [])])

    def test_call(self, values: str) -> str:
        """Write the arguments with which a test calls the action."""
        form = ["{}", f"formData({values})"] if self.fields else []
        return ", ".join([*(["randomUUID()"] if self.record else []), *form])

    @property
    def schemas(self) -> Sequence[str]:
        return (f"{self.name.camel}Controls", f"{self.name.camel}Input") if self.fields else ()

    @property
    def inputs(self) -> Sequence[str]:
        return (f"{self.name.pascal}Input",) if self.fields else ()


def choices_of(actions: Iterable[ActionView], own: Iterable[FieldCode] = ()) -> Sequence[str]:
    """Name, in Biome's order, the lists of choices of a record's own fields and of the forms of actions."""
    fields = chain(own, *(action.fields for action in actions))
    return sorted((field.choices for field in fields if field.choices), key=natural)


def component_targets(part: Part, actions: Iterable[ActionView]) -> Iterator[Target]:
    """List the forms and buttons of the actions of a part."""
    for action in actions:
        path = f"app/{action.key}/{action.file}.tsx"
        yield part.target(action.name.camel, f"action/{action.kind}.tsx", path)


def of_component(target: Target, actions: Iterable[ActionView]) -> Mapping[str, object]:
    """Return the action whose form or button a file is, for its template to see; nothing for another file."""
    name = target.id.rpartition(":")[2]
    for action in actions:
        if action.name.camel == name:
            return {"action": action}
    return {}
