"""Fields: what `name:type?=default` means, and that writing it back changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import UsageError
from scaffold.spec.fields import (
    FIELD_TYPES,
    Field,
    checked_hint,
    checked_label,
    checked_labels,
    format_type,
    parse_field,
    parse_type,
)
from strategies import any_field, words


@pytest.mark.parametrize(
    ("arg", "field"),
    [
        ("title", Field("title", "string")),
        ("title?", Field("title", "string", optional=True)),
        ("due-date:date", Field("dueDate", "date", label="Due date")),
        ("due:date?=2026-02-28", Field("due", "date", optional=True, default="2026-02-28")),
        ("done:boolean=false", Field("done", "boolean", default=False)),
        ("size:integer=007", Field("size", "integer", default=7)),
        ("size:integer=-2147483648", Field("size", "integer", default=-(2**31))),
        ("rate:number=1e3", Field("rate", "number", default=1000.0)),
        ("price:decimal=007.50", Field("price", "decimal", default="7.50")),
        ("name:string=a=b:c", Field("name", "string", default="a=b:c")),
        ("name:string=", Field("name", "string", default="")),
        (
            "at:datetime=2026-01-01T00:30:00+02:00",
            Field("at", "datetime", default="2025-12-31T22:30:00.000Z"),
        ),
        (
            "at:datetime=2026-01-01T00:30:00.123456Z",
            Field("at", "datetime", default="2026-01-01T00:30:00.123Z"),
        ),
        ("site:url=https://a.b/c?d=e#f", Field("site", "url", default="https://a.b/c?d=e#f")),
        ('data:json={"a": [1, "é"]}', Field("data", "json", default='{"a":[1,"é"]}')),
        ('data:json="a\\nb"', Field("data", "json", default='"a\\nb"')),
        ("mood:enum(good, bad)?=bad", Field("mood", "enum", True, "bad", ("good", "bad"))),
        ("Mood:ENUM(a)", Field("mood", "enum", choices=("a",))),
        ("sku!", Field("sku", "string", unique=True)),
        ("sku?!", Field("sku", "string", optional=True, unique=True)),
        ("sku:string!", Field("sku", "string", unique=True)),
        ("sku:string !?", Field("sku", "string", optional=True, unique=True)),
        ("age:integer(min=0,max=150)?", Field("age", "integer", optional=True, min=0, max=150)),
        ("code:string(length=8)!", Field("code", "string", unique=True, min=8, max=8)),
        ("day:date( min = 2000-01-01 )", Field("day", "date", min="2000-01-01")),
    ],
)
def test_a_field_is_read(arg: str, field: Field) -> None:
    assert parse_field(arg) == field
    assert parse_type(field.name, format_type(field)) == field


@pytest.mark.parametrize(
    ("arg", "hint"),
    [
        ("n:int", "n:integer"),
        ("n:bool", "n:boolean"),
        ("n:intger", "n:integer"),
        ("n:select", "n:enum(a,b)"),
        ("n:zzz", ", ".join(FIELD_TYPES)),
        ("n:", "n:string"),
        ("n:?", "n:string"),
        ("n=5", "n:string=5"),
        ("n:string(5)", "n:string(max=5)"),
        ("n:string!!", "name:type"),
        ("n:string!=a", "`n:string!` or, where it may be left out, `n:string?!`"),
        ("n:boolean!", "leave out the !"),
        ("n:enum(a,b)!", "leave out the !"),
        ("n:json!", "leave out the !"),
        ("n:string??", "name:type"),
        ("author:reference", "author:ref(customers)"),
        ("authorId:ref(users)", "author:ref(users)"),
        ("n:enum(a,b)=c", "the choices are a, b"),
        ("id:uuid", "idValue"),
        ("a/b:string", "try `"),
        (":string", "dueDate"),
        ("", "dueDate"),
    ],
)
def test_a_field_that_is_not_understood_is_refused_with_what_to_type(arg: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(arg)
    assert hint in (caught.value.hint or "")


DEFAULTS = words(
    """
    n:integer=2147483648 n:integer=1.5 n:integer= n:integer=1_0 n:number=nan n:number=inf
    n:number=1e999 n:number=0x1 n:decimal=1.23456 n:decimal=1234567890123456 n:decimal=1e3
    n:boolean=yes n:boolean=True n:date=2026-02-30 n:date=2026-2-3 n:date=20260203 n:date=today
    n:datetime=2026-01-01T00:00:00 n:datetime=now n:datetime=0001-01-01T00:00+05:00 n:email=ada
    n:email=a@b n:email=.a@b.co n:url=javascript:alert(1) n:url=//a.b n:url=ftp://a.b n:url=https://
    n:url=https://a..b n:uuid=1 n:uuid=11111111-1111-9111-8111-111111111111 n:json={ n:json=
    n:json=NaN n:json=1e999 n:json=undefined
    """
)
DEFAULTS += ["n:integer=1\u0661", 'n:json="\\u0000"', 'n:json="\\ud800"']


@pytest.mark.parametrize("arg", DEFAULTS)
def test_a_default_of_another_type_is_refused(arg: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(arg)
    assert "field `n`" in caught.value.what and "takes" in (caught.value.hint or "")


def test_json_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UsageError):
        parse_field("n:json=" + "[" * 1990)


@pytest.mark.parametrize("letter", ["\0", "\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
@pytest.mark.parametrize("text", ["string=a{}b", "enum(a{}b)", "json={}1", "date{}"])
def test_a_control_character_is_refused_by_its_number(letter: str, text: str) -> None:
    with pytest.raises(UsageError, match=rf"U\+{ord(letter):04X}"):
        parse_type("n", text.format(letter))


def test_a_label_is_one_line_of_text() -> None:
    assert checked_label("n", " How's it? ") == "How's it?"
    for label in ("", " ", "a\nb", "a" * 81):
        with pytest.raises(UsageError):
            checked_label("n", label)


@given(any_field())
def test_a_field_survives_being_written_and_read(field: Field) -> None:
    again = parse_type(field.name, format_type(field))
    assert replace(again, label=field.label, hint=field.hint, labels=field.labels) == field
    assert type(again.default) is type(field.default)


@given(st.text(max_size=40), st.sampled_from([*FIELD_TYPES, "enum(", "enum(a", "json=", "date="]))
def test_any_text_is_a_field_or_a_refusal(tail: str, kind: str) -> None:
    try:
        field = parse_field(f"n:{kind}{tail}")
    except UsageError as refusal:
        assert refusal.what.isprintable() and (refusal.hint or "").isprintable()
    else:
        assert parse_type(field.name, format_type(field)) == field


def test_a_hint_is_one_sentence_and_labels_are_those_of_choices() -> None:
    mood = parse_field("mood:enum(good,bad)")
    assert checked_hint("n", " How it went. ") == "How it went."
    assert checked_labels(mood, {"bad": " Not so good ", "good": "good"}) == (("bad", "Not so good"),)
    for hint in ("", "a\nb", "a" * 201):
        with pytest.raises(UsageError):
            checked_hint("n", hint)
    for field, labels in ((mood, {"so-so": "So so"}), (mood, {"bad": ""}), (parse_field("text"), {"a": "A"})):
        with pytest.raises(UsageError):
            checked_labels(field, labels)
