"""New names in code: only where the new text has them, and where its owner's text means ours."""

from __future__ import annotations

from scaffold.merge.match import Matching
from scaffold.merge.substitution import followed, renamed, substituted
from scaffold.merge.swap import Swap
from scaffold.merge.syntax import parse

NAMES = {"todo": "task", "todos": "tasks", "Todo": "Task", "Todos": "Tasks"}


def test_only_what_all_of_the_new_text_calls_otherwise_has_another_name() -> None:
    old, new = parse(b"f(todo); g(todo, Todo);"), parse(b"f(task); g(todo, Task);")
    assert [key[1] for key in renamed(old, new, Swap(NAMES))] == ["Todo"]


def test_lines_of_ours_in_an_edited_comment_have_the_new_names_and_lines_of_its_owners_do_not() -> None:
    old = parse(b"/**\n * The todo.\n * With all.\n */\nf(<a>\n  All todos\n</a>);")
    new = parse(b"/**\n * The task.\n * With all.\n */\nf(<a>\n  All tasks\n</a>);")
    own = parse(b"/**\n   * The todo.\n * My todo.\n */\nf(<a>\n  All todos\n  My todos\n</a>);")
    assert substituted(own, renamed(old, new, Swap(NAMES)), set()) == (
        "/**\n   * The task.\n * My todo.\n */\nf(<a>\n  All tasks\n  My todos\n</a>);"
    )


def test_what_was_generated_is_that_whatever_is_around_it() -> None:
    old, new = parse(b"const a = f({ todo: 1 });"), parse(b"const a = f({ task: 1 });")
    own = parse(b"const b = g({ todo: 1 });")
    names = renamed(old, new, Swap(NAMES))
    assert substituted(own, names, set()) == "const b = g({ todo: 1 });"
    generated = Matching(old.root, own.root).back
    assert substituted(own, names, set(), generated) == "const b = g({ task: 1 });"


def test_lines_that_are_as_generated_follow_and_others_stay() -> None:
    assert followed("a\nb\nc\n", "A\nb\nC\n", "a\nmine a\r\nc") == "A\nmine a\r\nC"
    assert followed("a\n", "A\nB\n", "a\n") == "a\n"
