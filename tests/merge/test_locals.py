"""Locals that an owner calls otherwise: lines that come say their names, and those that go are still ours."""

from __future__ import annotations

from textwrap import dedent

import pytest

from scaffold.merge import locals
from scaffold.merge.code import merge
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.syntax import parse

PAGE = dedent("""\
    function Summary({ record }: { record: data.Todo }) {
      const name = display(record.text);
      return (
        <dl title={name}>
          <Detail term="Text" value={record.text} />
          <Detail term="Due" value={record.due} />
        </dl>
      );
    }
    """)
DUE = '      <Detail term="Due" value={record.due} />\n'
NEW = '      <Detail term="Rank" value={record.rank} />\n'
FORM = dedent("""\
    export function Form({ action }: Props) {
      const [state, formAction] = useActionState(action, {});
      const values = state.values ?? {};
      return (
        <form action={formAction}>
          <Input name="text" value={values.text} errors={state.errors?.text} />
          <Input name="due" value={values.due} errors={state.errors?.due} />
        </form>
      );
    }
    """)
RANK = '      <Input name="rank" value={values.rank} errors={state.errors?.rank} />\n'


def names(code: str, *pairs: tuple[str, str]) -> str:
    """Call locals otherwise, as an editor does."""
    root, data, at, parts = parse(code.encode()).root, code.encode(), 0, []
    for leaf in root.leaves():
        if leaf.token in dict(pairs) and locals.is_name(leaf):
            key = f"{leaf.token}: " if leaf.kind.startswith("shorthand") else ""
            parts += [data[at : leaf.start].decode(), key, dict(pairs)[leaf.token]]
            at = leaf.end
    return "".join([*parts, data[at:].decode()])


RENAMED = [
    (PAGE, DUE, NEW, [("record", "todo")]),
    (PAGE, DUE, NEW, [("record", "todo"), ("name", "title")]),
    (FORM, "    </form>\n", RANK, [("state", "result")]),
    (FORM, "    </form>\n", RANK, [("state", "result"), ("formAction", "submit"), ("values", "sent")]),
    (FORM, "    </form>\n", RANK, [("action", "save")]),
]


@pytest.mark.parametrize(("base", "at", "new", "pairs"), RENAMED)
def test_a_new_line_says_the_names_of_its_owner(
    base: str, at: str, new: str, pairs: list[tuple[str, str]]
) -> None:
    theirs = base.replace(at, new + at)
    result = merge(base, names(base, *pairs), theirs)
    assert isinstance(result, Merged) and result.text == names(theirs, *pairs)
    # And the other way: what goes is ours, whatever its owner calls what it uses.
    result = merge(theirs, names(theirs, *pairs), base)
    assert isinstance(result, Merged) and result.text == names(base, *pairs)


@pytest.mark.parametrize(("base", "at", "new", "pairs"), RENAMED)
def test_beside_other_edits_as_well(base: str, at: str, new: str, pairs: list[tuple[str, str]]) -> None:
    def own(text: str) -> str:
        return names(text, *pairs).replace("  return (", "  mine();\n  return (").replace("Text", "What")

    theirs = base.replace(at, new + at)
    result = merge(base, own(base), theirs)
    assert isinstance(result, Merged) and result.text == own(theirs)


def test_a_prop_that_has_another_name_too_is_followed() -> None:
    own = names(PAGE, ("record", "todo")).replace("{ record: todo }: { record:", "{ todo }: { todo:")
    result = merge(PAGE, own, PAGE.replace(DUE, NEW + DUE))
    assert isinstance(result, Merged)
    due, new = (line.replace("record", "todo") for line in (DUE, NEW))
    assert result.text == own.replace(due, new + due)


@pytest.mark.parametrize(
    "mine",
    [
        # In one place only; with another meaning; a name that a new line has, too.
        PAGE.replace("value={record.due}", "value={todo.due}"),
        PAGE.replace("{ record }: { record: data.Todo }", "{ todo }: Props").replace(
            "record.", "other(todo)."
        ),
        names(PAGE, ("record", "rank")),
    ],
)
def test_what_is_not_the_same_local_everywhere_is_no_other_name(mine: str) -> None:
    base, own, theirs = (
        parse(text.encode()).root.children[0]
        for text in (PAGE, mine, PAGE.replace(DUE, NEW.replace("record.rank", "rank")))
    )
    assert locals.called(base, own, theirs) == {}


def test_a_name_that_its_owner_took_away_is_still_missed() -> None:
    own = PAGE.replace("{ record }: { record: data.Todo }", "props: Props").replace(
        "record.", "props.record."
    )
    result = merge(PAGE, own, PAGE.replace(DUE, NEW + DUE))
    assert isinstance(result, Conflict)
    assert result.why == "the new text uses `record`, which your edit does not have there any more"
