"""TypeScript literals: whatever the text, the code means that text, in the spelling Biome keeps."""

from __future__ import annotations

import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.generate.typescript import attribute, literal, number, string


def meaning(code: str) -> str:
    """Read a string literal as JavaScript does; JSON does the same once the quotes are double."""
    body = code[1:-1]
    if code[0] == "'":
        body = re.sub(
            r"\\(.)|\"", lambda found: {"\\'": "'"}.get(found[0], found[0].replace('"', '\\"')), body
        )
    return str(json.loads(f'"{body}"'))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_means_its_text(text: str) -> None:
    code = string(text)
    assert meaning(code) == text
    assert "\n" not in code and "${" not in code and "\u2028" not in code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ("both ' and \"", '"both \' and \\""'),
        ("`${x}`", '"`\\u0024{x}`"'),
        ("</script>", '"</script>"'),
        ("a\\b", '"a\\\\b"'),
        ("a\nb\x7f", '"a\\nb\\u007f"'),
        ("\u202eabc\u00a0\ufeff", '"\\u202eabc\\u00a0\\ufeff"'),
        ("\u2028\u2029", '"\\u2028\\u2029"'),
        ("é 字 \U0001f469\u200d\U0001f4bb", '"é 字 \U0001f469\u200d\U0001f4bb"'),
    ],
)
def test_a_string_takes_the_quotes_that_need_fewer_escapes(text: str, code: str) -> None:
    assert string(text) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0, "0"),
        (-7, "-7"),
        (1.5, "1.5"),
        (1000.0, "1000"),
        (1e15, "1000000000000000"),
        (1e22, "1e22"),
        (1e-7, "1e-7"),
        (1.7976931348623157e308, "1.7976931348623157e308"),
        (3.14, "3.14"),
        (3.14159, "314159e-5"),
        (-0.707, "-707e-3"),
        (2.7183, "27183e-4"),
        (True, "true"),
        (False, "false"),
        (None, "null"),
    ],
)
def test_a_literal_is_spelled_as_biome_keeps_it(value: object, code: str) -> None:
    assert literal(value) == code


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_loses_nothing(value: float) -> None:
    assert math.isclose(float(literal(value)), value, rel_tol=0, abs_tol=0)
    assert float(number(value)) == value


def test_what_is_no_literal_is_an_error() -> None:
    with pytest.raises(TypeError):
        literal([])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Due date", 'label="Due date"'),
        ("It's {x} <b>", 'label="It\'s {x} <b>"'),
        ('say "hi"', "label={'say \"hi\"'}"),
        ("a & b", 'label={"a & b"}'),
        ("&amp;", 'label={"&amp;"}'),
        ("a\\b", 'label={"a\\\\b"}'),
        ("\u202eabc", 'label={"\\u202eabc"}'),
    ],
)
def test_an_attribute_is_an_expression_where_jsx_would_read_it_otherwise(text: str, code: str) -> None:
    assert attribute("label", text) == code
