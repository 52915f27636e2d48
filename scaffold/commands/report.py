"""What a command says when it has ended: values for a program, which the command line lays out for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from scaffold.contract.difference import Difference
from scaffold.doors import Answer, Door
from scaffold.errors import ConflictError, ScaffoldError, Unmerged
from scaffold.files import base_path, decode
from scaffold.project.plan import Change, Plan
from scaffold.tools.effect import Statement

# The version of what `as_dict` returns; report.schema.json describes it.
VERSION = 1
NOTHING = Plan()
KEPT = ("kept", "kept-deleted", "left")


class NextStep(NamedTuple):
    """Hold one thing to type or do next, and what it is for."""

    do: str
    note: str = ""


class Reason(NamedTuple):
    """Say why the templates of some files changed, in which version of scaffold."""

    version: str
    what: str
    paths: tuple[str, ...]


class Template(NamedTuple):
    """Name a template, and say what the app has made of it; nothing where it is scaffold's."""

    name: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Tell what a command changed, or would change, and what to know and to do then.

    `already` names what was asked for and is there; what changed then are edits of the spec not yet applied.
    `migration` has the statements that the database will run, now or later, each with its class.
    """

    command: str
    written: bool = False
    plan: Plan = NOTHING
    notes: tuple[str, ...] = ()
    next: tuple[NextStep, ...] = ()
    doors: tuple[Door, ...] = ()
    already: str = ""
    migration: tuple[Statement, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def changes(self) -> list[Change]:
        """List what is worth telling: the writes, and the files that miss a change by being kept."""
        touched = {change.path for change in self.plan.internal}
        changes = [
            change
            for change in self.plan.changes
            if (change.writes and change.kind != "moved")
            or (change.kind in KEPT and base_path(change.path) in touched)
        ]
        return sorted(changes, key=lambda change: change.path)

    def diff(self) -> str:
        """Return every change as a unified diff."""
        import difflib

        lines: list[str] = []
        gone = (change for change in self.plan.changes if change.kind == "moved" and change.writes)
        for change in sorted([*self.changes, *gone], key=lambda change: change.path):
            if change.writes:
                old = "/dev/null" if change.before is None else f"a/{change.path}"
                new = "/dev/null" if change.after is None else f"b/{change.path}"
                before, after = _lines(change.before), _lines(change.after)
                lines += difflib.unified_diff(before, after, old, new, lineterm="")
        return "\n".join(lines)

    def as_dict(self, *, diff: bool = False) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        changes = [
            {"path": change.path, "change": change.kind} | ({"note": change.note} if change.note else {})
            for change in self.changes
        ]
        return {
            "version": VERSION,
            "command": self.command,
            "written": self.written,
            "changes": changes,
            **({"diff": self.diff()} if diff else {}),
            **({"reasons": [_reason(reason) for reason in self.reasons]} if self.reasons else {}),
            "notes": [*([self.already] if self.already else []), *self.notes],
            "doors": [_door(door) for door in self.doors],
            "migration": [_statement(statement) for statement in self.migration],
            "next": [step._asdict() for step in self.next],
        }


class Finished(ScaffoldError):
    """Stop because an interrupted run of the same command is finished now: what was asked for is done."""

    exit_code = 0

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.command} is done")
        self.report = report


@dataclass(frozen=True, slots=True)
class Status:
    """Tell what an app consists of: its doors, the files that are not as generated, what `apply` would do."""

    app: str
    doors: tuple[Door, ...]
    edited: frozenset[Door]
    files: Mapping[str, str]
    due: str = ""
    next: tuple[NextStep, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        return {
            "version": VERSION,
            "command": "status",
            "app": self.app,
            "doors": [_door(door) | {"edited": door in self.edited} for door in self.doors],
            "files": dict(self.files),
            "due": self.due or None,
        }


@dataclass(frozen=True, slots=True)
class Contract:
    """Tell how an app's API differs from what was released; what breaks its clients comes first."""

    app: str
    differences: tuple[Difference, ...] = ()
    next: tuple[NextStep, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def breaks(self) -> bool:
        """Say whether a client that was right is wrong now."""
        return any(one.breaks for one in self.differences)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        return {
            "version": VERSION,
            "command": "api diff",
            "app": self.app,
            "breaks": self.breaks,
            "differences": [
                {
                    "breaks": one.breaks,
                    "operations": list(one.operations),
                    "what": one.what,
                    "line": one.line,
                }
                for one in self.differences
            ],
            "notes": list(self.notes),
            "next": [step._asdict() for step in self.next],
        }


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """Tell what ran on an app's database; `trouble` says why it cannot be reached, if it cannot.

    `migrations` are those of the app, each with what became of it; `strangers` ran there, and the app has
    not got them: when each was made.
    """

    app: str
    database: str | None
    trouble: str = ""
    migrations: tuple[tuple[str, str], ...] = ()
    strangers: tuple[str, ...] = ()
    next: tuple[NextStep, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        return {
            "version": VERSION,
            "command": "db status",
            "app": self.app,
            "database": self.database,
            "reachable": not self.trouble,
            "trouble": self.trouble or None,
            "migrations": [{"name": name, "state": state} for name, state in self.migrations],
            "strangers": list(self.strangers),
            "notes": list(self.notes),
            "next": [step._asdict() for step in self.next],
        }


@dataclass(frozen=True, slots=True)
class Templates:
    """List the templates that an app may have of its own."""

    templates: tuple[Template, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        return {
            "version": VERSION,
            "command": "eject",
            "templates": [
                {"template": one.name, **({"state": one.state} if one.state else {})}
                for one in self.templates
            ],
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """Tell what to write for whom, and why; `asked` is false where it is the whole rule."""

    answers: tuple[Answer, ...]
    asked: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as report.schema.json describes them."""
        return {
            "version": VERSION,
            "command": "which",
            "answers": [answer._asdict() for answer in self.answers],
        }


def error_dict(failure: ScaffoldError) -> dict[str, Any]:
    """Return an error as plain values, as report.schema.json describes them."""
    return {
        "version": VERSION,
        "error": failure.what,
        "where": failure.where,
        "hint": failure.hint,
        "exit": failure.exit_code,
        "conflicts": [
            {"path": conflict.path, "why": conflict.why, "hunks": conflict.text()}
            for conflict in conflicts(failure)
        ],
        **({"notes": list(failure.notes)} if failure.notes else {}),
    }


def conflicts(failure: ScaffoldError) -> tuple[Unmerged, ...]:
    """List the files whose merge needs a person."""
    return failure.conflicts if isinstance(failure, ConflictError) else ()


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all that `--json` prints, errors included."""
    import json
    from pathlib import Path

    schema: dict[str, Any] = json.loads((Path(__file__).parent / "report.schema.json").read_text("utf-8"))
    return schema


def _door(door: Door) -> dict[str, Any]:
    said = {name: getattr(door, name) for name in ("what", "door", "path", "caller", "guard", "why")}
    return said | ({"role": door.role} if door.role else {})


def _statement(statement: Statement) -> dict[str, str]:
    said = {"sql": statement.sql, "class": statement.class_}
    return said | ({"why": statement.why} if statement.why else {})


def _reason(reason: Reason) -> dict[str, Any]:
    return {"since": reason.version, "what": reason.what, "paths": list(reason.paths)}


def _lines(data: bytes | None) -> list[str]:
    return decode(data).removesuffix("\n").split("\n") if data else []
