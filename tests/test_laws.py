"""The laws of what people edit: no line lost, doubled, moved away or back, whatever commands come.

This is a share. `PYTHONPATH=.:bench python tests/fuzz.py sweep` tries every edit of a line with every
command, and `histories` and `lives` as many random ones as wanted; HYPOTHESIS_PROFILE=thorough tries more.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

import fuzz
import histories
import lives
from evolved import APPS, COMMANDS, Changed, changed
from laws import Law
from line_edits import mark_of, of_line
from texts import Edit

FACTOR = 4 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1
BASE = """\
export function one() {
  const a = 1;
  return a;
}

export function two() {
  const b = 2;
  return b;
}
"""
THEIRS = BASE.replace("export function two", "export function new() {\n  return 0;\n}\n\nexport function two")
LAW = Law("a.ts", BASE, THEIRS)
MARKED = Edit("insert call", 2, 0, ("  mine();",))


def drawn(count: int) -> Iterator[tuple[Changed, Edit]]:
    choose = random.Random(7)
    for _ in range(count):
        name = choose.choice(sorted(APPS))
        steps = changed(APPS[name], choose.choice(COMMANDS[name]))
        if steps:
            step = choose.choice(steps)
            text = step.law.base
            yield step, choose.choice(list(of_line(text, choose.randrange(len(text.lines)))))


def test_an_edit_of_a_line_is_left_by_a_command_as_it_is() -> None:
    ended = [(step.tried(edit, mark_of(edit)), step.path, edit) for step, edit in drawn(25 * FACTOR)]
    assert [one for one in ended if one[0][1]] == []
    assert sum(one[0][0] == "clean" for one in ended) > len(ended) / 2


def test_a_history_of_commands_and_edits_keeps_the_laws() -> None:
    told = [histories.history(random.Random(seed)) for seed in range(8 * FACTOR)]
    assert [one for one in told if one.wrong] == []
    assert any(one.clean for one in told)


def test_a_life_of_commands_and_edits_on_a_disk_keeps_the_laws() -> None:
    for seed in range(FACTOR):
        assert list(lives.life(random.Random(seed))) == [], seed


def test_the_sweep_says_how_many_it_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["sweep", "--only", "remove webhook", "--share", "0.01"]) == 0
    assert capsys.readouterr().out.startswith("sweep: {'clean': ")


@pytest.mark.parametrize(
    ("merged", "wrong"),
    [
        (THEIRS.replace("  return a;", "  mine();\n  return a;"), []),
        (THEIRS, ["mine is there 0 times"]),
        (THEIRS.replace("  return a;", "  mine();\n  mine();\n  return a;"), ["mine is there 2 times"]),
        (THEIRS.replace("  return a;", "  mine(;\n  return a;"), ["does not parse"]),
        (THEIRS.replace("  return b;", "  mine();\n  return b;"), ["not made after"]),
        (THEIRS.replace("  const a", "  mine();\n  const a"), ["not made after"]),
        (BASE.replace("  return a;", "  mine();\n  return a;"), ["not made after"]),
    ],
    ids=["as it is", "lost", "doubled", "broken", "moved away", "moved up", "without the change"],
)
def test_a_merge_that_breaks_a_law_is_told(merged: str, wrong: list[str]) -> None:
    found = list(LAW.broken(MARKED, merged, "mine"))
    assert len(found) == len(wrong)
    for what, words in zip(found, wrong, strict=True):
        assert words.replace("not made after", "is not what it is when the edit is made after") in what


def test_a_line_that_comes_back_is_told() -> None:
    gone = Edit("delete", 1, 1, ())
    assert list(LAW.broken(gone, THEIRS.replace("  const a = 1;\n", ""), "")) == []
    assert list(LAW.broken(gone, THEIRS, "")) != []
