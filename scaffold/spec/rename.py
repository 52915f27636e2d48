"""Edits that give a resource, an action or a field another name, and what each of them is called then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from scaffold.errors import UsageError
from scaffold.files import SPEC
from scaffold.spec import change, names, words
from scaffold.spec.check import refuse_twice
from scaffold.spec.model import Action, Resource, Spec
from scaffold.spec.names import ActionName, Noun
from scaffold.spec.refs import id_of


class Renames(NamedTuple):
    """Say what has another name now, each old name with its new one.

    Fields by what has them, ("resource", "todos"), as that is called now; columns that are no fields, or are
    called otherwise, by their table; `tables` that are called otherwise than resources. `alone` says that
    nothing else was renamed: what went is dropped, though others came. `pages` are the nouns of actions that
    stand alone: their pages and modules are called so. `refs` are the old names of fields that are refs: code
    and columns have their ids.
    """

    resources: Mapping[Noun, Noun] = MappingProxyType({})
    actions: Mapping[ActionName, ActionName] = MappingProxyType({})
    fields: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType({})
    columns: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    tables: Mapping[str, str] = MappingProxyType({})
    alone: bool = False
    pages: Mapping[str, str] = MappingProxyType({})
    refs: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.resources or self.actions or self.fields)

    def paths(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """List the paths of the spec's text that have another name now, with that."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for was, noun in self.resources.items():
            found["resource", was.key] = ("resource", noun.key)
        for before, name in self.actions.items():
            found["action", before.camel] = ("action", name.camel)
        for holder, fields in self.fields.items():
            for old, new in fields.items():
                found[(*holder, "fields", old)] = (*holder, "fields", new)
        return found

    def ids(self) -> dict[str, str]:
        """List the ids of parts, and of what parts consist of, that are other ones now, with those."""
        found = {f"resource:{was.key}": f"resource:{noun.key}" for was, noun in self.resources.items()}
        for before, name in self.actions.items():
            found |= {f"action:{before.noun}": f"action:{name.noun}", before.camel: name.camel}
        return found

    def stored(self) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """List tables that have another name, and the columns of each by its name now."""
        tables = {**self.tables, **{was.snake: noun.snake for was, noun in self.resources.items()}}
        columns = {table: dict(names) for table, names in self.columns.items()}
        for (kind, key), fields in self.fields.items():
            if kind == "resource":
                names = {words.snake(old): words.snake(new) for old, new in self._in_code(fields)}
                columns[key.replace("-", "_")] = columns.get(key.replace("-", "_"), {}) | names
        return {old: new for old, new in tables.items() if old != new}, columns

    def told(self) -> list[str]:
        """Write them as they are told, `todos.text=title`."""
        found = {was.key: noun.key for was, noun in self.resources.items()}
        found |= {**{before.camel: name.camel for before, name in self.actions.items()}, **self.tables}
        held = [*((holder, names) for (_, holder), names in self.fields.items()), *self.columns.items()]
        found |= {f"{holder}.{old}": new for holder, names in held for old, new in names.items()}
        return [f"{old}={new}" for old, new in found.items()]

    def members(self) -> set[str]:
        """List the old names of fields, in code and as columns."""
        olds = [old for fields in self.fields.values() for old, _ in self._in_code(fields)]
        return {name for old in olds for name in (old, words.snake(old))}

    def _in_code(self, fields: Mapping[str, str]) -> list[tuple[str, str]]:
        """Pair the old names with the new ones as code has them."""
        pairs = fields.items()
        return [(id_of(old), id_of(new)) if old in self.refs else (old, new) for old, new in pairs]

    def words(self) -> list[dict[str, str]]:
        """List every way to spell an old name, with the new one spelled alike: in code, SQL, paths and prose.

        One word is spelled alike in several of them, in which the new name need not be.
        """
        many = [(was.key, noun.key) for was, noun in self.resources.items()]
        one = [(was.singular_key, noun.singular_key) for was, noun in self.resources.items()]
        rest = [(before.kebab, name.kebab) for before, name in self.actions.items()]
        rest += self.pages.items()
        for fields in self.fields.values():
            ids = self._in_code({old: new for old, new in fields.items() if old in self.refs})
            rest += [(words.kebab(old), words.kebab(new)) for old, new in (*fields.items(), *ids)]
        forms = [[*many, *one, *rest]]
        # `news` is one and many: what it becomes depends on where it stands.
        if any(was.key == was.singular_key for was in self.resources):
            forms.append([*one, *many, *rest])
        ways = [[*_WAYS[place:], *_WAYS[:place]] for place in range(len(_WAYS))]
        return [_table(keys, each) for keys in forms for each in ways]


NONE = Renames()


class Renamed(NamedTuple):
    """Hold a spec in which something has another name, and what that is."""

    spec: Spec
    renames: Renames


def rename_field(spec: Spec, holder: str, raw: str, new: str) -> Renamed:
    """Give a field of a resource or an action another name; a label of its own stays."""
    there = change.find(spec, holder)
    old, name = change.field_of(there, raw), names.field_name(new)
    if name == old.name:
        raise _same(name)
    if any(field.name == name for field in there.fields):
        raise UsageError(
            f"{change.name_of(there)} has a field `{name}` already",
            where=f"{SPEC}, {change.name_of(there)}",
            hint="choose another name, or remove that field first",
        )
    label = words.title(name) if old.label == words.title(old.name) else old.label
    field = replace(old, name=name, label=label)
    fields = tuple(field if one is old else one for one in there.fields)
    after = change.replaced(spec, there, fields, {old.name: name})
    kind = "resource" if isinstance(there, Resource) else "action"
    held = {(kind, change.name_of(there)): {old.name: name}}
    return Renamed(after, Renames(fields=held, refs=frozenset({old.name} if old.target else ())))


def rename_resource(spec: Spec, raw: str, new: str, singular: str | None = None) -> Renamed:
    """Give a resource another name; actions that belong to it and end in its noun end in the new one."""
    old = change.resource_of(spec, raw)
    noun = names.resource_names(new, singular)
    if noun == old.noun:
        raise _same(noun.key)
    others = replace(spec, resources=tuple(one for one in spec.resources if one is not old))
    refuse_twice(others, noun)
    actions: dict[ActionName, ActionName] = {}
    kept: list[Action] = []
    for action in spec.actions:
        if action.resource != old.noun.key:
            kept.append(action)
            continue
        name = _following(action.name, old.noun, noun)
        if name != action.name:
            actions[action.name] = name
        kept.append(replace(action, name=name, resource=noun.key))
    renamed = (*others.resources, replace(old, noun=noun))
    resources = tuple(_led_to(one, old.noun.key, noun.key) for one in renamed)
    after = replace(spec, resources=resources, actions=tuple(kept))
    return Renamed(after, Renames({old.noun: noun}, actions))


def rename_action(spec: Spec, raw: str, new: str) -> Renamed:
    """Give an action another name; it stays with its resource, and one that stands alone goes to its page."""
    old, name = change.action_of(spec, raw), names.action_name(new)
    if name == old.name:
        raise _same(name.camel)
    if spec.action(name.camel):
        raise UsageError(
            f"there is an action {name.camel} already",
            where=f"{SPEC}, [action.{name.camel}]",
            hint="choose another name",
        )
    after = tuple(replace(one, name=name) if one is old else one for one in spec.actions)
    renamed = replace(spec, actions=after)
    return Renamed(renamed, Renames(actions={old.name: name}, pages=pages({old.name: name}, renamed)))


def pages(actions: Mapping[ActionName, ActionName], after: Spec) -> dict[str, str]:
    """Pair the nouns, old and new, of those actions that stand alone: their pages are called so."""
    alone = {action.name for action in after.actions if action.resource is None}
    pairs = ((old.noun, new.noun) for old, new in actions.items() if new in alone)
    return {old: new for old, new in pairs if old != new}


def _following(action: ActionName, old: Noun, new: Noun) -> ActionName:
    """Let an action's name follow its resource's: `archiveTodo` becomes `archiveTask`.

    `clearTodos` stays where the new noun has one form only: `clearNews` would not tell on the way back that
    it is about several, and may be what `clearTodo` becomes.
    """
    parts, is_one_form = words.split(action.camel), new.key == new.singular_key
    for was, now in ((old.singular_key, new.singular_key), (old.key, new.key)):
        ending = tuple(was.split("-"))
        if is_one_form and was != old.singular_key:
            continue
        if parts[1:][-len(ending) :] == ending:
            return names.action_name(words.camel([*parts[: -len(ending)], *now.split("-")]))
    return action


def _led_to(resource: Resource, old: str, new: str) -> Resource:
    """Let the refs to a resource lead to its new name."""
    if all(field.target != old for field in resource.refs):
        return resource
    fields = (replace(one, target=new) if one.target == old else one for one in resource.fields)
    return replace(resource, fields=tuple(fields))


def _same(name: str) -> UsageError:
    return UsageError(f"it is called {name} already", hint="choose another name")


def _in_code(key: str) -> tuple[str, ...]:
    parts = key.split("-")
    return words.camel(parts), words.pascal(parts)


def _in_sql(key: str) -> tuple[str, ...]:
    return (key.replace("-", "_"),)


def _in_paths(key: str) -> tuple[str, ...]:
    return (key,)


def _in_prose(key: str) -> tuple[str, ...]:
    parts = key.split("-")
    return words.sentence(parts), words.lower(parts)


_WAYS: tuple[Callable[[str], tuple[str, ...]], ...] = (_in_code, _in_sql, _in_paths, _in_prose)


def _table(
    keys: Iterable[tuple[str, str]], ways: Iterable[Callable[[str], tuple[str, ...]]]
) -> dict[str, str]:
    """Map old spellings to new ones; of those that are alike, the first of `ways` counts."""
    found: dict[str, str] = {}
    for way, (was, now) in product(ways, keys):
        for old, new in zip(way(was), way(now), strict=True):
            found.setdefault(old, new)
    return {old: new for old, new in found.items() if old != new}
