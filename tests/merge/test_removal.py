"""What an action consists of goes with it, whatever its owner made of that; all else stays."""

from __future__ import annotations

import pytest

from scaffold.merge.removal import reverted

BASE = """import { x } from "y";

export async function archiveTodo(_caller: Caller) {
  throw new NotWrittenYet("archiveTodo");
}

export type ArchiveTodoInput = { reason: string };

export function listTodos() {
  return [];
}
"""
THEIRS = """import { x } from "y";

export function listTodos() {
  return [];
}
"""
WRITTEN = BASE.replace('throw new NotWrittenYet("archiveTodo")', 'return "done"')


def test_a_body_that_its_owner_wrote_is_as_it_was_generated() -> None:
    assert reverted(BASE, WRITTEN, THEIRS, {"archiveTodo"}) == BASE


def test_what_belongs_to_the_action_is_too() -> None:
    mine = BASE.replace("{ reason: string }", "{ reason: number }")
    assert reverted(BASE, mine, THEIRS, {"archiveTodo"}) == BASE


@pytest.mark.parametrize(
    ("mine", "gone"),
    [
        (WRITTEN, {"publishTodo"}),
        (BASE.replace("return [];", "return [1];"), {"archiveTodo", "listTodos"}),
        (BASE + "\nexport const archiveTodoTwice = 2;\n", {"archiveTodo"}),
        (BASE + "\nexport const = 2;\n", {"archiveTodo"}),
    ],
    ids=["another action", "what stays", "what its owner declared", "what cannot be understood"],
)
def test_all_else_is_its_owners(mine: str, gone: set[str]) -> None:
    assert reverted(BASE, mine, THEIRS, gone) == mine


TESTED = """import { test } from "vitest";

test("archiveTodo refuses nobody, and says so until it is written", async () => {
  expect(state.error).toContain("is not written yet");
});

test("archiveTodos is another one", async () => {});
"""


def test_a_test_of_the_action_goes_as_its_body_does() -> None:
    left = TESTED[: TESTED.index('test("archiveTodo ')] + TESTED[TESTED.index('test("archiveTodos') :]
    mine = TESTED.replace('.error).toContain("is not written yet")', '.message).toBe("done")')
    assert reverted(TESTED, mine, left, {"archiveTodo"}) == TESTED
    assert reverted(TESTED, mine, left, {"archiveTodos"}) == mine
    assert reverted(TESTED, mine, TESTED, {"archiveTodo"}) == mine


def test_a_comment_right_above_goes_too_and_one_that_stands_alone_stays() -> None:
    base = BASE.replace("export async", "/** Yours to write. */\nexport async")
    mine = base.replace("/** Yours to write. */", "/** Puts it away. */\n// For good.")
    assert reverted(base, mine, THEIRS, {"archiveTodo"}) == base
    alone = base.replace("/** Yours", "// Of all of them.\n\n/** Yours")
    assert reverted(base, alone, THEIRS, {"archiveTodo"}) == alone
