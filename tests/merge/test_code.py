"""Merging code: what its owner wrote stays where they wrote it, however scaffold's text changes around it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from scaffold.merge.code import merge
from scaffold.merge.file import merge as merge_file
from scaffold.merge.result import Conflict, Merged


def code(text: str) -> str:
    return dedent(text).lstrip("\n")


def clean(base: str, mine: str, theirs: str) -> str:
    result = merge(code(base), code(mine), code(theirs))
    assert isinstance(result, Merged), result
    return result.text


ARCHIVE = """
    export async function archiveTodo(id: string) {
      const message = await data.archive(id);
      return { message };
    }
    """
PUBLISH = """
    export async function publishTodo(id: string) {
      const message = await data.publish(id);
      return { message };
    }
    """


def test_a_line_before_an_end_that_two_functions_share_stays_in_its_function() -> None:
    mine = code(ARCHIVE).replace("  return", '  await audit("archived");\n  return')
    assert clean(ARCHIVE, mine, code(ARCHIVE) + "\n" + code(PUBLISH)) == mine + "\n" + code(PUBLISH)
    assert clean(ARCHIVE, mine, code(PUBLISH) + "\n" + code(ARCHIVE)) == code(PUBLISH) + "\n" + mine


COLUMNS = """
    const columns = {
      id: todos.id,
      text: todos.text,
      completed: todos.completed,
    };
    """
SWAPPED = """
    const columns = {
      id: todos.id,
      completed: todos.completed,
      text: todos.text,
    };
    """


def test_a_line_that_was_deleted_does_not_return_when_scaffold_moves_it() -> None:
    mine = code(COLUMNS).replace("  completed: todos.completed,\n", "")
    assert clean(COLUMNS, mine, SWAPPED) == mine


@pytest.mark.parametrize(
    ("mine", "times"),
    [
        ("start();\na();\nb();\nfill(1, 2);\nc();\nd();\ne();\n", 1),
        ("start();\na();\nb();\nc();\nd();\ne();\nfill(1, 2);\n", 1),
        ("start();\na();\nb();\nfill(1, 2);\nfill(1, 2);\nc();\nd();\ne();\nfill(1, 2);\n", 3),
    ],
)
def test_of_lines_that_scaffold_moves_as_many_are_there_as_their_owner_left(mine: str, times: int) -> None:
    base = "start();\na();\nb();\nfill(1, 2);\nc();\nd();\ne();\nfill(1, 2);\n"
    theirs = "start();\nfill(1, 2);\na();\nb();\nc();\nfill(1, 2);\nd();\ne();\n"
    assert clean(base, mine, theirs).count("fill(1, 2);") == times


def test_a_line_that_both_moved_is_there_once() -> None:
    assert clean(COLUMNS, SWAPPED, SWAPPED) == code(SWAPPED)
    mine = code(SWAPPED).replace("id: todos.id,", "id: todos.id, // first")
    assert clean(COLUMNS, mine, SWAPPED) == mine


def test_what_was_typed_by_hand_is_not_added_again() -> None:
    theirs = code(COLUMNS).replace("};", "  due: todos.due,\n};")
    mine = code(COLUMNS).replace("  id:", "  due: todos.due,\n  id:")
    assert clean(COLUMNS, mine, theirs) == mine


def test_two_items_of_one_name_are_a_conflict() -> None:
    theirs = code(COLUMNS).replace("};", "  due: todos.due,\n};")
    mine = code(COLUMNS).replace("};", "  due: todos.deadline,\n};")
    result = merge(code(COLUMNS), mine, theirs)
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert (hunk.mine, hunk.theirs) == (("  due: todos.deadline,",), ("  due: todos.due,",))
    assert "  due: todos.deadline,\n=======\n  due: todos.due,\n>>>>>>> scaffold\n" in result.with_markers()


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("{ a: 1, b: 2 }", "{ a: 1, b: 2, c: 3 }", "{ a: 1, b: 2, c: 3 }"),
        ("{ a: 1, x: 9, b: 2 }", "{ a: 1, b: 2, c: 3 }", "{ a: 1, x: 9, b: 2, c: 3 }"),
        ("{ a: 1, x: 9, b: 2 }", "{ b: 2 }", "{ x: 9, b: 2 }"),
        ("{ a: 1, b: 2, x: 9 }", "{ a: 1 }", "{ a: 1, x: 9 }"),
        ("{ a: 1, b: 7 }", "{ a: 5, b: 2 }", "{ a: 5, b: 7 }"),
        ("{ b: 2, a: 1 }", "{ a: 1, b: 3 }", "{ b: 3, a: 1 }"),
        ("{\n  a: 1,\n  b: 2, // why\n}", "{ a: 1, b: 2, c: 3 }", "{\n  a: 1,\n  b: 2, // why\n  c: 3,\n}"),
        ("{\n  a: 1,\n  b: 2 // why\n}", "{ a: 1, b: 2, c: 3 }", "{\n  a: 1,\n  b: 2, // why\n  c: 3\n}"),
        ("{ a: 1 }", "{ a: 1, b: 2, c: 3 }", "{ a: 1, c: 3 }"),
        ("{}", "{ a: 1, b: 4 }", None),
    ],
)
def test_an_object_is_merged_item_by_item(mine: str, theirs: str, merged: str | None) -> None:
    result = merge("f({ a: 1, b: 2 });\n", f"f({mine});\n", f"f({theirs});\n")
    assert result is not None
    text = result.text if isinstance(result, Merged) else None
    assert text == (None if merged is None else f"f({merged});\n") or merged is None


CHAIN = "const title = text.min(1).max(255);\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("text.trim().min(1).max(255)", "text.max(255)", "text.trim().max(255)"),
        ("text.min(1).max(99)", "text.min(1).max(255).optional()", "text.min(1).max(99).optional()"),
        ("text.min(1).max(255).email()", "text.min(2).max(255)", "text.min(2).max(255).email()"),
    ],
)
def test_a_chain_of_calls_is_merged_call_by_call(mine: str, theirs: str, merged: str) -> None:
    assert (
        clean(CHAIN, f"const title = {mine};\n", f"const title = {theirs};\n") == f"const title = {merged};\n"
    )


FORM = """
    export function Form() {
      return (
        <form>
          <Input name="text" label="Text" />
          <Submit />
        </form>
      );
    }
    """
WIDER = """
    export function Form() {
      return (
        <form>
          <Input name="text" label="Text" required />
          <Input name="due" label="Due" />
          <Submit />
        </form>
      );
    }
    """


def test_an_element_is_added_beside_one_that_its_owner_wrapped() -> None:
    mine = code(FORM).replace(
        '      <Input name="text" label="Text" />',
        '      <div className="wide">\n        <Input name="text" label="Text" />\n      </div>',
    )
    merged = clean(FORM, mine, WIDER)
    assert '<div className="wide">\n        <Input name="text" label="Text" required />\n' in merged
    assert merged.count('<Input name="due" label="Due" />') == 1


REWRITTEN = [
    "  const { a } = mine(b);\n",
    "  let a;\n  a = mine(b);\n",
    "  if (!b) return;\n  const [a] = b;\n",
    "  const a = mine(b);\n  mine(a);\n",
    "  // const a = b();\n",
    "  // const a = b();\n  const a = mine();\n",
    "",
]


@pytest.mark.parametrize("own", REWRITTEN)
def test_a_statement_that_needs_one_that_its_owner_rewrote_comes_behind_what_is_there_instead(
    own: str,
) -> None:
    base = "function f() {\n  const a = b();\n  c(a);\n}\n"
    theirs = base.replace("  c(a)", "  const d = e(a);\n  c(a)")
    ours = "  const a = b();\n"
    assert clean(base, base.replace(ours, own), theirs) == theirs.replace(ours, own)
    two = theirs.replace("  c(a)", "  g(d);\n  c(a)")
    assert clean(base, base.replace(ours, own), two) == two.replace(ours, own)


def test_a_comment_stays_above_what_it_is_about_when_a_statement_comes() -> None:
    base = "function f() {\n  const a = b();\n  c(a);\n}\n"
    mine = base.replace("  c(a)", "  // mine\n  c(a)")
    assert clean(base, mine, base.replace("  c(a)", "  d();\n  c(a)")) == mine.replace(
        "  // mine", "  d();\n  // mine"
    )


@pytest.mark.parametrize("frame", ["{} satisfies A", "{} as const satisfies A", "({}) as A", "{}"])
@pytest.mark.parametrize("base_frame", ["{}", "{} as const", "{} satisfies B"])
def test_an_object_is_merged_whatever_is_said_of_it(frame: str, base_frame: str) -> None:
    def text(frame: str, made: str) -> str:
        return f"const a = {frame.replace('{}', made)};\n"

    base, theirs = text(base_frame, "{ b: 1, c: 2 }"), text(base_frame, "{ b: 1, c: 2, d: 3 }")
    assert clean(base, text(frame, "{ b: 9, c: 2 }"), theirs) == text(frame, "{ b: 9, c: 2, d: 3 }")


def test_a_conflict_shows_what_declares_the_same_wherever_its_owner_put_it() -> None:
    base = "function a(b: B) {\n  return b;\n}\n\nfunction c(b: B) {\n  return d(b);\n}\n"
    mine = "const c = (b: B) => e(b);\nconst a = (b: B) => b;\n"
    result = merge(
        base, mine, base.replace("function c(b: B) {\n  return d(b);", "function c() {\n  return d();")
    )
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert "const c" in "\n".join(hunk.mine) and "const a" not in "\n".join(hunk.mine)


@pytest.mark.parametrize("own", ["some words", '{" "}', "{/* mine */}", "// mine"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_what_its_owner_put_between_elements_keeps_its_line(own: str, place: int) -> None:
    def list_of(*names: str) -> str:
        return "".join(f"    {name}\n" for name in ("<dl>", *names, "</dl>"))

    items = ["  <A />", "  <B />", "  <C />"]
    mine = [*items[:place], f"  {own}", *items[place:]]
    for theirs in ([*items, "  <D />"], *(items[:gone] + items[gone + 1 :] for gone in range(3))):
        base, new = (f"function f() {{\n  return (\n{list_of(*one)}  );\n}}\n" for one in (items, theirs))
        result = merge(base, base.replace(list_of(*items), list_of(*mine)), new)
        assert isinstance(result, Merged)
        lines = result.text.split("\n")
        assert all(line == line.rstrip() for line in lines) and "" not in lines[:-1]
        assert [line for line in lines if own not in line] == new.split("\n")
        assert lines.count(f"      {own}") == 1


def test_an_attribute_of_its_owner_stays_on_an_element_that_changes() -> None:
    mine = code(FORM).replace('label="Text"', 'label="What to do" autoFocus')
    assert '<Input name="text" label="What to do" required autoFocus />' in clean(FORM, mine, WIDER)


def test_an_import_that_its_owner_has_already_gets_the_names_that_are_missing() -> None:
    base = 'import { a } from "a";\n\na();\n'
    mine = 'import { a } from "a";\nimport { x } from "b";\n\na(x);\n'
    theirs = 'import { a } from "a";\nimport { y } from "b";\n\na();\ny();\n'
    assert clean(base, mine, theirs) == 'import { a } from "a";\nimport { x, y } from "b";\n\na(x);\ny();\n'


def test_an_import_stands_without_an_empty_line_before_one_of_its_owners() -> None:
    base = 'import { a } from "a";\n\na();\n'
    mine = 'import { a } from "a";\nimport { x } from "x";\n\na(x);\n'
    theirs = 'import { a } from "a";\nimport { b } from "b";\n\na();\n'
    assert clean(base, mine, theirs).startswith(
        'import { a } from "a";\nimport { b } from "b";\nimport { x }'
    )


def test_an_import_that_its_owner_uses_stays() -> None:
    base = 'import { a, b } from "a";\n\na(b);\n'
    mine = 'import { a, b } from "a";\n\na(b);\nlog(b);\n'
    assert (
        clean(base, mine, 'import { a } from "a";\n\na();\n')
        == 'import { a, b } from "a";\n\na();\nlog(b);\n'
    )


def test_its_owners_uses_follow_a_name_that_scaffold_changes() -> None:
    base = "export const moodChoices = [1];\n"
    mine = "export const moodChoices = [1];\n\nexport const first = moodChoices[0];\n"
    merged = clean(base, mine, "export const feelingChoices = [1];\n")
    assert merged == "export const feelingChoices = [1];\n\nexport const first = feelingChoices[0];\n"


def test_one_value_changed_on_both_sides_is_a_conflict_of_its_lines_alone() -> None:
    result = merge(
        code(COLUMNS),
        code(COLUMNS).replace("todos.text", "todos.mine"),
        code(COLUMNS).replace("todos.text", "todos.theirs"),
    )
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert (hunk.mine_line, hunk.mine, hunk.theirs) == (
        3,
        ("  text: todos.mine,",),
        ("  text: todos.theirs,",),
    )
    assert hunk.base == ("  text: todos.text,",)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_became_another_kind_of_thing_is_merged_by_its_lines(ends: str) -> None:
    head, wrapped = "async function archiveTodo(id: string) {", "const archiveTodo = handler(async (id) => {"
    theirs = code(ARCHIVE).replace(head, wrapped).removesuffix("}\n") + "});\n"
    mine = code(ARCHIVE).replace("  return", "  mine();\n  return").replace("\n", ends)
    result = merge(code(ARCHIVE), mine, theirs)
    assert result == Merged(theirs.replace("  return", "  mine();\n  return").replace("\n", ends), True)


def test_what_its_owner_replaced_and_scaffold_changes_is_a_conflict() -> None:
    mine = code(ARCHIVE).replace("const message = await data.archive(id);", "if (!id) throw new Error();")
    theirs = code(ARCHIVE).replace("data.archive(id)", "data.archive(id, caller)")
    assert isinstance(merge(code(ARCHIVE), mine, theirs), Conflict)


def test_code_that_is_being_worked_on_is_left_to_the_lines() -> None:
    mine = code(ARCHIVE).replace("await data.archive(id);", "= await (data.")
    assert merge(code(ARCHIVE), mine, code(ARCHIVE).replace("archive(id)", "archive()")) is None


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_new_lines_have_the_line_ends_of_the_file(ends: str) -> None:
    mine = code(COLUMNS).replace("  id", "  mine: 1,\n  id").replace("\n", ends)
    theirs = code(COLUMNS).replace("};", "  due: todos.due,\n};\n\nexport const x = 1;")
    result = merge(code(COLUMNS), mine, theirs)
    assert isinstance(result, Merged)
    assert result.text.count("\n") == 9 and result.text.count("\r\n") == (9 if ends == "\r\n" else 0)


def test_bytes_that_are_no_text_survive() -> None:
    mine = code(COLUMNS).replace("const", "// \udcff\nconst")
    assert "// \udcff\n" in clean(COLUMNS, mine, SWAPPED)


def test_nothing_comes_between_a_comment_and_broken_code_that_it_is_about() -> None:
    head = "/**\n * Yours to write.\n */\nexport async function "
    one = f"{head}archiveTodo(\n  _id: string,\n): Promise<string> {{\n  throw new Error();\n}}\n"
    base = f"{one}\n{head}importTodos(): Promise<string> {{\n  throw new Error();\n}}\n"
    last = "function mayRead() {\n  return true;\n}\n"
    theirs = f"{base}\n{head}pinTodo(): Promise<string> {{\n  throw new Error();\n}}\n\n{last}"
    base = f"{base}\n{last}"
    broken = "): Promise<string> {\n  throw new Error();\n}\n"
    mine = base.replace(broken, "  throw new Error();\n}\n", 1)
    merged = merge_file("data/todos.ts", base, mine, theirs)
    assert isinstance(merged, Conflict) or merged.text == theirs.replace(
        broken, "  throw new Error();\n}\n", 1
    )


def test_what_is_new_in_broken_code_keeps_its_neighbours() -> None:
    base = "/** One. */\nexport function one() {\n  return 1;\n}\n\nfunction last() {}\n"
    new = "/** Two. */\nexport function two() {\n  return 2;\n}\n\n"
    theirs = base.replace("function last", f"{new}function last")
    for broken in ("mine function one() {", "// export function one() {"):
        mine = base.replace("export function one() {", broken)
        merged = merge_file("data/todos.ts", base, mine, theirs)
        assert not isinstance(merged, Conflict)
        assert merged.text == theirs.replace("export function one() {", broken)


def test_what_an_owner_uses_stays_with_all_that_it_needs() -> None:
    ours = (
        'import { a } from "x";\n\nfunction one() {\n  return a;\n}\n\nfunction two() {\n  return one();\n}\n'
    )
    mine = "\nfunction mine() {\n  return two();\n}\n"
    rest = "\nexport const z = 1;\n"
    merged = merge(f"{ours}{rest}", f"{ours}{mine}{rest}", rest.lstrip())
    assert isinstance(merged, Merged) and merged.review and merged.text == f"{ours}{mine}{rest}"
