"""The roles that people can have: how one is written, and which ones an app knows."""

from __future__ import annotations

import re

from scaffold.errors import UsageError
from scaffold.spec import names
from scaffold.spec.model import Spec

_ROLE = re.compile(r"[a-z][a-z0-9-]{0,29}")


def checked_role(text: str) -> str:
    """Return a role as it is written; UsageError when it is none."""
    role = text.strip().lower()
    if not _ROLE.fullmatch(role):
        raise UsageError(
            f"{names.shown(text)} is no role",
            hint="a letter, then at most 29 letters, digits and hyphens, such as --role admin",
        )
    return role


def roles_of(spec: Spec) -> tuple[str, ...]:
    """List the roles that resources and actions take, each once, by name."""
    taken = {one.role for one in spec.resources} | {one.role for one in spec.actions}
    return tuple(sorted(taken - {""}))
