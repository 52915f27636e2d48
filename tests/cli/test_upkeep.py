"""The commands that keep an app up to date are on the command line, with their options."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projects import DOWN, ENTER, Terminal, edit, every_command, scaffold, todos_app


def test_they_are_commands() -> None:
    assert {"update", "eject", "resolve"} <= set(every_command())


@pytest.mark.parametrize(("keys", "mine"), [(ENTER, True), (DOWN + ENTER, False)])
def test_a_conflict_is_shown_with_both_sides_and_asked_about(keys: str, mine: bool, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    schema = app / "lib/schemas/todos.ts"
    edit(schema, "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"')
    scaffold(app, "apply", "--conflict=markers")
    seen = Terminal(app, "resolve", PATH=os.environ["PATH"])
    shown = seen.until("What is to stay")
    assert "generated before:" in shown and "yours:" in shown and "z.email()" in shown
    seen.type(keys)
    assert seen.end() == 0
    assert ("z.email()" in schema.read_text()) is mine and "<<<<<<<" not in schema.read_text()


def test_a_conflict_can_be_settled_in_an_editor(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    schema = app / "lib/schemas/todos.ts"
    edit(schema, "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"')
    scaffold(app, "apply", "--conflict=markers")
    before = schema.read_text().split("\n")
    opened, closed = before.index("<<<<<<< yours"), before.index(">>>>>>> scaffold")
    conflict = "\n".join(before[opened : closed + 1]) + "\n"
    editor = tmp_path / "editor"
    # The first time it is closed without a change, as somebody does who wants to look at it.
    editor.write_text(
        "#!/bin/sh\n"
        f'if [ ! -e {tmp_path}/seen.ts ]; then cp "$1" {tmp_path}/seen.ts; exit; fi\n'
        "printf '    text: ours(),\\n    // both\\n' > \"$1\"\n"
    )
    editor.chmod(0o755)
    seen = Terminal(app, "resolve", PATH=os.environ["PATH"], VISUAL=str(editor))
    for _ in range(2):
        seen.until("What is to stay")
        seen.type(DOWN * 4 + ENTER)
    assert seen.end() == 0
    assert (tmp_path / "seen.ts").read_text() == conflict
    after = [*before[:opened], "    text: ours(),", "    // both", *before[closed + 1 :]]
    assert schema.read_text().split("\n") == after


@pytest.mark.parametrize("editor", ["false", "/nowhere/editor"])
def test_an_editor_that_fails_says_so_and_the_question_comes_again(editor: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    schema = app / "lib/schemas/todos.ts"
    edit(schema, "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"')
    scaffold(app, "apply", "--conflict=markers")
    seen = Terminal(app, "resolve", PATH=os.environ["PATH"], VISUAL=editor)
    seen.until("What is to stay")
    seen.type(DOWN * 4 + ENTER)
    seen.until(f"{editor}: Editing failed")
    seen.until("What is to stay")
    seen.type(ENTER)
    assert seen.end() == 0
    assert "z.email()" in schema.read_text() and "<<<<<<<" not in schema.read_text()
