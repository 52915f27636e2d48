"""Files that their owner keeps as they are: no command changes them any more, and what they import stays."""

from __future__ import annotations

from collections.abc import Collection

from scaffold.project import imports
from scaffold.project.imports import Sources
from scaffold.project.lock import Lock
from scaffold.project.plan import Change, Plan


def kept(lock: Lock, paths: Collection[str]) -> Lock:
    """Return the lock in which some files are their owner's."""
    mine = {path: lock.files[path]._replace(ownership="seeded", marked=False) for path in paths}
    return lock._replace(files=lock.files.changed((), mine)) if mine else lock


def with_what_they_import(sources: Sources, plan: Plan, paths: Collection[str]) -> Plan:
    """Leave to their owner what goes and some files import, and what that imports in turn."""
    changes = {change.path: change for change in plan.changes}
    users = set(paths)
    while users:
        plan = plan._replace(changes=tuple(changes.values()))
        needed = {one.module: one.path for one in imports.of_gone(sources, plan) if one.path in users}
        for path, user in needed.items():
            there = changes[path].before
            changes[path] = Change(path, "left", there, there, f"yours, for {user}")
        users = set(needed)
    return plan
