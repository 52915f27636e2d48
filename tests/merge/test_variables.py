"""What a variable holds is known where it is seen, and what nobody can see is not guessed."""

from __future__ import annotations

import pytest

from scaffold.merge.records import LIST, OTHER, RECORD, SCHEMA, Records
from scaffold.merge.syntax import parse
from scaffold.merge.variables import Variables

RECORDS = Records(
    frozenset({"Todo", "TodoInput"}), frozenset({"getTodo"}), frozenset({"listTodos"}), frozenset({"todo"})
)


def held(code: str) -> str:
    """Say what `here` holds where it is used last."""
    root = parse(code.encode()).root
    leaf = [leaf for leaf in root.leaves() if leaf.token == "here"][-1]
    return Variables(root, RECORDS).value(leaf).kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("const here = await getTodo(a); here;", RECORD),
        ("const here = (await data.getTodo(a))!; here;", RECORD),
        ("const here = await listTodos(a); here;", LIST),
        ("const here = (await listTodos(a)).items; here;", LIST),
        ("const { items: here } = await listTodos(a); here;", LIST),
        ("const here = page.items.filter(Boolean); here;", OTHER),
        ("function f(page: Page<Todo>) { const here = page.items.filter(Boolean).at(-1); here; }", RECORD),
        ("function f(all: Array<Todo>) { for (const here of all) here; }", RECORD),
        ("function f(all: Event[]) { for (const here of all) here; }", OTHER),
        ("const here = todoInput.extend({}); here;", SCHEMA),
        ("const here = todoInput.shape; here;", RECORD),
        ("const here: Todo = x; { const here = 1; } here;", RECORD),
        ("const here: Todo = x; function f(here: string) { here; }", OTHER),
        ("function f(here?: Todo) { return () => here; }", RECORD),
        ("type Props = { here: Todo }; function F({ here }: Props) { here; }", RECORD),
        ("type A = { here: Todo }; type B = { here: Event }; function F({ here }: B) { here; }", OTHER),
        ("const here = cond ? todo : null; here;", RECORD),
        ("const here = cond ? todo : event; here;", OTHER),
        ("const here = session && (await getTodo(a)); here;", RECORD),
        ("const here = (await getTodo(a)) ?? null; here;", RECORD),
        ("const here = await getTodo(a).catch(() => null); here;", RECORD),
        ("function f(all?: Todo[]) { const here = all ?? []; here; }", LIST),
        ("function f(all: Todo[]) { const here = [...all]; here; }", LIST),
        ("function f(one: Todo) { const here = { ...one }; here; }", RECORD),
        ("function F({ here }: { here: Todo[] }) { here; }", LIST),
        ("function F(props: { all: Todo[] }) { const here = props.all; here; }", LIST),
        ("function F({ here }: { here: readonly Todo[] }) { here; }", LIST),
        ("function f(here: ReadonlyArray<Todo>) { here; }", LIST),
        ("function f(here: Readonly<Todo>) { here; }", RECORD),
        ("function f(...here: Todo[]) { here; }", LIST),
        ("class A { constructor(private here: Todo) { here; } }", RECORD),
        ("class A { one?: Todo; f() { const here = this.one; here; } }", RECORD),
        ("const [here, set] = useState<Todo[]>([]); here;", LIST),
        ("const [here, set] = useState<Todo | null>(null); here;", RECORD),
        ("function f(all: Todo[]) { const [here, set] = useState(all); here; }", LIST),
        ("const [here, page] = await Promise.all([getTodo(a), listTodos(a)]); here;", RECORD),
        ("const [one, here] = await Promise.all([getTodo(a), listTodos(a)]); here;", LIST),
        ("getTodo(a).then((here) => here);", RECORD),
        ("function f(all: Todo[]) { all.reduce((n, here) => n + here, 0); }", RECORD),
        ("const here = todoInput.parse(x); here;", RECORD),
        ("const here = todoInput.safeParse(x).data; here;", RECORD),
        ("const here = todoInput.keyof(); here;", OTHER),
        ("type Row = typeof todo.$inferSelect; function f(here: Row) { here; }", RECORD),
        ('import { Todo as Row } from "x";\ntype Todo = { a: 1 }; function f(here: Row) { here; }', RECORD),
        ("type Mine = Todo; function f(here: Mine) { here; }", RECORD),
        ("interface Todo { text: string } function f(here: Todo) { here; }", OTHER),
        ("function f(here: { all: Todo[] }[]) { here; }", OTHER),
        ("function f(here: Map<string, Todo[]>) { here; }", OTHER),
        ("function f(here: [string, Todo][]) { here; }", OTHER),
        ("type P = { on: (here: Todo) => void }; const f = (here) => here;", OTHER),
        ("function f(here: Todo) { return g((here) => here); }", OTHER),
        ("function f(here: Todo) { return g(({ here }) => here); }", OTHER),
        ("function f(here: Todo) { for (const [here] of x) here; }", OTHER),
        ("function f(here: Todo) { try {} catch (here) { here; } }", OTHER),
        ("function f(here: Todo) { function g() { const { here } = x; here; } }", OTHER),
        ("function f(here: Todo) { { function here() {} here; } }", OTHER),
        ("const x = { todo: { text: 1 } }; const here = x.todo; here;", OTHER),
        ("const [here, set] = React.useState<Todo[]>([]); here;", LIST),
        ("function f(all: Todo[]) { const [here, set] = useState(() => all); here; }", LIST),
        ("const [all, set] = useState<Todo[]>([]); set((here) => here);", LIST),
        ("const [one, set] = useState<Todo | null>(null); set((here) => here);", RECORD),
        ("const [all, set] = useState<Event[]>([]); set((here) => here);", OTHER),
        ("const [all, set] = useState<Todo[]>([]); { const set = f; set((here) => here); }", OTHER),
        ("const [here, send] = useReducer((state: Todo[], action) => state, []); here;", LIST),
        ("function f(all: Todo[]) { const [here, send] = useReducer(reduce, all); here; }", LIST),
        ("function f(all: Todo[]) { const here = useMemo(() => all.filter(Boolean), [all]); here; }", LIST),
        (
            "function f(all: Todo[]) { const here = useMemo(() => { return all.at(0); }, [all]); here; }",
            RECORD,
        ),
        ("function f(all: Todo[]) { const here = useMemo(() => all.length, [all]); here; }", OTHER),
        ("const here = useMemo(() => { if (x) return todo; return x; }, []); here;", OTHER),
        ("for (const here of x as Todo[]) here;", RECORD),
        ("const here = await readJson(request, todoInput); here;", RECORD),
        ("const here = await readJson(request, eventInput); here;", OTHER),
        (
            "const parsed = parseForm(todoInput, values, todoControls); const here = parsed.data; here;",
            RECORD,
        ),
        ("export const todoInput = z.object(fields).superRefine((here, ctx) => here);", RECORD),
        ("export const eventInput = z.object(fields).superRefine((here, ctx) => here);", OTHER),
        ("function F({ todo: here }: Props) { here; }", RECORD),
        ("function F({ event: here }: Props) { here; }", OTHER),
        ("function F({ items: [here] }: Props) { here; }", OTHER),
    ],
)
def test_a_variable_holds_what_it_is_given(code: str, kind: str) -> None:
    assert held(code) == kind


def test_a_literal_has_its_own_keys() -> None:
    root = parse(b'const todo = { text: 1, "done": 2 }; todo;').root
    known, leaf = Variables(root, RECORDS), [*root.leaves()][-1]
    assert not known.is_record(leaf, "text") and not known.is_record(leaf, "done")
    assert known.is_record(leaf, "due")
