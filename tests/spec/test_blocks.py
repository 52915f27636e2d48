"""The blocks of a TOML text: split and joined to the byte, however its lines are laid out."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.spec import blocks
from scaffold.spec.blocks import Tables, read, update, write

KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e.f'", "g . h", 'i."j#"', "1", "true"])
VALUES = st.sampled_from(
    [
        *('"x"', '"a # b"', '"\\" \\\\"', "'its'", '""', "''", "true", "false", "0", "42"),
        *("[]", '["x"]', '[ "x" , "y", ]', '["[", "]"]', "[1, [2]]", '[\n  "x", # one\n  # two\n  "y",\n]'),
        *('"""a\n"b" # c\n"""', "'''\n[x]\n'''", '"""x""""', "{ a = 1, b = '}' }", "2026-01-31", "1.5", "-1"),
    ]
)
COMMENTS = st.sampled_from(["", "", "  # why", "\t#", ' # [x] "y'])
BLANKS = st.sampled_from(["", "# a comment", "  # [not.a.header]", "\t", "#"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a valid TOML text, laid out in every way."""
    lines = []
    for number in range(draw(st.integers(0, 4))):
        lines += draw(st.lists(BLANKS, max_size=2))
        if number:
            header = f"t{number}" + draw(st.sampled_from(["", " . x", '."y z"', " "]))
            lines.append(f"{draw(st.sampled_from(['', '  ']))}[{header}]{draw(COMMENTS)}")
        for key in draw(st.lists(KEYS, unique=True, max_size=3)):
            equals = draw(st.sampled_from([" = ", "=", "  =\t"]))
            lines.append(draw(st.sampled_from(["", " "])) + key + equals + draw(VALUES) + draw(COMMENTS))
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def said(toml: object, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    """Return each value of a text by its path; tables within a value are values."""
    if not isinstance(toml, dict):
        return {path: toml}
    return {key: value for name, inner in toml.items() for key, value in said(inner, (*path, name)).items()}


@given(texts())
def test_a_text_is_split_and_joined_to_the_byte(text: str) -> None:
    tomllib.loads(text)
    lines = [
        line
        for block in read(text)
        for line in [
            *[one.text for one in block.lead],
            *([] if block.header is None else [block.header]),
            *[one.text for one in block.body],
        ]
    ]
    assert "\n".join(lines).rstrip("\n") == text.rstrip("\n")
    assert write(read(text)) == text.rstrip("\n") + "\n"


@given(texts())
def test_every_value_is_found_where_it_stands(text: str) -> None:
    found = {}
    for block in read(text):
        for line in block.body:
            if line.is_pair:
                start, end = line.value
                found[line.path] = tomllib.loads(f"x = {line.text[start:end]}")["x"]
    flat = {path: value for path, value in found.items() if not isinstance(value, dict)}
    inner = {path + key: value for path, table in found.items() for key, value in said(table).items()}
    assert {**flat, **inner} == said(tomllib.loads(text))


@given(texts())
def test_a_plain_line_is_read_as_token_by_token(text: str) -> None:
    plain = read(text)
    with pytest.MonkeyPatch.context() as patch:
        # Only what has no tokens: blank lines and comments.
        nothing = r"(?P<header>(?!))?(?P<key>(?!))?"
        patch.setattr(blocks, "_PLAIN", re.compile(rf"[ \t]*(#[^\n]*)?(?:\n|\Z){nothing}"))
        assert read(text) == plain


def test_a_bare_key_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", None)
    (block, other) = read('a = 1\nb.c = ["x"] # y\n[d . e-1]\n')
    assert [line.path for line in block.body] == [("a",), ("b", "c")]
    assert other.path == ("d", "e-1")


def changed(text: str, old: Tables, new: Tables) -> str:
    return update(text, old, new, lambda path: path)


def test_only_what_differs_is_touched() -> None:
    text = "[app]\na = 1 # one\nb = 2\n\n[resource.x]\nc = 3\n"
    assert changed(text, {("app",): {"b": "2"}}, {("app",): {"b": "3"}}) == text.replace("b = 2", "b = 3")
    assert changed(text, {}, {}) == text


@pytest.mark.parametrize(
    ("block", "after"),
    [
        (("resource", "a"), "[app]"),
        (("resource", "c"), "[resource.b]"),
        (("action", "a"), "[resource.d]"),
        (("webhook", "a"), "[action.z]"),
    ],
)
def test_a_new_block_follows_the_last_that_sorts_before_it(block: tuple[str, ...], after: str) -> None:
    text = "format = 1\n\n[app]\n\n[resource.b]\n\n[resource.d]\n\n[action.z]\n"
    lines = [line for line in changed(text, {}, {block: {}}).split("\n") if line]
    assert lines[lines.index(f"[{'.'.join(block)}]") - 1] == after
