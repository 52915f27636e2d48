"""The two tags of our own, and the table of how many lines of a template have one."""

from __future__ import annotations

import re

import pytest
import tags
from jinja2 import DictLoader, Environment, StrictUndefined

from scaffold.generate import copier_yml, templates
from scaffold.generate.tags import Tags


class Filler:
    def __init__(self, name: str, *slots: str) -> None:
        self.name = name
        self.slots = {slot: f"{slot}.jinja" for slot in slots}


def rendered(source: str, **seen: object) -> str:
    syntax = copier_yml.syntax((templates.TEMPLATES / "app/copier.yml").read_text("utf-8"))
    parts = {"main": source, "a.jinja": "a of [[ action.name ]], [[ other ]]\n", "b.jinja": "b\n"}
    environment = Environment(
        extensions=[Tags], loader=DictLoader(parts), undefined=StrictUndefined, **syntax
    )
    return environment.get_template("main").render(seen)


def test_each_action_puts_its_template_into_the_slots_that_it_fills() -> None:
    actions = [Filler("one", "a"), Filler("two", "b"), Filler("three", "a", "b")]
    assert rendered('x\n  [% slot "a" %]\ny\n', actions=actions, other="z") == (
        "x\na of one, z\na of three, z\ny\n"
    )
    assert rendered('x\n[% slot "b" %]\ny\n', actions=actions) == "x\nb\nb\ny\n"


def test_a_slot_that_nothing_fills_leaves_no_line() -> None:
    assert rendered('x\n[% slot "a" %]\ny\n', actions=[]) == "x\ny\n"
    assert rendered('x\n[% slot "a" %]\ny\n', actions=[Filler("two", "b")]) == "x\ny\n"


def test_put_leaves_the_lines_of_a_macro_and_no_other() -> None:
    macro = "[% macro two(name) %]\n  one [[ name ]]\n  two\n[% endmacro %]\n"
    assert rendered(f'{macro}x\n    [% put two("z") %]\ny\n') == "x\n  one z\n  two\ny\n"


def test_every_template_compiles() -> None:
    environment = templates.compiler()
    names = environment.list_templates(filter_func=lambda name: name.endswith(templates.SUFFIX))
    assert len(names) > 50
    for name in names:
        environment.get_template(name)


@pytest.mark.parametrize(
    ("text", "counts"),
    [("[% if x %]\na\n[% endif %]\n", (2, 1)), ("[[ a ]] [# b #]\n", (0, 0)), ("[% else %]", (1, 1))],
)
def test_lines_with_a_tag_are_counted(text: str, counts: tuple[int, int]) -> None:
    assert tags.count(text) == counts


def test_the_table_is_of_todays_templates() -> None:
    page = tags.PAGE.read_text("utf-8")
    for name, count in tags.now().items():
        row = re.search(rf"^\| {re.escape(name)} \|.*\| (\d*) \|.*\| (\d*) \|$", page, re.MULTILINE)
        assert (row and row.groups()) == (tuple(map(str, count)) if count.all else None), (
            "python tools/tags.py"
        )
