"""Whatever people type as names, fields and defaults is refused with a message, or gives sound code.

Hundreds of drawn names share a generated app: to check one takes nearly as long as to check them all.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import cycle, islice, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps import lend, run
from scaffold.errors import AlreadyThere, ScaffoldError
from scaffold.generate.orm.drizzle import MIGRATION_BREAK
from scaffold.generate.parts import parts
from scaffold.generate.render import render
from scaffold.generate.resource import ResourcePart
from scaffold.spec import edit, fields, names
from scaffold.spec.check import check
from scaffold.spec.fields import Field
from scaffold.spec.model import OWNERS, Action, App, Limits, Resource, Spec
from scaffold.spec.read import parse
from scaffold.spec.write import dump
from shares import share
from strategies import DEFAULTS, awkward, choice, printable, words

pytestmark = pytest.mark.npm

# How many are drawn of each.
RESOURCES, ARGUMENTS, LABELS, ACTIONS = 60, 700, 60, 80
# So many apps have a part of them each: types of twice as many pages take four times as long to check.
APPS = 3
# Noun that mean something to JavaScript, TypeScript, React, Next.js, Drizzle, Postgres or the app itself.
NOUNS = words("""
    links forms images events files documents series news users sessions cookies dates data metadata
    texts indexes uuids timestamps integers booleans numerics tables columns rows ids states values owns
    afters requests callers inputs patches pages records ands eqs sqls tests expects errors promises sets
    maps types fields schemas actions accounts user-settings order-items blogPosts OrderLines
    page-requests form-states form-messages input-fields submit-buttons select-fields not-written-yets props
    todo-inputs todo-forms todo-records todo-ids own-todos list-todos api-clients roots layouts details
    summaries controls doors guards fixtures supports iterators atomics buffers syntax-errors type-errors
    generators windows processes modules exports selects orders groups froms wheres joins unions checks
    constraints primaries references users2 area51s a1-b2-c3 s3-buckets HTTPHeaders iPhones x1 people sheep
    status analyses children an-exceedingly-long-resource-name-of-forty
    anExceedinglyLongResourceNameOfFortyyyyyy aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaas
    a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-ts
    """)
FIELDS = words("""
    text index uuid timestamp integer boolean date numeric jsonb pgTable table column row id ids name value
    values state action record submit pending formAction form input label type key ref children style
    className data error errors message hint options required defaultValue length size min max title
    description url email order group select where from user and or not null true default class count
    fields z db sql eq desc page session caller owner ownerId createdAt a x y1 isPublic URL dueDate due_at
    toString constructor __proto__ then toJSON shape parse safeParse nullable
    anExceedinglyLongFieldNameThatHasFortyLe aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    aVeryLongFieldNameOfTwentyEight thisOneHasTwentyThreeLe
    """)
VERBS = words("""
    archive publish parse form own to in redirect revalidate list get create update delete bind call send
    import export generate add remove aVeryLongVerbPhrase
    """)
TEXTS = [
    *words("""' " ` \\ \\n it's `${process.exit()}` ${x} </script>"""),
    *words("<!-- --> */ // {{x}} [[x]] [%raw%] [#x#] {%if%} &amp; { } {x} $1 %s null undefined __proto__"),
    *(
        'say "hi"',
        "both ' and \" here",
        "'; drop table users; --",
        MIGRATION_BREAK,
        "a, b",
        "x => y",
        "a ? b : c",
    ),
    *(
        "a && b",
        "x.y(z)",
        "",
        " ",
        "  padded  ",
        "字" * 30,
        "\uff46" * 30,
        "e\u0301" * 20,
        "\u05e9\u05dc\u05d5\u05dd",
    ),
    *("\U0001f469\u200d\U0001f4bb \U0001f1eb\U0001f1f7 \u2764\ufe0f", "\u202eabc", "a\u00a0b", "\ufeffx"),
    "A long sentence that does not fit on one line of code, however little stands before it there. " * 2,
    'A long "sentence" that isn\'t without quotes, (brackets [and {braces}]), and that goes on for a while. '
    * 2,
]
REFUSED_TEXTS = ["\u2028", "\u0000", "a\tb", "\ud800", "\x7f"]
NUMBERS = words(
    "0 -1 3.14159 2.718 0.707 1e-7 1e21 1e400 -0.0 1.7976931348623157e308 5e-324 123456789012345678 x"
)

text = st.sampled_from(TEXTS) | printable
letter = string.ascii_letters
letters = st.builds("{}{}".format, st.sampled_from(letter), st.text(letter + string.digits, max_size=12))
garbage = st.text(max_size=12) | st.text(string.printable, max_size=50)
nonsense = garbage | st.sampled_from(REFUSED_TEXTS + NUMBERS)


@st.composite
def mostly(draw: st.DrawFn, likely: st.SearchStrategy[str], unlikely: st.SearchStrategy[str]) -> str:
    return draw(draw(st.sampled_from([likely] * 7 + [unlikely])))


@st.composite
def compounds(draw: st.DrawFn) -> str:
    """Draw `order-item_Xyz2`: several words in any casing."""
    parts = draw(st.lists(st.sampled_from(NOUNS) | letters, min_size=1, max_size=2))
    return draw(st.sampled_from(["-", "_", ""])).join([*parts, draw(letters)])


@st.composite
def field_arguments(draw: st.DrawFn) -> str:
    """Draw `name:type?=default`, mostly one that is understood."""
    name = draw(mostly(st.sampled_from(FIELDS) | letters, garbage))
    kind = draw(st.sampled_from([one for one in fields.FIELD_TYPES if one != "ref"]))
    fitting = text if kind in ("string", "text") else DEFAULTS.get(kind, text)
    if kind == "number":
        fitting |= st.sampled_from(NUMBERS)
    if kind == "enum":
        choices = draw(st.lists(choice | awkward | text, min_size=1, max_size=5, unique=True))
        kind = fields.format_type(Field("any", "enum", choices=tuple(choices)))
        fitting = st.sampled_from(choices)
    optional = draw(st.sampled_from(["", "?"]))
    default = "=" + draw(mostly(fitting, nonsense)) if draw(st.booleans()) else ""
    return f"{name}:{kind}{optional}{default}"


resource_nouns = mostly(compounds(), garbage)
action_nouns = mostly(st.builds("{}-{}".format, st.sampled_from(VERBS), st.sampled_from(NOUNS)), garbage)


def distinct(strategy: st.SearchStrategy[str], count: int) -> list[str]:
    """Draw that many different texts, the same ones each time."""
    found: dict[str, None] = {}

    # Hypothesis varies one example little by little, so each of them has many texts.
    @settings(
        max_examples=count // 10,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(strategy, min_size=20, max_size=20))
    def collect(some: list[str]) -> None:
        if len(found) < count:
            found.update(dict.fromkeys(some))

    collect()
    return list(found)[:count]


class Author:
    """Grow one app from whatever is typed, and keep what was refused."""

    def __init__(self, first: int) -> None:
        self.app = Spec(App("myapp", ("forms", "api")))
        self.refused: list[ScaffoldError] = []
        self.arguments = cycle(distinct(field_arguments(), ARGUMENTS)[first::APPS])
        self.limits = cycle([(None, None), (300, 30), (None, 1), (999_999_999, None), (None, None)])
        self.roles = cycle(["", "admin", "", "", "x" * 30])
        self.labels = cycle(distinct(mostly(text, nonsense), LABELS))

    def resource(self, raw: str, consumers: tuple[str, ...], owner: str, public: bool) -> None:
        given = self.fields(6) or (Field("name", "string"),)
        limits = Limits(*next(self.limits)) if "api" in consumers else Limits()
        self.change(
            lambda: edit.add_resource(
                self.app,
                Resource(
                    names.resource_names(raw),
                    consumers,
                    owner,
                    public,
                    given,
                    limits=limits,
                    role=next(self.roles),
                ),
            )
        )

    def action(self, raw: str, resource: str | None, button: bool) -> None:
        given = () if button else self.fields(3)
        self.change(
            lambda: edit.add_action(
                self.app, Action(names.action_name(raw), resource, button, given, next(self.roles))
            )
        )

    def fields(self, count: int) -> tuple[Field, ...]:
        found: dict[str, Field] = {}
        for number, argument in enumerate(islice(self.arguments, count)):
            try:
                one = fields.parse_field(argument)
                found[one.name] = one
                if number % 3 == 0:
                    found[one.name] = replace(one, label=fields.checked_label(one.name, next(self.labels)))
            except ScaffoldError as error:
                self.refused.append(error)
        return tuple(found.values())

    def change(self, edited: Callable[[], Spec]) -> None:
        try:
            app = edited()
            check(app)
            paths = [target.path for part in parts(app) for target in part.targets()]
            if len(set(paths)) < len(paths):
                # Two parts want one file: rendering says so.
                render(app)
            self.app = app
        except AlreadyThere:
            pass
        except ScaffoldError as error:
            self.refused.append(error)


@pytest.mark.parametrize("first", share(range(APPS), 1, of="names"))
def test_every_name_is_refused_or_gives_sound_code(first: int, node_modules: Path, tmp_path: Path) -> None:
    author = Author(first)
    modes = cycle(product([("forms", "api"), ("forms",), ("api",)], OWNERS, [False, True]))
    nouns = NOUNS + distinct(resource_nouns, RESOURCES)
    for raw, mode in zip(nouns[first::APPS], islice(modes, first, None), strict=False):
        author.resource(raw, *mode)
    keys = cycle([None, *(one.noun.key for one in author.app.resources)])
    actions = distinct(action_nouns, ACTIONS)[first::APPS]
    for raw, button in zip(actions, cycle([False, False, True]), strict=False):
        author.action(raw, next(keys), button)

    for refused in author.refused:
        assert refused.hint, refused.what
        assert (refused.what + refused.hint).isprintable()
    app = author.app
    made = [
        *app.resources,
        *app.actions,
        *(one for part in (*app.resources, *app.actions) for one in part.fields),
    ]
    assert len(made) > 300, "too much is refused for this test to say anything"
    assert parse(dump(app)) == app

    for file in render(app).values():
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
    run(tmp_path, "git", "init", "-q", ".")
    lend(node_modules, tmp_path)
    run(tmp_path, "npm", "run", "typecheck")
    run(tmp_path, "npm", "run", "lint")
    run(tmp_path, "npm", "run", "db:generate")
    read_back(tmp_path, app)


READ_BACK = """\
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { getTableColumns, getTableName } from "drizzle-orm";

const database = new PGlite("memory://");
for (const file of readdirSync("db/migrations").filter((name) => name.endsWith(".sql"))) {
  const statements = readFileSync(`db/migrations/${file}`, "utf8").split("--> statement-breakpoint");
  for (const statement of statements) await database.exec(statement);
}
await database.exec("set timezone = 'UTC'");

const DEFAULTS =
  "select attname as name, pg_get_expr(adbin, adrelid) as value from pg_attrdef " +
  "join pg_attribute on attrelid = adrelid and attnum = adnum where adrelid = $1::regclass";

const found = {};
for (const { key, schema, table, fields, choices } of JSON.parse(readFileSync("wanted.json", "utf8"))) {
  const schemas = await import(`./lib/schemas/${key}.ts`);
  const tables = await import(`./db/schema/${key}.ts`);
  const columns = getTableColumns(tables[table]);
  const { rows } = await database.query(DEFAULTS, [`"${getTableName(tables[table])}"`]);
  const stored = Object.fromEntries(rows.map((row) => [row.name, row.value]));
  found[key] = { choices: choices.map((name) => schemas[name]), fields: {} };
  for (const name of fields) {
    const expression = stored[columns[name].name];
    const [row] = expression ? (await database.query(`select (${expression})::text as value`)).rows : [];
    found[key].fields[name] = {
      schema: schemas[schema].shape[name].parse(undefined),
      column: columns[name].default ?? null,
      database: row?.value ?? null,
    };
  }
}
writeFileSync("found.json", JSON.stringify(found));
"""


def read_back(folder: Path, app: Spec) -> None:
    """Compare each default and choice with what the schema, the table and the database make of it."""
    resources = [part.resource for part in parts(app) if isinstance(part, ResourcePart)]
    wanted = [
        {
            "key": one.noun.key,
            "schema": f"{one.schema}Input",
            "table": one.table,
            "fields": [field.name for field in one.defaults],
            "choices": [field.choices for field in one.fields if field.choices],
        }
        for one in resources
    ]
    (folder / "wanted.json").write_text(json.dumps(wanted))
    (folder / "read-back.ts").write_text(READ_BACK)
    run(folder, "node_modules/.bin/tsx", "--conditions=react-server", "read-back.ts")
    found = json.loads((folder / "found.json").read_text(), parse_int=float)
    for one in resources:
        choices = [list(field.field.choices) for field in one.fields if field.choices]
        assert found[one.noun.key]["choices"] == choices
        for code in one.defaults:
            got, field = found[one.noun.key]["fields"][code.name], code.field
            is_json = field.type == "json" and field.default is not None
            assert got["schema"] == (
                json.loads(str(field.default), parse_int=float) if is_json else field.default
            ), field
            if is_json or MIGRATION_BREAK in str(field.default):
                assert got["column"] is None, field
            else:
                assert got["column"] == field.default, field
                assert stored(field, got["database"]) == stored(field, field.default), field


def stored(field: Field, value: object) -> object:
    """Return a value of a type that compares as the database's does."""
    if value is None or field.type not in ("number", "decimal", "integer", "boolean", "datetime"):
        return value
    if field.type == "boolean":
        return str(value).lower()
    return datetime.fromisoformat(str(value)) if field.type == "datetime" else Decimal(str(value))
