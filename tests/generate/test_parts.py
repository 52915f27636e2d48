"""The parts of an app: a digest stands for the files, and covers all that they depend on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scaffold.generate import templates
from scaffold.generate.part import Part
from scaffold.generate.parts import doors, parts
from scaffold.generate.render import render
from scaffold.generate.resource import ResourcePart
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import Noun, action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))


def resource(raw: str) -> Resource:
    return Resource(resource_names(raw), ("forms", "api"), fields=(parse_field("text:string"),))


def by_id(spec: Spec) -> dict[str, Part]:
    return {part.id: part for part in parts(spec)}


def changed(before: Spec, after: Spec) -> set[str]:
    old, new = by_id(before), by_id(after)
    return {name for name, part in new.items() if name not in old or old[name].digest() != part.digest()}


def test_an_edit_changes_the_part_it_is_about_and_the_list_of_doors() -> None:
    spec = edit.add_resource(edit.add_resource(EMPTY, resource("todos")), resource("posts"))
    assert changed(EMPTY, spec) == {"resource:todos", "resource:posts", "app:client", "app:doors"}
    joined = edit.add_action(spec, Action(action_name("archiveTodo")))
    assert changed(spec, joined) == {"resource:todos", "app:doors"}
    alone = edit.add_action(spec, Action(action_name("sendReport")))
    assert changed(spec, alone) == {"action:report", "app:doors"}
    assert changed(spec, edit.add_webhook(spec, "stripe")) == {
        "webhook:shared",
        "webhook:stripe",
        "app:doors",
    }
    (todos, *_) = [one for one in spec.resources if one.noun.key == "todos"]
    longer = replace(todos, fields=(*todos.fields, parse_field("due:date?")))
    others = tuple(one for one in spec.resources if one is not todos)
    assert changed(spec, replace(spec, resources=(*others, longer))) == {"resource:todos"}


def test_another_app_has_other_parts() -> None:
    other = replace(EMPTY, app=replace(EMPTY.app, name="other"))
    assert changed(EMPTY, other) == {"app:skeleton", "app:lockfile", "app:doors"}
    closed = replace(EMPTY, app=replace(EMPTY.app, sign_in=False))
    assert changed(EMPTY, closed) == {"app:skeleton", "app:doors"}


def test_doors_come_in_one_order_whoever_has_them() -> None:
    spec = edit.add_resource(edit.add_resource(EMPTY, resource("zebras")), resource("apples"))
    for raw in ("rotZebra", "eatApple", "sendReport"):
        spec = edit.add_action(spec, Action(action_name(raw)))
    spec = edit.add_webhook(edit.add_webhook(spec, "stripe"), "github")
    assert [door.what for door in doors(spec)] == [
        *("Hello", "Health", "API", "Sign-in", "Password reset", "Account"),
        *("Apples", "Apples", "Apples: many", "Apples: export"),
        *("Zebras", "Zebras", "Zebras: many", "Zebras: export"),
        *("Eat apple", "Rot zebra", "Send report", "GitHub events", "Stripe events"),
    ]


def test_every_file_of_an_app_belongs_to_one_part() -> None:
    spec = edit.add_webhook(edit.add_resource(EMPTY, resource("todos")), "stripe")
    paths = [target.path for part in parts(spec) for target in part.targets()]
    assert sorted(paths) == sorted(render(spec))


def test_to_look_through_a_thousand_resources_takes_no_time() -> None:
    fields = tuple(map(parse_field, ("text:string", "mood:enum(a,b)=a", "due:date?", "count:integer=3")))
    many = tuple(
        Resource(Noun(f"thing{n}s", f"thing{n}"), ("forms", "api"), fields=fields) for n in range(1000)
    )
    spec = replace(EMPTY, resources=many)
    templates.stamp()
    every = parts(spec)
    some = [part for part in every if isinstance(part, ResourcePart)][:50]

    def took(does: Callable[[], object]) -> float:
        start = time.process_time()
        does()
        return time.process_time() - start

    looking = min(took(lambda: [part.digest() for part in parts(spec)]) for _ in range(3))
    writing = min(took(lambda: [part.render() for part in some]) for _ in range(2))
    # A thousand are looked through while fifty are written; to work a view out takes ten times as long.
    assert looking < writing


@given(st.sampled_from(["forms", "api"]))
def test_a_door_names_where_its_code_is(consumer: str) -> None:
    spec = edit.add_resource(EMPTY, replace(resource("todos"), consumers=(consumer,)))
    (door,) = [door for door in doors(spec) if door.what == "Todos"]
    files = render(spec)
    assert all(any(path.startswith(prefix) for path in files) for prefix in door.files)
