"""The differences between two contracts: compare every operation, and say which of them breaks clients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scaffold.contract.bodies import contents, parameters, replies
from scaffold.contract.document import Document, Operation
from scaffold.contract.limits import limits
from scaffold.contract.security import security
from scaffold.contract.words import Said


class Difference(NamedTuple):
    """Say one thing that is otherwise, and for which operations; none where it is about the whole API."""

    breaks: bool
    what: str
    operations: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Tell it in a line."""
        kind = "breaks clients" if self.breaks else "compatible"
        if not self.operations:
            return f"{kind}: {self.what}"
        what = self.what if len(self.operations) == 1 else _plural(self.what)
        return f"{kind}: {_joined(self.operations)} {what}"


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Compare two documents, the released one first; what breaks clients comes first.

    LookupError, TypeError or ValueError where one of them is no OpenAPI document.
    """
    before, after = Document(old), Document(new)
    operations: dict[Said, list[str]] = {}
    for name, said in _of_operations(before, after):
        operations.setdefault(said, []).append(name)
    whole = [Difference(said.breaks, said.what) for said in _of_servers(before, after)]
    found = [
        Difference(said.breaks, said.what, tuple(dict.fromkeys(names))) for said, names in operations.items()
    ]
    return sorted([*whole, *found], key=lambda one: not one.breaks)


def _of_operations(before: Document, after: Document) -> Iterator[tuple[str, Said]]:
    for key, old in before.operations.items():
        new = after.operations.get(key)
        if new is None:
            yield _named(old), Said(True, "is gone")
        else:
            yield from ((_named(old), said) for said in _of_one(before, old, after, new))
    for key, operation in after.operations.items():
        if key not in before.operations:
            yield _named(operation), Said(False, "is new")


def _of_one(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    yield from security(before, old, after, new)
    yield from parameters(before, old, after, new)
    yield from contents(before, old, after, new)
    yield from replies(before, old, after, new)
    yield from limits(old, new)
    if new.says.get("deprecated", False) != old.says.get("deprecated", False):
        yield Said(False, "is deprecated" if new.says.get("deprecated") else "is no longer deprecated")
    was, now = old.says.get("operationId"), new.says.get("operationId")
    if was and now and was != now:
        yield Said(False, f"is called `{now}` instead of `{was}` in the code of generated clients")


def _of_servers(before: Document, after: Document) -> Iterator[Said]:
    for address in before.servers:
        if address not in after.servers:
            yield Said(True, f"the API is no longer at `{address}`")
    for address in after.servers:
        if address not in before.servers:
            yield Said(False, f"the API is at `{address}`, too")


def _named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def _plural(what: str) -> str:
    """Put the verb, which comes first or after `no longer`, in the plural."""
    never = "no longer " if what.startswith("no longer ") else ""
    verb, space, rest = what.removeprefix(never).partition(" ")
    several = {"is": "are", "has": "have", "may": "may"}.get(verb, verb.removesuffix("s"))
    return f"{never}{several}{space}{rest}"


def _joined(operations: tuple[str, ...]) -> str:
    """Name operations, the methods of one path together."""
    paths: dict[str, list[str]] = {}
    for operation in operations:
        method, _, path = operation.partition(" ")
        paths.setdefault(path, []).append(method)
    names = [f"{', '.join(methods)} {path}" for path, methods in paths.items()]
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
