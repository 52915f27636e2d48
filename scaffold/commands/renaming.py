"""Hand edits of the spec that gave something another name: as they are told, or as they look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from scaffold.commands.opened import OpenedApp
from scaffold.errors import UsageError
from scaffold.files import SCHEMA, SPEC, base_path, decode
from scaffold.generate import parts as generate
from scaffold.generate.part import Part
from scaffold.options import Missing
from scaffold.planning.wanted import part_files
from scaffold.project import memory
from scaffold.spec import change, names, rename, words
from scaffold.spec.names import ActionName, Noun
from scaffold.spec.rename import Renames
from scaffold.tools import migrations

Named = TypeVar("Named", Noun, ActionName, str)

NOTHING, _RESOURCE = "none", "resource:"
# A table in code, and all until the next one.
_TABLE = re.compile(r'pgTable\(\s*"(\w+)"(.*?)(?=pgTable\(|\Z)', re.DOTALL)
# A column as the schema of a resource has it.
_COLUMN = re.compile(r"^    (\w+): (.+)$", re.MULTILINE)


def told(app: OpenedApp, given: Sequence[str]) -> Renames:
    """Understand `todos=tasks`, `archiveTodo=shelveTodo` and `tasks.text=title`, in the names there are now.

    UsageError where the spec does not have the new name, or has the old one still.
    """
    resources: dict[Noun, Noun] = {}
    actions: dict[ActionName, ActionName] = {}
    fields: dict[tuple[str, str], dict[str, str]] = {}
    columns: dict[str, dict[str, str]] = {}
    tables: dict[str, str] = {}
    refs: set[str] = set()
    for text in (one for one in given if one != NOTHING):
        old, equals, new = text.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise UsageError(
                f"--rename is OLD=NEW, not {names.shown(text)}", hint="--rename todos.text=title"
            )
        holder, dot, field = old.strip().rpartition(".")
        if dot:
            if table := _table_with(app, tables, holder, field, new.strip()):
                _tell(columns.setdefault(table, {}), words.snake(field), words.snake(new.strip()), text)
                continue
            there = change.find(app.spec, holder)
            was, now = names.field_name(field), names.field_name(new)
            if change.field_of(there, now).target:
                refs.add(was)
            _gone(any(one.name == was for one in there.fields), f"{change.name_of(there)}.{was}")
            kind = "resource" if app.spec.resource(holder) else "action"
            key = (kind, change.name_of(there))
            _tell(fields.setdefault(key, {}), was, now, text)
        elif resource := app.spec.resource(new.strip()):
            noun = _noun_before(app, old.strip())
            _gone(app.spec.resource(noun.key) is not None, noun.key)
            _tell(resources, noun, resource.noun, text)
        elif _is_table(app, old.strip(), new.strip()):
            _tell(tables, old.strip(), new.strip(), text)
        else:
            action = change.action_of(app.spec, new.strip())
            before = names.action_name(old.strip())
            _gone(app.spec.action(before.camel) is not None, before.camel)
            _tell(actions, before, action.name, text)
    called = {tables.get(table, table): there for table, there in columns.items()}
    pages = rename.pages(actions, app.spec)
    alone = NOTHING in given
    return Renames(resources, actions, fields, called, tables, alone, pages, frozenset(refs))


def _tell(known: dict[Named, Named], old: Named, new: Named, text: str) -> None:
    """Add what was told; UsageError where one thing would have two names, or two things one."""
    if known.get(old, new) != new or any(one != old and name == new for one, name in known.items()):
        raise UsageError(
            f"--rename {text} has a name that another --rename has, and each is given once",
            hint=f"leave out one of them, this or the other: --rename {text}",
        )
    known[old] = new


def guessed(app: OpenedApp) -> list[str]:
    """List what looks renamed since the last command, as `told` takes it: one thing gone, its like come.

    Nothing is, where no migration has made a table yet.
    """
    if not migrations.are_there(app.root):
        return []
    lock = app.memory.lock
    now = {part.id: part for part in generate.parts(app.spec, app.overrides) if part.id.startswith(_RESOURCE)}
    had = {id for id in lock.parts if id.startswith(_RESOURCE)}
    gone, come = sorted(had - now.keys()), sorted(now.keys() - had)
    if len(gone) == len(come) == 1:
        if sorted(_before(app, gone[0]).values()) == sorted(_columns_of(now[come[0]]).values()):
            return [f"{gone[0].removeprefix(_RESOURCE)}={come[0].removeprefix(_RESOURCE)}"]
        return []
    found: list[str] = []
    stayed = part_files([now[id] for id in sorted(had & now.keys())], lock.files.moved())
    for id, files in stayed.items():
        if lock.parts[id] != files.seal(lock.files):
            found += _fields(id.removeprefix(_RESOURCE), _before(app, id), _columns_of(now[id]))
    return found


def _table_with(app: OpenedApp, tables: Mapping[str, str], holder: str, old: str, new: str) -> str | None:
    """Return the table of a column that its owner added, or called otherwise in the schema, as `tables`."""
    holder = next((was for was, now in tables.items() if now == holder), holder)
    there = app.spec.resource(holder)
    table = there.noun.snake if there else words.snake(holder)
    called = tables.get(table, table)
    fields = {one.name for one in there.fields} if there else set()
    if new in fields or words.snake(old) not in migrations.tables(app.root).get(table, ()):
        return None
    code = _coded(app).get(called, "")
    if f'"{words.snake(new)}"' in code and f'"{words.snake(old)}"' not in code:
        return table
    has_fields = _before(app, f"{_RESOURCE}{there.noun.key}") if there else {}
    is_field = old in fields or words.camel(words.split(old)) in has_fields
    return table if there and not is_field else None


def _is_table(app: OpenedApp, old: str, new: str) -> bool:
    """Tell whether a table is called otherwise in the schema, and nothing of the spec is called so."""
    there, coded = migrations.tables(app.root), _coded(app)
    return old in there and new not in there and old not in coded and new in coded


def _coded(app: OpenedApp) -> dict[str, str]:
    """Map the name of each table in the schema on disk to its code."""
    return {found[1]: found[2] for found in _TABLE.finditer(migrations.code(app.root))}


def missing(guesses: Sequence[str]) -> Missing:
    """Ask whether things were renamed."""
    old, _, new = guesses[0].partition("=")
    question = f"Was {old} renamed to {new}, so that what is stored there stays?"
    hint = " ".join(f"--rename {one}" for one in guesses)
    return Missing("renames", question, f"{hint}, or --rename {NOTHING}", allowed=tuple(guesses))


def _fields(key: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if len(gone) == len(come) == 1 and before[gone[0]] == after[come[0]]:
        yield f"{key}.{gone[0]}={come[0]}"


def _before(app: OpenedApp, id: str) -> dict[str, str]:
    """Return the columns of a resource as it was when the last command ended."""
    for path in app.memory.lock.files:
        if path.startswith(SCHEMA) and app.memory.lock.files[path].id.startswith(f"{id}:"):
            data = memory.read(app.root, [base_path(path)])[base_path(path)]
            return _columns(decode(data or b""))
    return {}


def _columns_of(part: Part) -> dict[str, str]:
    return next((_columns(file.text) for file in part.render() if file.path.startswith(SCHEMA)), {})


def _columns(table: str) -> dict[str, str]:
    """Map each field to its column, without the names of both."""
    return {
        name: text.replace(f'"{words.snake(name)}"', "").replace(f'"{name}"', "")
        for name, text in _COLUMN.findall(table)
    }


def _noun_before(app: OpenedApp, raw: str) -> Noun:
    """Return the noun that a resource had: its files say which singular."""
    key = names.resource_key(raw)
    for entry_path in app.memory.lock.files:
        if app.memory.lock.files[entry_path].id == f"{_RESOURCE}{key}:form.tsx":
            return Noun(key, entry_path.rpartition("/")[2].removesuffix("-form.tsx"))
    if f"{_RESOURCE}{key}" not in app.memory.lock.parts:
        raise UsageError(f"there was no resource {names.shown(raw)}", hint="what there is: scaffold status")
    return names.resource_names(key)


def _gone(is_there: bool, name: str) -> None:
    if is_there:
        raise UsageError(f"{name} is still in {SPEC}, so it was not renamed", hint="leave --rename out")
