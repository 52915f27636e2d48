"""Every change of a field's type on real databases: what converts stays, and nothing stops a migration."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from conversions import Answer, Case, run
from scaffold.generate.field_types import FIELD_TYPES as CODE
from scaffold.spec.field_types import TYPES as SPEC_TYPES
from scaffold.tools.conversions import TYPES, conversion
from scaffold.tools.rows import Answers, Value, keeping, statements

SQL = {
    **dict.fromkeys(("string", "text", "enum", "email", "url"), "text"),
    "integer": "integer",
    "number": "double precision",
    "decimal": "numeric(19, 4)",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp (3) with time zone",
    **dict.fromkeys(("uuid", "ref"), "uuid"),
    "json": "jsonb",
}
Databases = tuple[Path, str | None]
UUID = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"
# Values that make casts fail, round, or mean something else.
NASTY = {
    "text": [
        *("", " ", "x", "12", " 12\n", "-12.0", "12.5", "1e3", "1e400", "1e999999", "2147483648"),
        *("-2147483648", "0.1", "0.12345", "1234567890123456.5", "123456789012345.6789", "NaN", "Infinity"),
        *("true", "FALSE", "t", "yes", "0", "1", "2", "today", "now", "infinity", "epoch", "2026-01-31"),
        *("2026-02-30", "0000-01-01", "01/02/2026", "20260131", "2026-01-31T12:00:00.000Z", "12 months"),
        *("2026-01-31 12:00+02:30", "2026-01-31T00:00:00.000Z", "2026-01-31T25:00:00Z", "2026-01-31T12:00"),
        *(UUID, UUID.upper(), f"{{{UUID}}}", UUID.replace("-", ""), '{"a": [1, 2]}', '"x"', "null", "{a"),
        *(
            '"\\u0000"',
            "[" * 20_000,
            "--> statement-breakpoint",
            "it's",
            "日本",
            "١٢",
            "0x1F",
            "1_000",
            "+5",
            ".",
        ),
        *(
            "007",
            "-0",
            "0.50",
            "2026-01-31T12:00Z",
            "2026-01-31T24:00:00Z",
            '{"a": 1, "a": 2}',
            ' {"b":{"a":":,"}}',
        ),
    ],
    "integer": ["0", "1", "-1", "7", "2147483647", "-2147483648"],
    "double precision": [
        "0",
        "-0",
        "1",
        "0.1",
        "1.5",
        "1e300",
        "1e-300",
        "2147483648",
        "NaN",
        "-Infinity",
        "1e20",
    ],
    "numeric(19, 4)": ["0", "1.0000", "12.5", "-12", "999999999999999.9999", "2147483648", "NaN", "0.0001"],
    "boolean": ["true", "false"],
    "date": ["2026-01-31", "0001-01-01", "9999-12-31", "infinity", "0044-03-15 BC", "12026-01-01"],
    "timestamp (3) with time zone": [
        *(
            "2026-01-31T00:00:00Z",
            "2026-01-31T12:00:00.123Z",
            "infinity",
            "-infinity",
            "0044-03-15 00:00Z BC",
        ),
        *("12026-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ],
    "uuid": [UUID],
    "jsonb": [
        "12",
        "1.5",
        "1e400",
        "true",
        '"x"',
        '"12"',
        "{}",
        '{"a":"\\""}',
        "[]",
        '""',
        f'"{UUID}"',
        "null",
    ],
}
ALL = {kind: [None, *values] for kind, values in NASTY.items()}
RESET = ["set local datestyle = 'ISO, MDY'", "set local extra_float_digits = 1"]
PAIRS = list(itertools.permutations(TYPES, 2))


def quoted(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


def migrate(old: str, new: str, *, notnull: bool = False, **answers: Any) -> Case:
    """Change the type of a column as a migration does, with all nasty values in its rows."""
    values = [value for value in ALL[old] if not (notnull and value is None)]
    rows = ", ".join(f"({number}, {quoted(value)})" for number, value in enumerate(values))
    table = f'create table "todos" (n integer, "v" {old}{" not null" if notnull else ""})'
    known = {"tables": {"public.todos": {"name": "todos", "columns": {"v": {"type": old}}}}}
    sql = f'ALTER TABLE "todos" ALTER COLUMN "v" SET DATA TYPE {new};'
    kept = statements(keeping(sql, known, known, Answers(**answers)))
    return Case(
        [table, f'insert into "todos" values {rows}'], kept, 'select "v"::text from "todos" order by n'
    )


@pytest.fixture(scope="module", params=["pglite", "postgres"])
def databases(request: pytest.FixtureRequest, brief_app: Path) -> Databases:
    """Give an app whose packages reach a database, and the address of one that is no PGlite."""
    return brief_app, request.getfixturevalue("database") if request.param == "postgres" else None


def converted(where: Databases, cases: list[Case]) -> list[list[str | None]]:
    app, address = where
    found: list[Answer] = run(app, cases, address)
    for case, answer in zip(cases, found, strict=True):
        assert answer.error is None, (case, answer.error)
    return [[row["v"] for row in answer.rows] for answer in found]


def test_no_value_stops_a_change_of_type(databases: Databases) -> None:
    instead = {
        "text": "x",
        "integer": "-7",
        "boolean": "false",
        "date": "2026-05-05",
        "jsonb": "{}",
        "uuid": UUID,
    }
    cases, kept = [], []
    for old, new in PAIRS:
        value = {
            ("todos", "v"): Value(quoted(instead.get(new, "7" if "time" not in new else "2026-05-05T00:00Z")))
        }
        cases += [
            migrate(old, new),
            migrate(old, new, loss=True),
            migrate(old, new, notnull=True, values=value),
        ]
        made = conversion('"v"', old, new)
        assert made is not None
        kept.append((old, new, made.total))
    found = converted(databases, cases)
    for number, (old, new, total) in enumerate(kept):
        plain, lossy, answered = found[number * 3 : number * 3 + 3]
        assert plain[0] is lossy[0] is None, "no value stays no value"
        assert None not in answered
        if total:
            assert None not in plain[1:], f"{old} to {new} keeps every value"
        # What converts stays, whatever else was said.
        for exact, other, rounded in zip(plain[1:], answered, lossy[1:], strict=True):
            assert exact is None or exact == other == rounded


# What a value becomes: None where it is not one of the other type.
EXPECTED: dict[tuple[str, str], dict[str, str | None]] = {
    ("text", "integer"): {
        **{"12": "12", "0": "0", "-2147483648": "-2147483648"},
        **dict.fromkeys(
            ["", "12.5", "x", "2147483648", "1e400", "1e999999", "NaN", "١٢", "0x1F", "1_000", "."]
        ),
        # It would be written as another text than it is.
        **dict.fromkeys([" 12\n", "-12.0", "1e3", "+5", "007", "-0"]),
    },
    ("text", "double precision"): {
        **{"0.1": "0.1", "12.5": "12.5", "2147483648": "2147483648"},
        **dict.fromkeys(["NaN", "Infinity", "1e400", "x", "", "1e3", "007", "+5", " 12\n", "0.50"]),
    },
    ("text", "numeric(19, 4)"): {
        **{"12.5": "12.5000", "123456789012345.6789": "123456789012345.6789", "0.1": "0.1000"},
        **{"0.50": "0.5000", "-12.0": "-12.0000"},
        **dict.fromkeys(
            ["0.12345", "1234567890123456.5", "NaN", "Infinity", "1e400", "1e3", "007", "+5", "-0"]
        ),
    },
    ("text", "boolean"): {
        "true": "true",
        **dict.fromkeys(["2", "", "x", "FALSE", "t", "yes", "0", "1"]),
    },
    ("text", "date"): {
        "2026-01-31": "2026-01-31",
        **dict.fromkeys(
            [
                "2026-01-31T00:00:00.000Z",
                "2026-02-30",
                "today",
                "now",
                "infinity",
                "epoch",
                "01/02/2026",
                "20260131",
                "0000-01-01",
            ]
        ),
    },
    ("text", "timestamp (3) with time zone"): {
        "2026-01-31T12:00:00.000Z": "2026-01-31 12:00:00+00",
        "2026-01-31T12:00Z": "2026-01-31 12:00:00+00",
        **dict.fromkeys(["now", "infinity", "2026-01-31T25:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31"]),
        **dict.fromkeys(["2026-01-31 12:00+02:30", "2026-01-31T12:00"]),
    },
    ("text", "uuid"): {UUID: UUID, **dict.fromkeys(["x", f"{{{UUID}}}", UUID.upper()])},
    ("text", "jsonb"): {
        '{"a": [1, 2]}': '{"a": [1, 2]}',
        "12": "12",
        "x": '"x"',
        "": '""',
        "null": '"null"',
        '"\\u0000"': '"\\"\\\\u0000\\""',
        '"x"': '"\\"x\\""',
        "1e3": '"1e3"',
        '{"a": 1, "a": 2}': '"{\\"a\\": 1, \\"a\\": 2}"',
        ' {"b":{"a":":,"}}': '{"b": {"a": ":,"}}',
        "[" * 20_000: f'"{"[" * 20_000}"',
    },
    ("integer", "boolean"): {"0": "false", "1": "true", "7": None, "-1": None},
    ("double precision", "integer"): {
        "1": "1",
        "-0": "0",
        **dict.fromkeys(["1.5", "NaN", "2147483648", "1e300"]),
    },
    ("double precision", "numeric(19, 4)"): {
        "0.1": "0.1000",
        **dict.fromkeys(["1e300", "NaN", "1e-300", "1e20"]),
    },
    ("numeric(19, 4)", "double precision"): {
        "12.5": "12.5",
        **dict.fromkeys(["999999999999999.9999", "NaN"]),
    },
    ("numeric(19, 4)", "integer"): {"1.0000": "1", **dict.fromkeys(["12.5", "2147483648", "NaN"])},
    ("date", "text"): {"2026-01-31": "2026-01-31", "infinity": "infinity"},
    ("date", "timestamp (3) with time zone"): {
        "2026-01-31": "2026-01-31 00:00:00+00",
        "infinity": "infinity",
    },
    ("timestamp (3) with time zone", "text"): {
        "2026-01-31T12:00:00.123Z": "2026-01-31T12:00:00.123Z",
        "infinity": "infinity",
    },
    ("timestamp (3) with time zone", "date"): {
        "2026-01-31T00:00:00Z": "2026-01-31",
        **dict.fromkeys(["2026-01-31T12:00:00.123Z", "infinity"]),
    },
    ("jsonb", "text"): {'"x"': "x", "12": "12", "{}": "{}", '""': "", '{"a":"\\""}': '{"a": "\\""}'},
    ("jsonb", "integer"): {"12": "12", '"12"': "12", **dict.fromkeys(["1.5", "true", "{}", "1e400"])},
    ("jsonb", "uuid"): {f'"{UUID}"': UUID, '"x"': None},
    ("boolean", "integer"): {"true": "1", "false": "0"},
    ("boolean", "date"): dict.fromkeys(["true", "false"]),
    ("uuid", "integer"): {UUID: None},
}
ROUNDED: dict[tuple[str, str], dict[str, str | None]] = {
    ("text", "integer"): {
        **{"12.5": "13", " 12\n": "12", "+5": "5", "007": "7", "1e3": "1000"},
        **{"x": None, "2147483648": None},
    },
    ("text", "boolean"): {"FALSE": "false", "t": "true", "yes": "true", "0": "false", "1": "true"},
    ("text", "date"): {"2026-01-31T00:00:00.000Z": "2026-01-31"},
    ("text", "timestamp (3) with time zone"): {
        "2026-01-31 12:00+02:30": "2026-01-31 09:30:00+00",
        "2026-01-31T12:00": "2026-01-31 12:00:00+00",
    },
    ("text", "uuid"): {UUID.upper(): UUID},
    ("text", "numeric(19, 4)"): {"0.12345": "0.1235", "1234567890123456.5": None},
    ("double precision", "integer"): {"1.5": "2", "NaN": None},
    ("integer", "boolean"): {"7": "true", "-1": "true"},
    ("timestamp (3) with time zone", "date"): {"2026-01-31T12:00:00.123Z": "2026-01-31"},
    ("numeric(19, 4)", "double precision"): {"999999999999999.9999": "1e+15", "NaN": None},
}


def test_a_value_becomes_the_same_in_the_other_type_or_counts_as_none(
    databases: tuple[Path, str | None],
) -> None:
    wanted = [(pair, False, values) for pair, values in EXPECTED.items()]
    wanted += [(pair, True, values) for pair, values in ROUNDED.items()]
    cases = [migrate(*pair, loss=loss) for pair, loss, _ in wanted]
    for (pair, _, values), found in zip(wanted, converted(databases, cases), strict=True):
        by_value = dict(zip(ALL[pair[0]], found, strict=True))
        assert {value: by_value[value] for value in values} == values, pair


def test_the_settings_of_a_server_change_nothing(databases: Databases) -> None:
    settings = ["set local datestyle = 'German, DMY'", "set local extra_float_digits = 0"]
    wanted = [pair for pair in PAIRS if not {"jsonb"} & {*pair}]
    plain = [migrate(*pair) for pair in wanted]
    other = [case._replace(statements=[*settings, *case.statements, *RESET]) for case in plain]
    for pair, one, two in zip(wanted, converted(databases, plain), converted(databases, other), strict=True):
        assert one == two, pair


def test_whatever_the_spec_reads_from_a_text_a_migration_reads_too(databases: Databases) -> None:
    assert SQL.keys() == SPEC_TYPES.keys() == CODE.keys() and {*SQL.values()} == {*TYPES}
    # A ref has no default, and reads none.
    kinds = [kind for kind in SPEC_TYPES if SQL[kind] != "text" and kind != "ref"]
    cases = [migrate("text", SQL[kind], loss=True) for kind in kinds]
    # A double of another value is none, and what is nested too deep is a text.
    inexact, deep = "123456789012345.6789", "[" * 20_000
    for kind, found in zip(kinds, converted(databases, cases), strict=True):
        for text, value in zip(NASTY["text"], found[1:], strict=True):
            if text not in (inexact, deep) and SPEC_TYPES[kind].parse(text.strip()) is not None:
                assert value is not None, (kind, text)
