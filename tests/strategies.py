"""Generated fields and specs for the property tests."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date

from hypothesis import assume, settings
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError, UsageError
from scaffold.senders import SENDERS
from scaffold.spec import edit, fields, names
from scaffold.spec.bounds import Default
from scaffold.spec.check import check
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import Field
from scaffold.spec.listing import NAMELESS, ORDERED, PARAMETERS
from scaffold.spec.model import (
    CONSUMERS,
    OWNERS,
    PACKAGE_MANAGERS,
    RESOURCE_CONSUMERS,
    Action,
    App,
    Limits,
    Resource,
    Spec,
)
from scaffold.spec.read import MOST


def dear(examples: int) -> settings:
    """Draw so few examples, each of which takes long; five times as many in a thorough run.

    That is HYPOTHESIS_PROFILE=thorough.
    """
    thorough = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
    return settings(max_examples=examples * 5 if thorough else examples)


def words(text: str) -> list[str]:
    """Split a table that is easier to read without its quotes."""
    return text.split()


printable = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)
choice = printable.map(str.strip).filter(bool)
awkward = st.sampled_from(
    ["a)", "(b", "x)=y", "a)?=b", "a,b", "\\", "\\)", "it's", '"', "`${x}`", "</script>", "-- #", "]"]
)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('ab\n"\\é\x7f', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=6,
)
DEFAULTS: dict[str, st.SearchStrategy[str]] = {
    "string": printable,
    "text": printable,
    "integer": st.integers(-(2**31), 2**31 - 1).map(str),
    "number": st.floats(allow_nan=False, allow_infinity=False).map(str),
    "decimal": st.decimals(-(10**10), 10**10, places=4).map(lambda value: f"{value:f}"),
    "boolean": st.sampled_from(["true", "false"]),
    "date": st.dates().map(str),
    "datetime": st.datetimes(timezones=st.timezones()).map(
        lambda moment: moment.isoformat(timespec="minutes")[:16] + "Z"
    ),
    "email": st.sampled_from(["ada@example.com", "a.b+c@x-y.co.uk"]),
    "url": st.sampled_from(
        ["https://example.com", "http://localhost:3000/a?b=c#d", "https://é.example".replace("é", "e")]
    ),
    "uuid": st.uuids(version=4).map(str),
    "json": plain_json.map(json.dumps),
}


@st.composite
def field_names(draw: st.DrawFn) -> str:
    raw = draw(st.from_regex(r"[a-z][A-Za-z0-9_]{0,12}", fullmatch=True))
    try:
        return names.field_name(raw)
    except UsageError:
        assume(False)
        raise


@st.composite
def any_field(draw: st.DrawFn) -> Field:
    name, kind = draw(field_names()), draw(st.sampled_from([*DEFAULTS, "enum"]))
    optional = draw(st.booleans())
    label, hint = draw(st.none() | choice) or "", draw(st.none() | choice) or ""
    if kind == "enum":
        choices = tuple(draw(st.lists(choice | awkward, min_size=1, max_size=4, unique=True)))
        default = draw(st.none() | st.sampled_from(choices))
        said = draw(st.dictionaries(st.sampled_from(choices), choice, max_size=2))
        labels = fields.checked_labels(Field(name, kind, choices=choices), said)
        return Field(name, kind, optional, default, choices, label, hint=hint, labels=labels)
    text = draw(st.none() | DEFAULTS[kind])
    plain = replace(fields.parse_type(name, kind), optional=optional, label=label, hint=hint)
    if text is not None:
        return replace(plain, default=fields.parse_type(name, f"{kind}={text}").default)
    lower, upper = draw(bounds(kind))
    has_room = lower is None and upper is None and kind not in ("text", "url") and not TYPES[kind].alike
    unique = has_room and draw(st.booleans())
    return replace(plain, unique=unique, min=lower, max=upper)


@st.composite
def bounds(draw: st.DrawFn, kind: str) -> tuple[Default, Default]:
    """Draw bounds that the values of a type may have, each perhaps none."""
    type = TYPES[kind]
    if not type.bound:
        return None, None
    least, most = type.lengths or (0, 0)
    some = (
        st.integers(least, most)
        if type.lengths
        else DEFAULTS[kind].map(type.parse).filter(lambda one: one is not None)
    )
    found = sorted(
        draw(st.lists(some, min_size=2, max_size=2)), key=lambda one: one if type.lengths else type.order(one)
    )
    if "min" not in type.bound:
        return None, draw(st.sampled_from([None, found[1]]))
    return draw(st.sampled_from([(None, None), (found[0], None), (None, found[1]), tuple(found)]))


@st.composite
def rules(draw: st.DrawFn, given: tuple[Field, ...]) -> tuple[tuple[str, ...], ...]:
    """Draw what may be unique together."""
    types = ("integer", "date", "uuid", "boolean")
    some = [field for field in given if field.type in types and not field.unique][:2]
    if len(some) < 2 or all(TYPES[field.type].alike or field.max is not None for field in some):
        return ()
    return draw(st.sampled_from([(), (tuple(field.name for field in some),)]))


def some_fields(least: int) -> st.SearchStrategy[tuple[Field, ...]]:
    return st.lists(any_field(), min_size=least, max_size=4, unique_by=lambda one: one.name).map(tuple)


some_limits = st.builds(Limits, *[st.none() | st.integers(1, MOST)] * 2)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Draw a spec whose parts go together."""
    sign_in = draw(st.booleans())
    closed = () if sign_in else ("forms", "frontend")
    consumers = [consumer for consumer in CONSUMERS if consumer not in closed]
    chosen = draw(st.sets(st.sampled_from(consumers), min_size=1))
    named = st.sets(st.sampled_from(["https://app.example.com", "http://localhost:5173"]))
    app = App(
        draw(st.sampled_from(["myapp", "shop-2"])),
        tuple(chosen),
        sign_in=sign_in,
        package_manager=draw(st.sampled_from(PACKAGE_MANAGERS)),
        template=draw(st.none() | printable),
        workspace=draw(st.booleans()),
        origins=tuple(draw(named)) if "frontend" in chosen else (),
    )
    spec = Spec(app)
    nouns = ["todo", "blog-post", "user", "series", "category", "order-item", "index", "zebra"]
    for noun in draw(st.lists(st.sampled_from(nouns), unique=True, max_size=4)):
        offered = [consumer for consumer in RESOURCE_CONSUMERS if consumer not in closed]
        called_by = tuple(draw(st.sets(st.sampled_from(offered), min_size=1)))
        ends = "api" in called_by and draw(st.booleans())
        resource = Resource(
            names.resource_names(noun),
            called_by,
            owner=draw(st.sampled_from(OWNERS)),
            public_read=draw(st.booleans()),
            require_match=draw(st.booleans()),
            fields=draw(some_fields(1)),
            deprecated=date(2026, 12, 1) if ends else None,
            sunset=draw(st.sampled_from([None, date(2027, 6, 1)])) if ends else None,
            limits=draw(some_limits) if "api" in called_by else Limits(),
        )
        ordered = [one.name for one in resource.fields if one.type in ORDERED and one.name not in PARAMETERS]
        named = [one.name for one in resource.fields if one.type not in NAMELESS]
        resource = replace(
            resource,
            unique=draw(rules(resource.fields)),
            heading=draw(st.sampled_from(["", *named])),
            sort=draw(st.sampled_from(["", "createdAt", *ordered, *(f"-{name}" for name in ordered)])),
        )
        spec = draw(added(spec, resource))
    verbs = [
        "archiveTodo",
        "generateReport",
        "sendEmail",
        "createTodo",
        "deleteFromCart",
        "publishBlogPost",
        "archiveTodos",
    ]
    for verb in draw(st.lists(st.sampled_from(verbs), unique=True, max_size=3)):
        action = Action(names.action_name(verb), button=draw(st.booleans()), fields=draw(some_fields(0)))
        try:
            after = edit.add_action(spec, action)
            check(after)
        except ScaffoldError:
            continue
        spec = after
    for sender in draw(st.sets(st.sampled_from(sorted(SENDERS)))):
        spec = edit.add_webhook(spec, sender)
    return spec


@st.composite
def added(draw: st.DrawFn, spec: Spec, resource: Resource) -> Spec:
    """Add a resource which, where that may be, refers to some that are there, and perhaps to itself."""
    targets = [*(one.noun.key for one in spec.resources), resource.noun.key]
    refs = [
        f"to{place}:ref({target}{rule}){'?' if rule == ',set null' or target == resource.noun.key else mark}"
        for place, target in enumerate(draw(st.lists(st.sampled_from(targets), unique=True, max_size=2)))
        for rule in [draw(st.sampled_from(["", ",cascade", ",set null"]))]
        for mark in [draw(st.sampled_from(["", "?"]))]
    ]
    try:
        after = edit.add_resource(
            spec, replace(resource, fields=(*resource.fields, *fields.parse_fields(refs)))
        )
        check(after)
    except ScaffoldError:
        return edit.add_resource(spec, resource)
    return after


@st.composite
def commented(draw: st.DrawFn, text: str) -> str:
    """Put comments and blank lines between the lines, and comments behind them."""
    lines = []
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        for _ in range(draw(st.integers(0, 2))):
            comment = draw(printable)
            lines.append(
                draw(st.sampled_from(["", f"# <{number}> {comment}", f"  # <{number}> [x] {comment}"]))
            )
        behind = draw(st.booleans()) and line and not line.startswith("#")
        lines.append(f"{line}  # <{number}> {draw(printable)}" if behind else line)
    return "\n".join(lines) + "\n"
