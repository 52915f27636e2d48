"""What becomes of the values of a column whose type changes, as SQL: which convert, and how; pure."""

from __future__ import annotations

from typing import NamedTuple

# In the migration only: made before the column changes, and gone after it.
EXACT, NEAREST, WRITTEN = '"scaffold_converted"', '"scaffold_rounded"', '"scaffold_written"'

TEXT, WHOLE, DOUBLE, EXACT_NUMBER = "text", "integer", "double precision", "numeric(19, 4)"
YES_NO, DAY, MOMENT, ID, JSON = "boolean", "date", "timestamp (3) with time zone", "uuid", "jsonb"
# The SQL of every field type.
TYPES = (TEXT, WHOLE, DOUBLE, EXACT_NUMBER, YES_NO, DAY, MOMENT, ID, JSON)

_NUMBERS = (WHOLE, DOUBLE, EXACT_NUMBER)
_NUMBER = r"'^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$'"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3}0*)?)?"
_HEX = "[0-9a-fA-F]"

# How a value is written as text, whatever the settings of the server; the other types have one way only, and
# how a double is written needs a setting.
_WRITTEN = {
    DAY: "to_jsonb({value}) #>> '{{}}'",
    # From year 1 on; what is before, or endless, as PostgreSQL writes it in JSON.
    MOMENT: (
        "CASE WHEN {value} >= '0001-01-01Z' AND {value} < '10000-01-01Z' THEN"
        " to_char({value} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
        " ELSE to_jsonb({value}) #>> '{{}}' END"
    ),
    JSON: "CASE jsonb_typeof({value}) WHEN 'string' THEN {value} #>> '{{}}' ELSE {value}::text END",
}

_SHOWN = {TEXT: "value::text", JSON: "to_jsonb(value)"}
_SETTING = {DOUBLE: " SET extra_float_digits = 1"}

# How a value is read from its text: statements that return it where it is one. Any other is NULL, and so is
# one that PostgreSQL itself refuses.
_READ = {
    WHOLE: f"IF written ~ {_NUMBER} AND written::numeric = trunc(written::numeric) THEN"
    " RETURN written::numeric::integer; END IF;",
    DOUBLE: f"IF written ~ {_NUMBER} AND written::double precision::text::numeric = written::numeric THEN"
    " RETURN written::double precision; END IF;",
    EXACT_NUMBER: f"IF written ~ {_NUMBER} AND written::numeric = round(written::numeric, 4) THEN"
    " RETURN written::numeric(19, 4); END IF;",
    YES_NO: r"IF lower(written) ~ '^(true|t|yes|y|on|1(\.0+)?)$' THEN RETURN true; END IF;"
    "\n  "
    r"IF lower(written) ~ '^(false|f|no|n|off|0(\.0+)?)$' THEN RETURN false; END IF;",
    DAY: r"IF written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T00:00:00\.000Z)?$' THEN"
    " RETURN left(written, 10)::date; END IF;",
    MOMENT: f"IF written ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}$' THEN"
    f" written := written || 'Z'; END IF;\n"
    f"  IF written ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}(Z|z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$' THEN"
    " RETURN written::timestamptz; END IF;",
    ID: f"IF written ~ '^{_HEX}{{8}}(-{_HEX}{{4}}){{3}}-{_HEX}{{12}}$' THEN RETURN written::uuid; END IF;",
}

# How what somebody wrote is read: only where the value would be written as the very same text again, so that
# nothing of it is lost. Zeros at the end of a decimal or a moment may differ, and how JSON is laid out.
_COLONS = r"""'"(?:[^"\\]|\\.)*"|[^:"]', '', 'g'"""
_SAME = {
    WHOLE: "IF written ~ '^(0|-?[1-9][0-9]*)$' THEN RETURN written::integer; END IF;",
    DOUBLE: f"IF written ~ {_NUMBER} AND written::double precision::text = written THEN"
    " RETURN written::double precision; END IF;",
    EXACT_NUMBER: r"IF written ~ '^-?(0|[1-9][0-9]*)(\.[0-9]+)?$' AND written !~ '^-0(\.0+)?$'"
    " AND written::numeric = round(written::numeric, 4) THEN RETURN written::numeric(19, 4); END IF;",
    YES_NO: "IF written IN ('true', 'false') THEN RETURN written = 'true'; END IF;",
    DAY: "IF written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RETURN written::date; END IF;",
    MOMENT: r"IF written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]"
    r"(:[0-5][0-9](\.[0-9]{1,3}0*)?)?Z$' THEN RETURN written::timestamptz; END IF;",
    ID: "IF written ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN RETURN written::uuid; END IF;",
    # PGlite does not survive what is nested some thousand times. A key that is there twice has a colon more
    # outside of strings than what is kept of it.
    JSON: "IF length(written) - length(translate(written, '[{', '')) < 4000 AND written::jsonb <> 'null'"
    "\n    AND (jsonb_typeof(written::jsonb) IN ('object', 'array')"
    " OR (jsonb_typeof(written::jsonb) <> 'string' AND written::jsonb::text = written))"
    f"\n    AND length(regexp_replace(written, {_COLONS}))"
    f" = length(regexp_replace(written::jsonb::text, {_COLONS})) THEN"
    "\n    RETURN written::jsonb; END IF;",
}

# The nearest value, where less is kept than there is: only for whoever allows that.
_ROUNDED = {
    WHOLE: f"IF written ~ {_NUMBER} THEN RETURN round(written::numeric)::integer; END IF;",
    DOUBLE: f"IF written ~ {_NUMBER} THEN RETURN written::double precision; END IF;",
    EXACT_NUMBER: f"IF written ~ {_NUMBER} THEN RETURN round(written::numeric, 4); END IF;",
    YES_NO: f"IF written ~ {_NUMBER} THEN RETURN written::numeric <> 0; END IF;",
    DAY: "IF written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T.+Z$' THEN RETURN left(written, 10)::date; END IF;",
}

# What always has a value of the other type, without a function: {value} is the column.
_TOTAL = {
    **{(type, TEXT): _WRITTEN.get(type, "{value}::text") for type in TYPES if type not in (TEXT, DOUBLE)},
    **{(type, JSON): "to_jsonb({value})" for type in TYPES if type not in (TEXT, DOUBLE, MOMENT, JSON)},
    (MOMENT, JSON): f"to_jsonb({_WRITTEN[MOMENT]})",
    (WHOLE, DOUBLE): "{value}::double precision",
    (WHOLE, EXACT_NUMBER): "{value}::numeric(19, 4)",
    (YES_NO, WHOLE): "{value}::integer",
    (YES_NO, DOUBLE): "{value}::integer::double precision",
    (YES_NO, EXACT_NUMBER): "{value}::integer::numeric(19, 4)",
    (DAY, MOMENT): "{value}::timestamp AT TIME ZONE 'UTC'",
}


class Conversion(NamedTuple):
    """Hold the SQL of a conversion: the expression, and the function that it calls, if it needs one.

    `total` says that every value becomes one of the other type; otherwise some become NULL.
    """

    using: str
    total: bool
    before: str = ""
    after: str = ""


def conversion(
    column: str, old: str, new: str, *, instead: str | None = None, nearest: bool = False
) -> Conversion | None:
    """Convert a quoted column from one SQL type to another; None for types that no field has.

    `instead` is SQL for values that have none of the new type; `nearest` lets them be rounded first.
    """
    if old not in TYPES or new not in TYPES:
        return None
    if (old, new) in _TOTAL:
        return Conversion(_TOTAL[old, new].format(value=column), total=True)
    if old == DOUBLE and new in _SHOWN:
        shown = f"LANGUAGE sql IMMUTABLE{_SETTING[DOUBLE]} AS $$ SELECT {_SHOWN[new]} $$;"
        made = f"CREATE FUNCTION {WRITTEN}(value {old}) RETURNS {new} {shown}"
        return Conversion(f"{WRITTEN}({column})", True, made, f"DROP FUNCTION {WRITTEN}({old});")
    rounds = (
        nearest and new != JSON and (old in (TEXT, JSON) or (new in _ROUNDED and old in (*_NUMBERS, MOMENT)))
    )
    name = NEAREST if rounds else EXACT
    call = f"{name}({column})"
    if (old, new) == (TEXT, JSON):
        # A text that is no JSON is a string of JSON's.
        using, total = f"COALESCE({call}, to_jsonb({column}))", True
    elif instead is not None:
        using, total = f"CASE WHEN {column} IS NOT NULL THEN COALESCE({call}, {instead}) END", True
    else:
        using, total = call, False
    return Conversion(using, total, _function(name, old, new, rounds), f"DROP FUNCTION {name}({old});")


def _function(name: str, old: str, new: str, rounds: bool) -> str:
    """Write the function that reads a value, and returns NULL where it is none of the new type."""
    written = _WRITTEN.get(old, "{value}::text").format(value="value")
    blanks = r"E' \t\n\r'"
    if old in (TEXT, JSON):
        read = _SAME[new]
        # Blanks, a plus and whatever else says the same: that is for whoever may lose it.
        read += f"\n  written := btrim(written, {blanks});\n  {_READ[new]}" if rounds else ""
    else:
        read, written = _READ[new], f"btrim({written}, {blanks})"
    read += f"\n  {_ROUNDED[new]}" if rounds and new in _ROUNDED else ""
    setting = _SETTING[DOUBLE] if DOUBLE in (old, new) else ""
    return f"""\
CREATE FUNCTION {name}(value {old}) RETURNS {new} LANGUAGE plpgsql{setting} AS $$
DECLARE written text := {written};
BEGIN
  {read}
  RETURN NULL;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN RETURN NULL;
END $$;"""
