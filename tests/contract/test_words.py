"""A gap is told in words that say what a client has to do otherwise."""

from __future__ import annotations

import pytest

from scaffold.contract import words
from scaffold.contract.gaps import Gap
from scaffold.contract.words import in_body, in_parameter, told
from strategies import words as words_of

EVERY = (words.STRICTER_REQUEST, words.LOOSER_REQUEST, words.LOOSER_REPLY, words.STRICTER_REPLY)


@pytest.mark.parametrize(
    ("gap", "line"),
    [
        (Gap("required", ("due",)), "needs `due`, which could be left out"),
        (Gap("value", ("mood",), '"bad"'), "no longer takes `bad` as `mood`"),
        (Gap("type", ("due",), "null"), "no longer takes null as `due`"),
        (Gap("type", ("tags", "[]", "name"), "integer"), "no longer takes a whole number as `tags[].name`"),
        (Gap("limit", ("text",), "maxLength", "9"), "wants at most 9 characters in `text`"),
        (Gap("any", ("mood",), "string", '["a, b", "{c}"]'), "takes only `a, b`, `{c}` as `mood`"),
        (Gap("format", ("due",), "format", '"date"'), "takes `due` only in the format date"),
        (Gap("default", ("size",), "1", "2"), "takes `2` instead of `1` where `size` is left out"),
        (Gap("default", ("size",), "3", '"3"'), 'takes `"3"` instead of `3` where `size` is left out'),
        (
            Gap("default", ("size",), "", '"null"'),
            'takes `"null"` instead of nothing where `size` is left out',
        ),
        (Gap("value", ("size",), '"true"'), 'no longer takes `"true"` as `size`'),
        (Gap("open", ()), "no longer takes what it does not know in the body"),
    ],
)
def test_what_is_refused_now_is_told(gap: Gap, line: str) -> None:
    assert told(gap, words.STRICTER_REQUEST, in_body) == line


def test_what_is_said_of_a_list_of_records_is_said_of_each() -> None:
    assert in_body(Gap("gone", ("[]", "due"))) == in_body(Gap("gone", ("due",))) == "`due`"
    assert in_body(Gap("type", ("[]",))) == "`[]`"
    assert in_parameter("sort")(Gap("value", ())) == "`sort`"
    assert in_parameter("ids")(Gap("value", ("[]",))) == "`ids[]`"


def test_every_gap_has_words_where_it_breaks_somebody() -> None:
    kinds = words_of("required new gone type value any limit format pattern open rule unknown")
    for what in kinds:
        gap = Gap(what, ("a",), "x", '["y"]' if what == "any" else "1")
        for says in (words.STRICTER_REQUEST, words.LOOSER_REPLY):
            assert told(gap, says, in_body), what


def test_the_verb_comes_first() -> None:
    verbs = {line.removeprefix("no longer ").split()[0] for says in EVERY for line in says.values()}
    assert verbs == {"needs", "takes", "wants", "has", "may", "gives", "always", "keeps"}
