"""Who may call an operation: whoever could has to be able to still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.contract.document import Document, Operation
from scaffold.contract.values import text
from scaffold.contract.words import Said

# What a caller also has to have, as the document calls it: OpenAPI knows scopes of OAuth only.
NEEDED = {"x-scope": "scope", "x-role": "role"}
_SHOWN = ("type", "scheme", "in", "name")
Way = Mapping[str, tuple[str, ...]]


def security(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare the ways in, and the scope and the role that a caller needs."""
    was_open, is_open = {} in old.security, {} in new.security
    if was_open and not is_open:
        yield Said(True, f"needs {_named(new.security[0])}, where nothing was needed")
        return
    if is_open and not was_open:
        yield Said(False, "is open to everybody")
        return
    if not is_open:
        yield from _ways(before, old, after, new)
    for key, what in NEEDED.items():
        was, now = old.says.get(key), new.says.get(key)
        if was != now and now is None:
            yield Said(False, f"no longer needs the {what} `{was}`")
        elif was != now:
            yield Said(True, f"needs the {what} `{now}`{f' instead of `{was}`' if was else ''}")


def _ways(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    for way in old.security:
        if not any(_leads_in(before, way, after, other) for other in new.security):
            yield Said(True, f"is no longer open to {_named(way)}")
    for way in new.security:
        if not any(_leads_in(after, way, before, other) for other in old.security):
            yield Said(False, f"is open to {_named(way)} as well")


def _leads_in(before: Document, has: Way, after: Document, wants: Way) -> bool:
    """Tell whether whoever has the one has all that the other wants."""
    return all(
        any(set(scopes) <= set(has[own]) and _is_same(before, own, after, name) for own in has)
        for name, scopes in wants.items()
    )


def _is_same(before: Document, one: str, after: Document, other: str) -> bool:
    """Tell whether two schemes are one, whatever it is called: nobody sends its name."""
    if one == other:
        return _shown(before, one) == _shown(after, one)
    if one in after.schemes or other in before.schemes or one not in before.schemes:
        return False
    return text(before.schemes[one]) == text(after.schemes.get(other))


def _shown(document: Document, name: str) -> str:
    scheme = document.schemes.get(name, {})
    return text({key: str(scheme.get(key)).lower() for key in _SHOWN})


def _named(way: Way) -> str:
    scopes = {name: f" with {', '.join(wanted)}" if wanted else "" for name, wanted in way.items()}
    return " and ".join(f"`{name}`{wanted}" for name, wanted in scopes.items())
