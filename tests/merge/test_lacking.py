"""Records that are written out without a new member are found, and no other objects are."""

from __future__ import annotations

import pytest

from scaffold.merge.lacking import Making, lacking

TODO = Making("createTodo", "TodoInput", "todos", ("due", "note"), ("due",))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('await data.createTodo(caller, { text: "x" });', ["due", "note"]),
        ("const made = await createTodo(caller, { text, due });", ["note"]),
        ("const one: TodoInput = { text, note: null };", ["due"]),
        ("await db.insert(todos).values({ text }).returning();", ["due"]),
        ("await db.insert(todos).values([{ text, due }, { text }]);", ["due"]),
    ],
)
def test_what_lacks_a_member_is_found(text: str, missing: list[str]) -> None:
    assert [*lacking(f"// one\n{text}", TODO)] == [(2, member) for member in missing]


@pytest.mark.parametrize(
    "text",
    [
        'createTodo(caller, { text, due, "note": null });',
        # What comes from elsewhere may have it.
        "createTodo(caller, { ...rest, text });",
        "createTodo(caller, { [name]: text });",
        "createTodo(caller, parsed.data);",
        # A server action of that name, another type, another table, and code that is being worked on.
        "actions.createTodo({}, formData(values));",
        "const one: TodoPatch = {};",
        "const all: TodoInput[] = [];",
        "await db.insert(tags).values({ text });",
        "createTodo(caller, { text };",
    ],
)
def test_other_objects_are_not(text: str) -> None:
    assert [*lacking(text, TODO)] == []
