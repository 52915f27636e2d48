"""One table of scaffold.toml, read by key and type, and the quoting for writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import names

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")
_KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "a block",
    int: "a whole number",
    list: 'a list such as ["forms", "api"]',
    str: "a text in quotes",
}


def load(text: str) -> dict[str, object]:
    """Parse TOML; ScaffoldError with the line where it is not valid."""
    import tomllib

    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<<", ">>>>>>>")):
            raise ScaffoldError(
                "git left conflict markers",
                where=f"{SPEC}, line {number}",
                hint="keep the blocks of both sides, delete the marker lines, then run `scaffold apply`",
            )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).rpartition(" (at ")
        where = f"{SPEC}, {place.rstrip(')')}" if what else SPEC
        what = what or str(error)
    except RecursionError:
        what, where = "it is nested too deeply", SPEC
    hint = "correct that line, then run the command again"
    raise ScaffoldError(f"not valid TOML: {what[0].lower()}{what[1:]}", where=where, hint=hint)


@contextmanager
def within(where: str) -> Iterator[None]:
    """Turn the refusal of something typed into an error in the file."""
    try:
        yield
    except UsageError as error:
        raise ScaffoldError(error.what, where=where, hint=error.hint) from None


class Table:
    """Take values out of one TOML table by key and type, then refuse what is left."""

    def __init__(self, data: dict[str, object], block: str) -> None:
        self.data = data
        self.block = block
        self.where = f"{SPEC}, [{block}]" if block else SPEC
        self.known: list[str] = []

    def take(self, key: str, kind: type[T], default: T | None) -> T | None:
        self.known.append(key)
        value = self.data.get(key, default)
        # True is an int to Python, but not to the reader of the file.
        if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise self.error(f"`{key}` has to be {_KINDS[kind]}")
        return value

    def has_any(self, *keys: str) -> bool:
        """Tell whether any of some keys is there; all of them may be."""
        self.known += keys
        return not self.data.keys().isdisjoint(keys)

    def need(self, key: str, kind: type[T]) -> T:
        value = self.take(key, kind, None)
        if value is None:
            raise self.error(f"`{key}` is missing")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.take(key, str, allowed[0])
        if value not in allowed:
            raise self.error(
                f"`{key}` cannot be {names.shown(str(value))}", f"choose from {', '.join(allowed)}"
            )
        return str(value)

    def day(self, key: str) -> date | None:
        from datetime import date

        value = self.take(key, object, None)
        # What has a time as well is a date to Python, too.
        if value is None or type(value) is date:
            return value
        raise self.error(f"`{key}` has to be a day, such as 2026-12-01, without quotes")

    def table(self, key: str) -> Table:
        block = f"{self.block}.{key}" if self.block else key
        return Table(self.take(key, dict, {}) or {}, block)

    def tables(self, key: str) -> Iterator[tuple[str, Table]]:
        inner = self.table(key)
        for name in inner.data:
            if not isinstance(inner.data[name], dict):
                raise inner.error(f"{names.shown(name)} has to be a block, [{inner.block}.{name}]")
            yield name, inner.table(name)

    def end(self) -> None:
        for key in self.data:
            if key not in self.known:
                near = names.nearest(key, self.known)
                keys = ", ".join(f"`{known}`" for known in self.known) or "none"
                hint = f"did you mean `{near}`?" if near else f"the keys are: {keys}"
                raise self.error(f"{names.shown(key)} is not a key of this block", hint)

    def error(self, what: str, hint: str | None = None) -> ScaffoldError:
        return ScaffoldError(
            what, where=self.where, hint=hint or f"correct it in {SPEC}, then run the command again"
        )


def quote(text: str) -> str:
    """Quote any text as a TOML string on one line."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(map(_escaped, text)) + '"'


def quote_all(words: tuple[str, ...]) -> str:
    """Write words as a TOML array."""
    return f"[{', '.join(quote(word) for word in words)}]"


def _escaped(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if letter < " " or letter == "\x7f" else letter
