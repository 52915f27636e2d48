"""Who may use a resource: owners, strangers, and those who have its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scaffold.generate.api_view import ApiView
from scaffold.generate.typescript import string
from scaffold.spec.model import Resource, Spec


@dataclass(frozen=True)
class RoleView(ApiView):
    """Show who may use a resource."""

    @property
    def owned(self) -> bool:
        return self.resource.owner == "user"

    @property
    def lists_by_owner(self) -> bool:
        """Say whether a list has the records of one owner only, so that its index begins with that."""
        return self.owned and not self.public

    @property
    def public(self) -> bool:
        return self.resource.public_read

    @property
    def role(self) -> str:
        return self.resource.role

    @property
    def reader_role(self) -> str:
        """Return the role that it takes to read it; empty where it takes none."""
        return reader_role(self.resource)

    @property
    def referring_role(self) -> str:
        """Return the role that it takes to refer to its records: who reads all of them refers to them."""
        return self.role if self.owned else self.reader_role

    @property
    def readers(self) -> str:
        """Write the list of the roles of which it takes one to read it; an empty one takes none."""
        return f"[{string(self.reader_role) if self.reader_role else ''}]"

    @property
    def writers(self) -> str:
        """Write the same of those who change it."""
        return f"[{string(self.role) if self.role else ''}]"

    @property
    def allowed(self) -> str:
        """Name the variable of a page that has the session of somebody who may change something."""
        return "allowed" if self.role else "session"

    @property
    def reading_session(self) -> str:
        """Write the session of whoever may read it, where that takes a session at all."""
        return f"withRole(await auth(), {string(self.reader_role)})" if self.reader_role else "await auth()"

    @property
    def may_write(self) -> str:
        """Write whether whoever has the session may change it."""
        return f"withRole(session, {string(self.role)}) !== null" if self.role else "session !== null"


def reader_role(resource: Resource) -> str:
    """Return the role that it takes to read a resource; empty where it takes none."""
    return "" if resource.public_read else resource.role


def guarded(guard: str, role: str) -> str:
    """Say of a guard that it also asks for a role."""
    return f"{guard}; takes the role {role}" if role else guard


def tables(spec: Spec) -> Mapping[str, str]:
    """Say which role each table takes whose records people bring back."""
    return {one.noun.snake: one.role for one in spec.resources if one.role and "forms" in one.consumers}
