"""Edits as people make them in the files of a resource: what is found there, and what they make of it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Edit(NamedTuple):
    """Name a kind of edit, the files it is made in, the text that it changes there, and what that becomes."""

    kind: str
    path: str
    found: str
    instead: str

    def apply(self, path: str, text: str) -> str | None:
        """Return the edited text; None where there is nothing to edit."""
        if not re.search(self.path, path):
            return None
        edited, count = re.subn(self.found, self.instead, text, count=1, flags=re.MULTILINE | re.DOTALL)
        return edited if count and edited != text else None


FORM, LIST, RECORD = r"-form\.tsx$", r"todos/page\.tsx$", r"\[id\]/page\.tsx$"
ACTIONS, DATA, SCHEMA, TABLE = r"todos/actions\.ts$", r"^data/", r"^lib/schemas/", r"^db/schema/"
TEST, CODE = r"\.test\.ts$", r"\.tsx?$"

EDITS = (
    # Markup
    Edit("wraps an element", FORM, r"^( +)(<InputField\n.*?/>)\n", r'\1<div className="wide">\n\1  \2\n\1</div>\n'),
    Edit("wraps an element", LIST, r"^( +)(<Summary record=\{record\} />)", r"\1<article>\n\1  \2\n\1</article>"),
    Edit("wraps an element", RECORD, r"^( +)(<Detail [^\n]*)", r"\1<div>\n\1  \2\n\1</div>"),
    Edit("reorders elements", FORM, r"^( +<CheckboxField\n.*?/>\n)( +<InputField\n.*?/>\n)", r"\2\1"),
    Edit("reorders elements", RECORD, r"^( +<Detail [^\n]*\n)( +<Detail [^\n]*\n)", r"\2\1"),
    Edit("adds an element", FORM, r"^( +)(<form [^\n]*\n)", r"\1\2\1  <h2>What is to be done</h2>\n"),
    Edit("adds an element", FORM, r"^( +)(<InputField\n)", r"\1<hr />\n\1\2"),
    Edit("adds an element", LIST, r"^( +)(\{forms\}\n)", r"\1<Intro />\n\1\2"),
    Edit("adds an element", RECORD, r"^( +)(</Details>\n)", r'\1  <Detail term="Id">{record.id}</Detail>\n\1\2'),
    Edit("adds an element", RECORD, r"^( +)(\{forms\}\n)", r"\1\2\1<History id={id} />\n"),
    Edit("changes an attribute", FORM, r'className="card space-y-5"', 'className="card mx-auto max-w-xl space-y-6"'),
    Edit("changes an attribute", FORM, r'label="Text"', 'label="What is to be done?"'),
    Edit("changes an attribute", LIST, r'label="All todos"', 'label="Everything to do"'),
    Edit("adds an attribute", FORM, r'^( +)(name="text"\n)', r"\1\2\1autoFocus\n"),
    Edit("adds an attribute", LIST, r"<ul className", r'<ul data-test="todos" className'),
    Edit("changes words", LIST, r'<PageHeader title="Todos">', '<PageHeader title="What is to be done">'),
    Edit("changes words", LIST, r"There are no todos yet\.", "Nothing to do. Lucky you!"),
    # Components and functions
    Edit(
        "splits a component",
        LIST,
        r"^( +)(<Summary record=\{record\} />\n +<Controls record=\{record\} />)(.*?)^const NONE_YET",
        r"\1<Row record={record} />\3function Row({ record }: { record: data.Todo }) {\n  return (\n    <>\n"
        r"      <Summary record={record} />\n      <Controls record={record} />\n    </>\n  );\n}\n\nconst NONE_YET",
    ),
    Edit("moves a function", LIST, r"^(function Summary.*?^\}\n)\n(function Controls.*?^\}\n)", r"\2\n\1"),
    Edit("moves a function", DATA, r"^(function mayRead.*?^\}\n)\n(function mayChange.*?^\}\n)", r"\2\n\1"),
    Edit("moves a function", ACTIONS, r"^(export async function createTodo.*?^\}\n)\n(.*)", r"\2\n\1"),
    Edit("renames a local", ACTIONS, r"\bparsed\b(.*?)\bparsed\b(.*?)\bparsed\b(.*?)\bparsed\b(.*?)\bparsed\b(.*?)\bparsed\.data", r"input\1input\2input\3input\4input\5input.data"),
    Edit("renames a local", DATA, r"\brows\b(.*?)\brows\b", r"found\1found"),
    Edit("renames a local", LIST, r"\{ record \}: \{ record: data\.Todo \}\) \{\n  const name = display\(record\.text\);", "{ record }: { record: data.Todo }) {\n  const title = display(record.text);\n  const name = title;"),
    Edit("makes it an arrow", DATA, r"^function mayRead\(([^\n]*)\) \{\n  return ([^\n]*);\n\}", r"const mayRead = (\1) => \2;"),
    Edit("adds a helper", DATA, r"\Z", "\nexport async function countTodos(caller: Caller) {\n  return (await listTodos(caller, { limit: 100, after: null })).items.length;\n}\n"),
    Edit("adds a helper", LIST, r"^(const NONE_YET)", r"function Intro() {\n  return <p>One thing at a time.</p>;\n}\n\n\1"),
    Edit("adds a comment", CODE, r"^(export (?:async )?function)", r"/** Ask Ann before this changes. */\n\1"),
    Edit("adds a comment", CODE, r"^(import )", r"// What this file needs.\n\1"),
    # Statements
    Edit("adds a call", ACTIONS, r"^( +)(revalidatePath\()", r'\1await audit("todo");\n\1\2'),
    Edit("adds a call", ACTIONS, r"^( +)(if \(!session\)[^\n]*\n)", r"\1\2\1await limit(session);\n"),
    Edit("adds a call", DATA, r"^( +)(return row \?\? null;)", r"\1console.debug(row);\n\1\2"),
    Edit("changes a call", DATA, r"\.limit\(page\.limit \+ 1\)", ".limit(Math.min(page.limit, 50) + 1)"),
    Edit("adds a condition", DATA, r"and\(mayRead\(caller\), after\(page\)\)", "and(mayRead(caller), isNull(todos.text), after(page))"),
    Edit("changes a message", ACTIONS, r'"Todo added\."(.*?)"Todo added\."', r'"Done."\1"Done."'),
    # Lists of things
    Edit("adds a column", TABLE, r"^( +)(createdAt: )", r'\1mine: text("mine"),\n\1\2'),
    Edit("adds an index", TABLE, r"^( +)(index\([^\n]*\n)", r'\1\2\1index("todos_mine_idx").on(table.createdAt),\n'),
    Edit("adds an item", DATA, r"^( +)(createdAt: todos\.createdAt,\n)", r"\1mine: todos.ownerId,\n\1\2"),
    Edit("moves an item", DATA, r"^(  id: todos\.id,\n)(.*?)(  updatedAt: todos\.updatedAt,\n)", r"\3\1\2"),
    Edit("refines a rule", SCHEMA, r"\.max\(255\)", ".max(80)"),
    Edit("refines a rule", SCHEMA, r"\.trim\(\)\.min\(1\)", ".trim().toLowerCase().min(1)"),
    Edit("refines a rule", SCHEMA, r"strictObject\(fields\)\.partial\(\)", 'strictObject(fields).partial().refine((it) => it, "Nothing")'),
    Edit("adds an import", CODE, r"^(import [^\n]*\n)(?!import)", r'\1import { audit } from "@/lib/audit";\n'),
    # Tests
    Edit("adds a test", TEST, r"\Z", '\ntest("mine", async () => {\n  expect(await all()).toEqual([]);\n});\n'),
    Edit("deletes a test", TEST, r"^test\(\"an unknown id.*?^\}\);\n\n", ""),
    Edit("changes a value", TEST, r'"Example"', '"Buy milk"'),
)  # fmt: skip
