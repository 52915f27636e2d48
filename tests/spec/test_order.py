"""The law of order: a pair of commands gives the same app in both orders, or is refused with a sentence."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.senders import SENDERS
from scaffold.spec import edit
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names
from scaffold.spec.read import document, parse
from scaffold.spec.write import dump, edited
from typed import EMPTY, app, run

# One order is refused and the other is not: only for these reasons.
ONE_WAY = {
    "there is no resource": "an action names its resource with --resource, so the resource comes first",
    "would get the page": "a page of the app itself is no place for an action alone; a resource gives it one",
    "has the page": "a resource for outsiders alone does not grow forms because an action was there; asking"
    " for an action of a resource that is there is asking for its forms",
    "is already there, and": "the second of two commands contradicts the first; in the other order it says"
    " less than is there, which is no contradiction",
}
REFUSED = "already exists"
READS = "a read needs no action"
COMES = "comes with the form of todos, and takes"
PAGE = "has the page"
NONE = "there is no resource"
OTHER = "is already there, and"

# Two commands; what refuses the second after the first, and the first after the second. Empty: nothing does.
PAIRS = [
    # A resource and a resource.
    ("resource todos", "resource notes", "", ""),
    ("resource todos --for api --owner none", "resource notes --for forms --public-read", "", ""),
    ("resource todos", "resource todo title:text", REFUSED, REFUSED),
    ("resource todos", "resource chores --singular todo", REFUSED, REFUSED),
    ("resource todos", "resource todo-lists --singular todos", REFUSED, REFUSED),
    ("resource indexes", "resource indices", REFUSED, REFUSED),
    # A resource and an action of another noun.
    ("resource todos", "action generateReport", "", ""),
    ("resource todos", "action createInvoice total:decimal", "", ""),
    ("resource todos", "action archiveTodoList --button", "", ""),
    # A resource and an action that joins it.
    ("resource todos", "action archiveTodo", "", ""),
    ("resource todos", "action archiveTodo reason:text", "", ""),
    ("resource todos", "action archiveTodo --button", "", ""),
    ("resource todos", "action importTodos", "", ""),
    ("resource todos", "action deleteTodos", "", ""),
    ("resource todos --for forms", "action addToTodo", "", ""),
    ("resource people", "action invitePerson email:email", "", ""),
    ("resource chores --singular task", "action closeTask", "", ""),
    ("resource todos --for api", "action archiveTodo", "", PAGE),
    ("resource todos --for api", "action importTodos", "", PAGE),
    # A resource and an action that comes with it.
    ("resource todos", "action createTodo", "", ""),
    ("resource todos", "action updateTodo", "", ""),
    ("resource todos", "action deleteTodo", "", ""),
    ("resource todos --for api", "action createTodo", "", PAGE),
    ("resource todos", "action createTodo title:string", COMES, COMES),
    ("resource todos", "action createTodo --button", COMES, COMES),
    ("resource todos", "action deleteTodo reason:text", COMES, COMES),
    ("resource todos --for api", "action createTodo title:string", COMES, COMES),
    # A resource and an action that only reads.
    ("resource todos", "action listTodos", READS, READS),
    ("resource todos --for api", "action getTodo", READS, READS),
    # A resource and an action that names it, or that cannot be without it.
    ("resource todos", "action archiveTodo --resource todos", "", NONE),
    ("resource todos", "action sendMail --resource todo", "", NONE),
    ("resource endpoints --singular api", "action callApi", "", "would get the page"),
    # An action and an action.
    ("action archiveTodo", "action importTodos", "", ""),
    ("action archiveTodo", "action createTodo title:string", "", ""),
    ("action archiveTodo", "action archiveTodo", "", ""),
    ("action archiveTodo reason:text", "action archiveTodo", "", OTHER),
    ("action archiveTodo reason:text", "action archiveTodo why:text", OTHER, OTHER),
    ("action archiveTodo --button", "action archiveTodo", "", OTHER),
    ("action archiveTodo --button", "action archiveTodo reason:text", OTHER, OTHER),
    # A webhook and anything.
    ("webhook stripe", "webhook github", "", ""),
    ("webhook stripe", "webhook stripe", REFUSED, REFUSED),
    ("webhook stripe", "resource todos", "", ""),
    ("webhook stripe", "action archiveTodo", "", ""),
]
# The same where a resource is there already.
IN_TODOS = [
    ("action archiveTodo", "action importTodos", "", ""),
    ("action archiveTodo", "action createTodo", "", ""),
    ("action archiveTodo", "action archiveTodo --resource todos", "", ""),
    ("action sendMail", "action sendMail --resource todos", OTHER, ""),
    ("action sendMail --resource notes", "action sendMail --resource todos", OTHER, OTHER),
    ("action createTodo --resource notes", "action createTodo", "", ""),
    ("action createTodo", "resource chores", "", ""),
    ("action rateTodo", "action rateTodo stars:integer", OTHER, ""),
]


def refusal(spec: Spec, *lines: str) -> ScaffoldError | None:
    """Return what refuses one of some commands; None when nothing does."""
    try:
        app(*lines, spec=spec)
    except ScaffoldError as error:
        assert error.hint and (error.what + error.hint).isprintable()
        return error
    return None


@pytest.mark.parametrize(("first", "second", "after", "before"), PAIRS)
def test_a_pair_of_commands(first: str, second: str, after: str, before: str) -> None:
    check_pair(EMPTY, first, second, after, before)


@pytest.mark.parametrize("doors", ["forms,api", "api"])
@pytest.mark.parametrize(("first", "second", "after", "before"), IN_TODOS)
def test_a_pair_of_commands_beside_a_resource(
    first: str, second: str, after: str, before: str, doors: str
) -> None:
    check_pair(app(f"resource todos --for {doors}", "resource notes"), first, second, after, before)


def check_pair(spec: Spec, first: str, second: str, after: str, before: str) -> None:
    for lines, what in (((first, second), after), ((second, first), before)):
        error = refusal(spec, *lines)
        assert (error is not None) == bool(what), (lines, error)
        assert error is None or what in error.what
    if after or before:
        assert (after and before) or (after or before) in ONE_WAY
    else:
        one, other = app(first, second, spec=spec), app(second, first, spec=spec)
        assert one == other and dump(one) == dump(other)


def test_every_reason_for_one_way_is_in_the_table() -> None:
    given = {what for row in (*PAIRS, *IN_TODOS) if not (row[2] and row[3]) for what in row[2:] if what}
    assert given == {*ONE_WAY}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("action createTodo title:string", 2),
        ("action createTodo --button", 2),
        ("action listTodos", 2),
    ],
)
def test_what_was_typed_wrong_ends_with_2(line: str, code: int) -> None:
    error = refusal(EMPTY, "resource todos", line)
    assert error is not None and error.exit_code == code


def test_fields_of_an_action_that_comes_with_its_resource_are_not_ignored() -> None:
    error = refusal(EMPTY, "resource todos", "action createTodo title:string")
    assert error is not None
    assert error.what == "createTodo comes with the form of todos, and takes its fields"
    way_out = "to change those, edit [resource.todos.fields] in scaffold.toml, then: scaffold apply"
    assert error.hint == way_out
    error = refusal(EMPTY, "action createTodo title:string", "resource todos")
    assert error is not None
    assert (error.exit_code, error.where) == (1, "scaffold.toml, [action.createTodo]")
    error = refusal(EMPTY, "resource todos", "action deleteTodo reason:text")
    assert error is not None and error.what.endswith("takes no fields of its own")
    assert error.hint == "leave that out, or name the action after what else it does"


def test_what_joined_and_what_came_with_the_resource_is_told() -> None:
    before = app("action archiveTodo", "action createTodo", "action importTodos --button", "action sendMail")
    after = run(before, "resource todos")
    joined, absorbed = edit.moved(before, after)
    assert [(action.name.camel, action.resource, action.button) for action in joined] == [
        ("archiveTodo", "todos", False),
        ("importTodos", "todos", True),
    ]
    assert [action.name.camel for action in absorbed] == ["createTodo"]
    assert edit.moved(after, after) == edit.moved(before, before) == ((), ())
    # What is only removed did not come with anything.
    assert (
        edit.moved(before, app("action createTodo")) == edit.moved(before, app("resource notes")) == ((), ())
    )


NOUNS = ["todo", "todos", "note", "todo-list", "series", "person", "zebras"]
VERBS = ["archive", "create", "update", "delete", "import", "list", "addTo"]
SOME_FIELDS = st.sampled_from(["", "", " title:string", " title:string done:boolean=false", " at:date?"])
SINGULARS = st.sampled_from(["", "", "", " --singular todo", " --singular todos", " --singular api"])


@st.composite
def resources(draw: st.DrawFn) -> str:
    line = f"resource {draw(st.sampled_from(NOUNS))}{draw(SOME_FIELDS)}"
    line += draw(st.sampled_from(["", " --for api", " --for forms"]))
    line += draw(st.sampled_from(["", " --owner none"])) + draw(st.sampled_from(["", " --public-read"]))
    return line + draw(SINGULARS)


@st.composite
def actions(draw: st.DrawFn) -> str:
    noun = resource_names(draw(st.sampled_from(NOUNS)))
    word = draw(st.sampled_from([noun.pascal, *[noun.singular_pascal] * 4, "Api"]))
    line = f"action {draw(st.sampled_from(VERBS))}{word}"
    line += draw(st.sampled_from([*[""] * 6, " --resource todos", " --resource note"]))
    return line + (" --button" if draw(st.booleans()) else draw(SOME_FIELDS))


webhooks = st.sampled_from([f"webhook {sender}" for sender in SENDERS])
commands = st.sampled_from([resources(), actions()] * 3 + [webhooks]).flatmap(lambda kind: kind)


@st.composite
def starts(draw: st.DrawFn) -> Spec:
    """Draw a spec that commands made, perhaps one of 0.1.0 with actions alone beside their resource."""
    spec = EMPTY
    if draw(st.sampled_from([False] * 9 + [True])):
        spec = replace(spec, app=App("myapp", ("api",), sign_in=False))
    for line in draw(st.lists(commands, max_size=3)):
        try:
            spec = run(spec, line)
        except ScaffoldError:
            continue
    if draw(st.sampled_from([False, False, True])) and spec.app.sign_in:
        name = action_name(draw(st.sampled_from(["archiveTodo", "createTodo"])))
        old = replace(spec, actions=(*spec.actions, Action(name)))
        with suppress(ScaffoldError):
            return parse(dump(old))
    return spec


@given(starts(), commands, commands)
def test_two_commands_commute_or_are_refused_with_a_sentence(spec: Spec, first: str, second: str) -> None:
    found: list[Spec | ScaffoldError] = []
    for lines in ((first, second), (second, first)):
        found.append(refusal(spec, *lines) or app(*lines, spec=spec))
    refused = [error for error in found if isinstance(error, ScaffoldError)]
    if not refused:
        assert found[0] == found[1], (first, second)
    elif len(refused) == 1:
        assert any(re.search(what, refused[0].what) for what in ONE_WAY), (first, second, refused[0].what)


@given(starts(), st.lists(commands, min_size=1, max_size=4))
def test_a_file_nobody_edited_reads_as_if_written_at_once(spec: Spec, lines: list[str]) -> None:
    text = dump(spec)
    for line in lines:
        try:
            spec = run(spec, line)
        except ScaffoldError:
            continue
        text = edited(document(text), spec)
    assert text == dump(spec)


def test_a_spec_of_0_1_0_stays_as_it_is() -> None:
    alone = Action(action_name("createTodo"))
    old = replace(app("resource todos"), actions=(alone, Action(action_name("archiveTodo"))))
    assert parse(dump(old)) == old
    assert app("resource notes", "webhook stripe", spec=old).actions == old.actions
    assert run(old, "action archiveTodo") is old and run(old, "action createTodo") is old
    assert isinstance(old.resources[0], Resource)
