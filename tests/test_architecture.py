"""The rooms of the house: arrows go down only, and a module is short and says in a sentence what it is."""

from __future__ import annotations

import draw
import pytest

MODULES = draw.modules()
NAMES = [f"{module.room}/{module.name}" for module in MODULES]
each_module = pytest.mark.parametrize("module", MODULES, ids=NAMES)


@each_module
def test_a_module_imports_only_from_its_own_room_and_from_floors_below(module: draw.Module) -> None:
    for room, name in module.imports:
        assert room == module.room or draw.floor(room) > draw.floor(module.room), f"{room}/{name}"


@each_module
def test_a_module_has_at_most_300_lines_and_one_sentence_says_what_it_is(module: draw.Module) -> None:
    assert module.lines <= 300
    assert module.says.count(". ") == 0 and module.says.endswith("."), module.says


def test_no_module_imports_in_a_circle() -> None:
    known = {(module.room, module.name): module.imports for module in MODULES}
    done: set[tuple[str, str]] = set()

    def walk(place: tuple[str, str], path: tuple[tuple[str, str], ...]) -> None:
        assert place not in path, " > ".join("/".join(step) for step in (*path, place))
        if place in done:
            return
        for next_place in known.get(place, ()):
            walk(next_place, (*path, place))
        done.add(place)

    for place in known:
        walk(place, ())


def test_the_drawing_is_of_todays_imports() -> None:
    text = draw.PAGE.read_text("utf-8")
    expected = draw.written(text)
    if text != expected:
        draw.PAGE.write_text(expected, "utf-8")
    assert text == expected, "docs/architecture.md was out of date, and has been written anew"
