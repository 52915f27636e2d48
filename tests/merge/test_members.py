"""Members of records: they follow where it can be seen that an object is one, and nowhere else."""

from __future__ import annotations

import pytest

from scaffold.merge.members import rewritten, spelled, used
from scaffold.merge.records import Records

RECORDS = Records(
    frozenset({"Todo", "TodoInput", "TodoPatch"}),
    frozenset({"getTodo", "createTodo", "updateTodo"}),
    frozenset({"listTodos"}),
    frozenset({"todo", "todos"}),
)
FOLLOWS = {
    "by another name": (
        'import { todos as t, getTodo as get, type Todo as Row } from "x";\n'
        "t.text; const one = await get(a, b); one?.text; (r: Row) => r.text;",
        'import { todos as t, getTodo as get, type Todo as Row } from "x";\n'
        "t.title; const one = await get(a, b); one?.title; (r: Row) => r.title;",
    ),
    "by name": ("todo.text + todo!.text + todo?.text;", "todo.title + todo!.title + todo?.title;"),
    "by name, sure": ("todo!.text.trim(); f(todo!.text);", "todo!.title.trim(); f(todo!.title);"),
    "a column": ("db.select({ a: todos.text });", "db.select({ a: todos.title });"),
    "a chain": ("todo.text.trim().text;", "todo.title.trim().text;"),
    "a type": ("function f(one: Todo) { return one.text; }", "function f(one: Todo) { return one.title; }"),
    "of a module": ("const one: data.Todo = x; one.text;", "const one: data.Todo = x; one.title;"),
    "perhaps none": ("let one: Todo | null; one?.text;", "let one: Todo | null; one?.title;"),
    "a prop": (
        "function F({ one }: { one: Todo }) { return <b title={one.text}>{one.text}</b>; }",
        "function F({ one }: { one: Todo }) { return <b title={one.title}>{one.title}</b>; }",
    ),
    "given": (
        "const one = await getTodo(caller, id); one.text;",
        "const one = await getTodo(caller, id); one.title;",
    ),
    "given by a module": (
        "const one = (await data.getTodo(a, b))!; one.text;",
        "const one = (await data.getTodo(a, b))!; one.title;",
    ),
    "taken apart": (
        "const { text, id } = todo; text.trim();",
        "const { title: text, id } = todo; text.trim();",
    ),
    "taken apart, renamed": ("function f({ text: a }: Todo) {}", "function f({ title: a }: Todo) {}"),
    "with a default": ('const { text = "" } = todo;', 'const { title: text = "" } = todo;'),
    "made": (
        "createTodo(caller, { text: x, done: text }); data.updateTodo(a, b, { text });",
        "createTodo(caller, { title: x, done: text }); data.updateTodo(a, b, { title: text });",
    ),
    "made with a type": ("const one: TodoInput = { text };", "const one: TodoInput = { title: text };"),
    "of a page": (
        "const page = await listTodos(caller); page.items.map((one) => one.text);",
        "const page = await listTodos(caller); page.items.map((one) => one.title);",
    ),
    "of a page, at once": (
        "(await data.listTodos(caller)).items.find((one) => one.text);",
        "(await data.listTodos(caller)).items.find((one) => one.title);",
    ),
    "of the table": (
        'const todos = pgTable("todos", { text: t }, (table) => [index("a").on(table.text)]);',
        'const todos = pgTable("todos", { text: t }, (table) => [index("a").on(table.title)]);',
    ),
    "of a page, taken out": (
        "const { items } = await listTodos(caller); items.filter(a).find((one) => one.text)?.text;",
        "const { items } = await listTodos(caller); items.filter(a).find((one) => one.title)?.title;",
    ),
    "of two of a page": (
        "function f(all: Todo[]) { all.toSorted((a, b) => a.text < b.text); }",
        "function f(all: Todo[]) { all.toSorted((a, b) => a.title < b.title); }",
    ),
    "of one of a page where the address is sound": (
        "const page = bad ? NO_PAGE : await data.listTodos(a); page.items[0]?.text;",
        "const page = bad ? NO_PAGE : await data.listTodos(a); page.items[0]?.title;",
    ),
    "of one of a page": ("(await listTodos(a)).items[0]?.text;", "(await listTodos(a)).items[0]?.title;"),
    "of each, taken apart": (
        "function f(all: Todo[]) { all.map(({ text }) => text); }",
        "function f(all: Todo[]) { all.map(({ title: text }) => text); }",
    ),
    "of a row": (
        "const [row] = await db().select().from(todos).limit(1); row?.text;",
        "const [row] = await db().select().from(todos).limit(1); row?.title;",
    ),
    "of rows": (
        "const rows = await db().update(todos).set({ text }).returning(columns); rows[0].text;",
        "const rows = await db().update(todos).set({ title: text }).returning(columns); rows[0].title;",
    ),
    "of a prop that stays whole": (
        "function F(props: { one: Todo }) { return props.one.text; }",
        "function F(props: { one: Todo }) { return props.one.title; }",
    ),
    "by name, in a list that nobody knows": (
        "(await openTodos(a)).map((todo) => todo.text); for (const todo of open) todo.text;",
        "(await openTodos(a)).map((todo) => todo.title); for (const todo of open) todo.title;",
    ),
    "by name, given by somebody": (
        "function f(todo: Event) { { const todo = b(); todo.text; } const [todo] = c(); todo.text; }",
        "function f(todo: Event) { { const todo = b(); todo.title; } const [todo] = c(); todo.title; }",
    ),
    "of a schema": (
        "todoInput.shape.text.min(1); todoInput.pick({ text: true }).refine((one) => one.text);",
        "todoInput.shape.title.min(1); todoInput.pick({ title: true }).refine((one) => one.title);",
    ),
    "in a type": (
        'type A = Todo["text"] | Todo[\'text\']; type B = Omit<data.Todo, "id" | "text">;',
        'type A = Todo["title"] | Todo[\'title\']; type B = Omit<data.Todo, "id" | "title">;',
    ),
    "with a type": (
        "f({ text: 1 } satisfies TodoInput, { text } as Todo); const one = x as Todo; one.text;",
        "f({ title: 1 } satisfies TodoInput, { title: text } as Todo); const one = x as Todo; one.title;",
    ),
    "given back": (
        "const f = (): Todo => ({ text: 1 }); async function g(): Promise<Todo> { return { text }; }",
        "const f = (): Todo => ({ title: 1 }); async function g(): Promise<Todo> { return { title: text }; }",
    ),
    "by a quoted key": ('createTodo(a, { "text": 1 });', 'createTodo(a, { "title": 1 });'),
    "where it is seen": (
        "function f(one: Todo) { return one.text; } function g(one: Event) { return one.text; }",
        "function f(one: Todo) { return one.title; } function g(one: Event) { return one.text; }",
    ),
    "by a nearer one": (
        "function f(one: Event) { one.text; const b = (one: Todo) => one.text; }",
        "function f(one: Event) { one.text; const b = (one: Todo) => one.title; }",
    ),
    "by a key": ('todo["text"]; todo?.["text"];', 'todo["title"]; todo?.["title"];'),
    "made in a list": (
        "const all: TodoInput[] = [{ text: 1 }, a ? { text } : b];",
        "const all: TodoInput[] = [{ title: 1 }, a ? { title: text } : b];",
    ),
    "of an array": (
        "function f(all: Todo[]) { for (const one of all) log(one.text); }",
        "function f(all: Todo[]) { for (const one of all) log(one.title); }",
    ),
    "taken apart again": (
        'const { text: title } = todo; f(({ text: title = "" }: Todo) => 1); createTodo(a, { text: title });',
        'const { title } = todo; f(({ title = "" }: Todo) => 1); createTodo(a, { title });',
    ),
    "made of more than a name": (
        "createTodo(a, { text: title.a }); createTodo(a, { text: title as A, id: f(title) });",
        "createTodo(a, { title: title.a }); createTodo(a, { title: title as A, id: f(title) });",
    ),
    "of an array with a type": (
        "for (const { text } of x as Todo[]) log(text);",
        "for (const { title: text } of x as Todo[]) log(text);",
    ),
    "of a prop that is taken apart at once": (
        "function F({ todo: { text }, event: { text: a } }: Props) {}",
        "function F({ todo: { title: text }, event: { text: a } }: Props) {}",
    ),
    "of what a hook gives": (
        "const [all, set] = useState<Todo[]>([]); set((old) => old.filter((one) => one.text));"
        "const open = useMemo(() => all.filter((one) => one.text), [all]); open[0].text;",
        "const [all, set] = useState<Todo[]>([]); set((old) => old.filter((one) => one.title));"
        "const open = useMemo(() => all.filter((one) => one.title), [all]); open[0].title;",
    ),
}


@pytest.mark.parametrize("kind", FOLLOWS)
def test_a_member_of_a_record_has_its_new_name(kind: str) -> None:
    before, after = FOLLOWS[kind]
    assert rewritten(f"// text\n{before}\n", RECORDS, {"text": "title"}) == f"// text\n{after}\n"


@pytest.mark.parametrize(
    "code",
    [
        "event.text; page.text(); text; 'text'; f({ text: 1 });",
        "const todo: Event = x; todo.text;",
        'import { event as todo } from "x";\ntodo.text;',
        'const log = pgTable("log", { text: t }, (table) => [index("a").on(table.text)]);',
        "function f({ todo }: { todo: Event }) { return todo.text; }",
        "const one = await getEvent(id); one.text;",
        "const all: Todo[] = x; all.text; function f(a: Map<string, Todo>) { a.text; }",
        "const { text } = event; createEvent({ text });",
        "<Todo text={1} />;",
        "todo.text +;",
        "const todo = { text: 1 }; todo.text;",
        "function f(all: Todo[]) { all.map((one) => one.id).filter((one) => one.text); }",
        "const [row] = await db().select({ text: todos.id }).from(todos); row.text;",
        "const [row] = await db().select().from(events); row.text; db().update(events).set({ text });",
        "events.toSorted((a, b) => a.text - b.text); [todo].map(({ text }) => text);",
        'type A = Event["text"]; type B = Pick<Event, "text">; type C = { todo: Event["text"] };',
        "const f = (): Event => ({ text: 1 }); f({ text: 1 } as Event);",
        "eventInput.pick({ text: true }); eventInput.shape.text;",
    ],
)
def test_what_may_be_something_else_stays(code: str) -> None:
    assert rewritten(f"{code}\n", RECORDS, {"text": "title"}) == f"{code}\n"


def test_the_lines_that_name_a_member_are_listed() -> None:
    code = "// todo.text\ntodo.text;\n\nconst a = { text: todo.text, id: todo.id };\n"
    assert used(code, RECORDS, {"text"}) == {(2, "text"), (4, "text")}
    assert used(code, RECORDS, {"text", "id"}) == {(2, "text"), (4, "text"), (4, "id")}
    assert used(code, RECORDS, {"done"}) == used("todo.text +;", RECORDS, {"text"}) == frozenset()


def test_what_need_not_be_a_member_is_not_used_but_has_its_new_name() -> None:
    code = 'type Mine = Omit<Todo, "text">;'
    assert used(code, RECORDS, {"text"}) == frozenset()
    assert rewritten(code, RECORDS, {"text": "title"}) == code.replace("text", "title")


def test_the_lines_where_anything_has_such_a_member_are_listed() -> None:
    code = (
        "a.text;\nconst { text } = b;\nc['text'];\nconst { text: d } = b;\na?.text.text();\nf({ text: 1 });\n"
        'const columns: (keyof Todo)[] = ["text"];\n'
    )
    others = 'text;\nimport "text";\n// a.text\ntext.a;\n<b text="text">text</b>;\ntype A = { text: B };\n'
    assert spelled(code + others, {"text"}) == {(number, "text") for number in range(1, 8)}
    assert spelled(code, {"done"}) == frozenset()


def test_two_names_that_are_exchanged_are_exchanged_once() -> None:
    code = "todo.a + todo.b;"
    assert rewritten(code, RECORDS, {"a": "b", "b": "a"}) == "todo.b + todo.a;"


@pytest.mark.parametrize("count", [200, 400, 450, 500, 2000])
@pytest.mark.parametrize("part", ["'a' + ", "a ? b : ", "a(() => ", "!"])
def test_what_is_nested_too_deep_is_not_understood(part: str, count: int) -> None:
    code = f"x = {part * count}todo.text{')' * count if '(' in part else ''};"
    assert used(code, RECORDS, {"text"}) in ({(1, "text")}, frozenset())


@pytest.mark.parametrize(
    "code",
    [
        'import { createTodo } from "./mine";\ncreateTodo({ text: 1 });',
        'import { todos } from "./mine";\ntodos.text;',
        'import * as api from "./client";\napi.createTodo({ text: 1 }); api.getTodo(1).text;',
        'import type { Todo } from "./mine";\n(one: Todo) => one.text;',
        "function createTodo(input) {}\ncreateTodo({ text: 1 });",
    ],
)
def test_what_comes_from_a_module_of_its_owners_stays(code: str) -> None:
    def lead(specifier: str) -> bool:
        return specifier == "@/data/todos"

    assert rewritten(code, RECORDS, {"text": "title"}, lead) == code
    assert used(code, RECORDS, {"text"}, lead) == frozenset()
    ours = code.replace("./mine", "@/data/todos").replace("./client", "@/data/todos")
    assert rewritten(ours, RECORDS, {"text": "title"}) != ours
