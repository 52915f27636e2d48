"""Whether the migrations of branches run as one chain, wherever none or some of them ran already; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS
from scaffold.tools import either_name, naming
from scaffold.tools.rows import statements

_NAME = r'(?:"public"\.)?"([^"]+)"'
_MADE = re.compile(rf"CREATE TABLE (IF NOT EXISTS )?{_NAME} \((.*)\)", re.DOTALL)
_COLUMN = re.compile(r'^\s*"([^"]+)" ', re.MULTILINE)
_GONE = re.compile(rf"DROP TABLE (IF EXISTS )?{_NAME}")
_ALTERED = re.compile(rf"ALTER TABLE (?:IF EXISTS )?(?:ONLY )?{_NAME} (.*)", re.DOTALL)
_UPDATED = re.compile(rf'UPDATE {_NAME} SET "([^"]+)"')
_ADDED = re.compile(r'ADD COLUMN (IF NOT EXISTS )?"([^"]+)"')
_DROPPED = re.compile(r'(?i:DROP COLUMN) (IF EXISTS )?"([^"]+)"')
_CHANGED = re.compile(r'ALTER COLUMN "([^"]+)"')
_GONE_BY = "is not there any more"


class Run(NamedTuple):
    """Hold a migration as its branch has it, and which branches have it."""

    tag: str
    sql: str
    branches: set[int]


class Trouble(NamedTuple):
    """Tell what stops where some migrations ran, and why."""

    run: Run
    why: str
    statement: str


class Stopped(Exception):
    """Say why a statement cannot run."""


class Schema:
    """Hold the tables of a database with their columns, as far as statements tell; what is not known may be.

    `gone` has what there was, `todos` or `todos.due`.
    """

    def __init__(self) -> None:
        self.tables: dict[str, set[str]] = {}
        self.gone: set[str] = set()

    def run(self, statement: str) -> None:
        """Do what a statement does; Stopped where PostgreSQL would refuse it."""
        statement = statement.strip()
        if rename := naming.read(statement):
            self.rename(rename)
        elif found := _MADE.match(statement):
            self._make(found)
        elif found := _GONE.match(statement):
            self._drop(found[2], is_sure=not found[1])
        elif found := _ALTERED.match(statement):
            self._alter(found[1], found[2])
        elif found := _UPDATED.match(statement):
            self._find(found[1])
            self._find(found[1], found[2])

    def rename(self, rename: naming.Rename) -> None:
        """Give something another name."""
        old, new = rename.old, rename.new
        if rename.of == "TABLE":
            self._find(old)
            if new in self.tables:
                raise Stopped(f"the table {new} is there already")
            if old in self.tables:
                self.tables[new] = self.tables.pop(old)
                self.gone = {one for one in self.gone if one.partition(".")[0] != new} | {old}
        elif rename.of == "COLUMN":
            self._find(rename.table)
            self._find(rename.table, old)
            columns = self.tables.get(rename.table, set())
            if new in columns:
                raise Stopped(f"the column {new} of {rename.table} is there already")
            columns.discard(old)
            columns.add(new)
            self.gone = self.gone - {f"{rename.table}.{new}"} | {f"{rename.table}.{old}"}

    def give(self, renames: Iterable[naming.Rename]) -> None:
        """Give names to what has the old one, where nothing has the new one."""
        for rename in renames:
            if self._has(rename):
                self.rename(rename)

    def _has(self, rename: naming.Rename) -> bool:
        if rename.of == "TABLE":
            return rename.old in self.tables and rename.new not in self.tables
        columns = self.tables.get(rename.table, set())
        return rename.of == "COLUMN" and rename.old in columns and rename.new not in columns

    def _make(self, found: re.Match[str]) -> None:
        may_be, name, body = found.groups()
        if name in self.tables:
            if not may_be:
                raise Stopped(f"the table {name} is there already")
            return
        self.tables[name] = {*_COLUMN.findall(body)}
        self.gone = {one for one in self.gone if one.partition(".")[0] != name}

    def _drop(self, name: str, *, is_sure: bool) -> None:
        if is_sure:
            self._find(name)
        if self.tables.pop(name, None) is not None:
            self.gone.add(name)

    def _alter(self, name: str, what: str) -> None:
        self._find(name)
        columns = self.tables.get(name)
        if columns is None:
            return
        if found := _ADDED.match(what):
            if found[2] in columns and not found[1]:
                raise Stopped(f"the column {found[2]} of {name} is there already")
            columns.add(found[2])
            self.gone.discard(f"{name}.{found[2]}")
        elif found := _DROPPED.match(what):
            if not found[1]:
                self._find(name, found[2])
            columns.discard(found[2])
            self.gone.add(f"{name}.{found[2]}")
        elif found := _CHANGED.match(what):
            self._find(name, found[1])

    def _find(self, table: str, column: str = "") -> None:
        if not column and table in self.gone and table not in self.tables:
            raise Stopped(f"the table {table} {_GONE_BY}")
        if column and f"{table}.{column}" in self.gone and column not in self.tables.get(table, ()):
            raise Stopped(f"the column {column} of {table} {_GONE_BY}")


def check(runs: Sequence[Run]) -> None:
    """Raise ScaffoldError for what would stop one of the databases that there may be, or leave them unlike.

    Some had nothing yet, and some the migrations of one branch. `runs` are in the order of the chain, and
    what both sides have alike is written so that it may run twice.
    """
    branches = sorted(set[int]().union(*(run.branches for run in runs)))
    first = [[run for run in runs if branch in run.branches] for branch in branches]
    if any(_trouble([], own) for own in first):
        # A branch has SQL that is understood by who wrote it alone.
        return
    whole = Schema()
    for own in ([], *first):
        schema = Schema()
        if trouble := _trouble(own, runs, schema):
            raise _refused(*trouble)
        if not own:
            whole = schema
        for name in sorted(schema.tables.keys() | whole.tables.keys()):
            if schema.tables.get(name) != whole.tables.get(name):
                raise _refused(runs[-1], f"{name} would not be the same in every database")


def _trouble(own: Sequence[Run], runs: Iterable[Run], schema: Schema | None = None) -> Trouble | None:
    """Run some migrations and then the others; return what stops there."""
    schema, ran = schema or Schema(), list[Run]()
    for run in (*own, *(one for one in runs if one not in own)):
        others = [naming.all_of(one.sql) for one in ran if one.branches.isdisjoint(run.branches)]
        told = either_name.told(run.sql, others)
        schema.give(one.back for renames in reversed(told) for one in reversed(renames))
        for statement in statements(run.sql):
            try:
                schema.run(statement)
            except Stopped as stopped:
                return Trouble(run, str(stopped), statement)
        schema.give(one for renames in told for one in renames)
        ran.append(run)
    return None


def _refused(run: Run, why: str, statement: str = "") -> ScaffoldError:
    path = f"{MIGRATIONS}{run.tag}.sql"
    way = (
        "take one of the two changes back before they meet: git merge --abort, git revert its commit on its"
        " branch, make the change anew there, and merge again; a database that ran it has to be made anew"
    )
    if why.endswith(_GONE_BY) and naming.read(statement) is None:
        way = f"take the statement out of {path}, then run the command again; or {way}"
    return ScaffoldError(
        f"the migrations of the branches do not go together: {run.tag} cannot run where {why};"
        " nothing was changed",
        where=path,
        hint=way,
    )
