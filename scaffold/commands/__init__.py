"""What scaffold can do, as functions: values in, a Report out, and nothing here prints or asks.

    from pathlib import Path
    from scaffold import commands

    report = commands.add_resource(Path("myapp"), "todos", ["text:string", "due:date?"])
    [change.path for change in report.changes]

Whatever cannot be done is a ScaffoldError that says what, where and what to type instead; nothing was
written then. `Options` says whether to write, what to do at a conflict, and whom to tell meanwhile. The
command line and its `--json` are two faces over these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.commands.add import add_action, add_join, add_resource, add_webhook
    from scaffold.commands.applied import apply, plan
    from scaffold.commands.change import (
        add_field,
        change_field,
        change_resource,
        remove_action,
        remove_field,
        remove_resource,
        remove_webhook,
    )
    from scaffold.commands.contract import api_diff, api_lock
    from scaffold.commands.database import db_status
    from scaffold.commands.history import undo
    from scaffold.commands.moving import mv
    from scaffold.commands.new_app import new
    from scaffold.commands.overview import status
    from scaffold.commands.own_templates import eject, list_templates
    from scaffold.commands.rename import rename_action, rename_field, rename_resource
    from scaffold.commands.renewal import update
    from scaffold.commands.report import (
        Contract,
        DatabaseStatus,
        NextStep,
        Reason,
        Report,
        Rule,
        Status,
        Template,
        Templates,
        schema,
    )
    from scaffold.commands.resolving import resolve
    from scaffold.commands.rule import which
    from scaffold.options import Missing, Options, Progress

# Imported when they are asked for: no command pays for another one's modules. A module has another name than
# its command, since a package's attribute is either.
_ROOMS = {
    "add_action": "add",
    "add_field": "change",
    "add_join": "add",
    "add_resource": "add",
    "add_webhook": "add",
    "api_diff": "contract",
    "api_lock": "contract",
    "apply": "applied",
    "change_field": "change",
    "change_resource": "change",
    "db_status": "database",
    "plan": "applied",
    "remove_action": "change",
    "remove_field": "change",
    "remove_resource": "change",
    "remove_webhook": "change",
    "rename_action": "rename",
    "resolve": "resolving",
    "rename_field": "rename",
    "rename_resource": "rename",
    "mv": "moving",
    "eject": "own_templates",
    "list_templates": "own_templates",
    "new": "new_app",
    "status": "overview",
    "undo": "history",
    "update": "renewal",
    "which": "rule",
    "Contract": "report",
    "DatabaseStatus": "report",
    "Missing": ".options",
    "Options": ".options",
    "Progress": ".options",
    "NextStep": "report",
    "Reason": "report",
    "Report": "report",
    "Rule": "report",
    "Status": "report",
    "Template": "report",
    "Templates": "report",
    "schema": "report",
}
__all__ = [
    "Contract",
    "DatabaseStatus",
    "Missing",
    "NextStep",
    "Options",
    "Progress",
    "Reason",
    "Report",
    "Rule",
    "Status",
    "Template",
    "Templates",
    "add_action",
    "add_field",
    "add_join",
    "add_resource",
    "add_webhook",
    "api_diff",
    "api_lock",
    "apply",
    "change_field",
    "change_resource",
    "db_status",
    "eject",
    "list_templates",
    "mv",
    "new",
    "plan",
    "remove_action",
    "remove_field",
    "remove_resource",
    "remove_webhook",
    "rename_action",
    "rename_field",
    "rename_resource",
    "resolve",
    "schema",
    "status",
    "undo",
    "update",
    "which",
]


def __getattr__(name: str) -> Any:
    """Import a command when it is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"scaffold.commands has no {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_ROOMS[name]}", __name__), name)
    globals()[name] = value
    return value
