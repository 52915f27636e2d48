"""The rooms of the house: arrows go down only, a module is short and says what it is, and has its tests."""

from __future__ import annotations

from pathlib import Path

import draw
import pytest

TESTS = Path(__file__).parent
# Files of tests about more than the one module of their name.
SHARED = {
    "commands/test_settled.py": "planning by parts plans what looking at everything would",
    "contract/test_bulk.py": "what is told of many records at once is told of one record, too",
    "generate/test_modules.py": "rendered modules parse, and declare or import what they use",
    "spec/test_order.py": "for every pair of commands, the order does not matter or one of them is refused",
}

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


def file_of(module: draw.Module) -> str | None:
    """Name the file of a module's tests: in the room of the same name, called like the module."""
    room = "" if module.room == module.name else f"{module.room}/"
    folder, _, name = f"{room}{module.name}".rpartition("/")
    if name == "__init__":
        # A package says what it is and has nothing to test, but for the one that is the way in.
        return "commands/test_commands.py" if folder == "commands" else None
    if not folder and name == "scaffold":
        return None
    return f"{folder}/test_{name.strip('_')}.py".lstrip("/")


@each_module
def test_a_module_has_a_file_of_tests_of_its_own(module: draw.Module) -> None:
    expected = file_of(module)
    assert expected is None or (TESTS / expected).is_file(), expected


def test_a_file_of_tests_in_a_room_is_about_a_module_there() -> None:
    rooms = sorted({module.room for module in MODULES if module.room != module.name})
    there = {
        path.relative_to(TESTS).as_posix() for room in rooms for path in (TESTS / room).rglob("test_*.py")
    }
    assert there - {file_of(module) for module in MODULES} == SHARED.keys()


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
