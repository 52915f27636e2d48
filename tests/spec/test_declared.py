"""What the generated modules declare is listed in full, and nothing else is."""

from __future__ import annotations

import re
from itertools import product

import pytest

from scaffold.generate.parts import parts
from scaffold.spec import edit, reserved
from scaffold.spec.declared import PRIVATE, declared, record_type, schema_names, table_constant
from scaffold.spec.fields import parse_field
from scaffold.spec.model import OWNERS, Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))
DECLARATION = re.compile(r"^(?:export )?(?:async )?(?:function|const|type|class|let) (\w+)", re.MULTILINE)
FIELDS = tuple(map(parse_field, ("title:string", "mood:enum(good,bad)", "data:json?", "due:date?")))
ACTIONS = (
    Action(action_name("archiveTodo"), fields=(parse_field("mood:enum(sad,glad)"), parse_field("why:text"))),
    Action(action_name("pinTodo"), button=True),
    Action(action_name("importTodos"), fields=(parse_field("from:url"),)),
    Action(action_name("shareTodos")),
)
MODES = list(product((("forms",), ("api",), ("forms", "api")), OWNERS, (False, True), (False, True)))


def modules(spec: Spec, key: str) -> set[str]:
    """Return what the modules of a page declare, read from their texts."""
    (page,) = [part for part in parts(spec) if part.id in (f"resource:{key}", f"action:{key}")]
    files = {file.path: file.text for file in page.render()}
    paths = [f"{top}/{key}.ts" for top in ("data", "lib/choices", "lib/schemas", "db/schema")] + [
        f"app/{key}/actions.ts"
    ]
    return {name for path in paths if path in files for name in DECLARATION.findall(files[path])}


@pytest.mark.parametrize("raw", ["todo", "column", "fields", "page-request", "series"])
def test_a_resource_declares_what_is_listed(raw: str) -> None:
    seen: set[str] = set()
    listed: set[str] = set()
    for consumers, owner, public_read, with_actions in MODES:
        resource = Resource(resource_names(raw), consumers, owner, public_read, FIELDS)
        spec = edit.add_resource(EMPTY, resource)
        if with_actions and "forms" in consumers:
            for action in ACTIONS:
                spec = edit.add_action(spec, replace_noun(action, resource))
        found = modules(spec, resource.noun.key)
        names = declared(resource, spec.actions)
        assert len(set(names)) == len(names)
        assert found - {*PRIVATE} <= {*names}
        seen |= found
        listed |= {*names}
    assert listed <= seen and {*PRIVATE} <= seen


def replace_noun(action: Action, resource: Resource) -> Action:
    return Action(action.name, resource.noun.key, action.button, action.fields)


def test_actions_that_stand_alone_declare_what_is_listed() -> None:
    spec = EMPTY
    for action in (*ACTIONS[:2], Action(action_name("deleteTodo"), fields=(parse_field("id2:uuid"),))):
        spec = edit.add_action(spec, action)
    assert modules(spec, "todo") == {*declared(None, spec.actions)}


def test_no_part_is_named_like_what_a_module_keeps_to_itself() -> None:
    for name in PRIVATE:
        assert name in reserved.ACTIONS or not re.search("[a-z][A-Z]", name), "an action has two words"
    for name in ("after", "columns"):
        assert table_constant(resource_names(name, "thing")) == f"{name}Table" and name in reserved.LOCALS


def test_a_name_that_the_modules_use_already_gets_another() -> None:
    noun = resource_names("archive-todos")
    assert (table_constant(noun), record_type(noun)) == ("archiveTodos", "ArchiveTodo")
    taken = Action(action_name("archive-todos"), "archive-todos")
    assert table_constant(noun, (taken,)) == "archiveTodosTable"
    assert record_type(resource_names("form-states")) == "FormStateRecord"


@pytest.mark.parametrize(
    ("raw", "others", "name"),
    [
        ("todos", (), "Todo"),
        ("todos", ("notes",), "Todo"),
        ("problems", (), "ProblemRecord"),
        ("session-users", (), "SessionUserRecord"),
        ("todo-inputs", ("todos",), "TodoInputRecord"),
        ("sparse-todos", ("todos",), "SparseTodoRecord"),
        ("todos", ("todo-inputs",), "Todo"),
    ],
)
def test_a_schema_of_a_record_is_no_other_schema(raw: str, others: tuple[str, ...], name: str) -> None:
    nouns = [resource_names(one) for one in (raw, *others)]
    assert schema_names(nouns)[nouns[0]] == name
