"""A resource: its table, its schema, its data module, and the doors for who calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scaffold.doors import Door, answer
from scaffold.generate.action import ActionView, choices_of, component_targets, of_component
from scaffold.generate.facts import Facts
from scaffold.generate.field_code import FieldCode, refused_by_form
from scaffold.generate.icons import icon_of
from scaffold.generate.list_page import ListColumn, columns, list_doors
from scaffold.generate.offers import offer_doors, offer_files
from scaffold.generate.part import Page, Part, Target
from scaffold.generate.references import NONE, Relations, relations_of
from scaffold.generate.related_view import RelatedView
from scaffold.generate.role_view import guarded
from scaffold.generate.typescript import string
from scaffold.spec.declared import record_type, table_constant
from scaffold.spec.listing import ENDINGS, PARAMETERS
from scaffold.spec.model import Action, Resource, Spec

# Who may read and who may change a record, by owner and --public-read: templates/resource/policies, and the
# ORM's queries.
POLICIES = {
    ("user", False): "private",
    ("user", True): "published",
    ("none", False): "shared",
    ("none", True): "open",
}


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give each resource a part, together with the actions that joined it."""
    joined: dict[str, list[Action]] = {}
    for action in spec.actions:
        if action.resource is not None:
            joined.setdefault(action.resource, []).append(action)
    related = relations_of(spec, joined)
    for resource in spec.resources:
        key = resource.noun.key
        yield ResourcePart(facts, resource, joined.get(key, ()), related.get(key, NONE))


class ResourcePart(Part):
    """Make the files of a resource, those for forms and those for other programs as they are asked for."""

    def __init__(
        self, facts: Facts, resource: Resource, actions: Iterable[Action] = (), relations: Relations = NONE
    ) -> None:
        super().__init__(facts, f"resource:{resource.noun.key}")
        self.noun = noun = resource.noun
        self.resource = shown = ResourceView(resource, relations, tuple(actions))
        self.actions = tuple(
            ActionView(
                action,
                noun.key,
                noun.singular_lower if action.name.noun == noun.singular_key else "",
                action.role or shown.role,
                shown.reader_role,
            )
            for action in actions
        )

    @property
    def view(self) -> Mapping[str, object]:
        return {
            "noun": self.noun,
            "resource": self.resource,
            "actions": self.actions,
            "choices": self.choices,
        }

    @property
    def choices(self) -> Sequence[str]:
        """Name the lists of choices that its forms offer, and those of its actions."""
        return choices_of(self.actions, self.resource.fields)

    def targets(self) -> Sequence[Target]:
        key, singular, orm = self.noun.key, self.noun.singular_key, self.facts.orm
        files = {
            f"table{orm.suffix}": orm.table(key),
            "schema.ts": f"lib/schemas/{key}.ts",
            "data.ts": f"data/{key}.ts",
        }
        if self.choices:
            files["choices.ts"] = f"lib/choices/{key}.ts"
        if self.resource.api:
            files |= {
                "route.ts": f"app/api/{key}/route.ts",
                "route.id.ts": f"app/api/{key}/[id]/route.ts",
                "route.bulk.ts": f"app/api/{key}/bulk/route.ts",
                "api.test.ts": f"tests/api/{key}.test.ts",
            }
        if self.resource.referrers or self.resource.references or self.resource.role:
            files["record.ts"] = f"tests/records/{key}.ts"
        if self.resource.role:
            files["role.test.ts"] = f"tests/roles/{key}.test.ts"
        if self.resource.references:
            files["references.test.ts"] = f"tests/data/{key}.test.ts"
        if self.resource.forms and self.resource.is_offered:
            files |= offer_files(key)
        if self.resource.forms and self.resource.references:
            files["offers.ts"] = f"app/{key}/offers.ts"
            files["joined.tsx" if self.resource.is_join else "related.tsx"] = f"app/{key}/related-{key}.tsx"
        if self.resource.forms:
            files |= {
                "page.tsx": f"app/{key}/page.tsx",
                "page.new.tsx": f"app/{key}/new/page.tsx",
                "columns.ts": f"app/{key}/columns.ts",
                "export.route.ts": f"app/{key}/export/route.ts",
                "quick-add.tsx": f"app/{key}/{singular}-quick-add.tsx",
                "page.id.tsx": f"app/{key}/[id]/page.tsx",
                "page.edit.tsx": f"app/{key}/[id]/edit/page.tsx",
                "actions.ts": f"app/{key}/actions.ts",
                "form.tsx": f"app/{key}/{singular}-form.tsx",
                "actions.test.ts": f"tests/actions/{key}.test.ts",
                "e2e.spec.ts": f"e2e/{key}.spec.ts",
            }
        if self.resource.api and self.resource.references:
            files["expand.ts"] = f"app/api/{key}/expand.ts"
        made = [self.target(name, f"resource/{name}", path) for name, path in files.items()]
        return [*made, *component_targets(self, self.actions)]

    def doors(self) -> Sequence[Door]:
        consumers = self.resource.resource.consumers
        listed = list_doors(self.resource) if self.resource.forms else ()
        offered = offer_doors(self.resource) if self.resource.forms and self.resource.is_offered else ()
        return [*map(self._door, consumers), *listed, *offered, *(action.door for action in self.actions)]

    def _door(self, consumer: str) -> Door:
        rule = answer(consumer)
        key = self.noun.key
        path = f"/api/{key}" if consumer == "api" else f"/{key}"
        public = self.resource.public
        scopes = f"{key}:write" if public else f"{key}:read or {key}:write"
        token = ", access token" if self.facts.app.frontend else ""
        guard = rule.guard.replace("API key", f"API key with {scopes}{token}")
        guard = f"reading: none; changing: {guard}" if public else guard
        if consumer == "api" and self.resource.require_match:
            guard += "; changes take If-Match"
        guard = guarded(guard, self.resource.role)
        guard += self.resource.often + self.resource.end if consumer == "api" else ""
        files = (f"app{path}/", f"data/{key}.ts", f"lib/schemas/{key}.ts", self.facts.orm.table(key))
        role = self.resource.reader_role
        return Door(self.noun.title, rule.door, path, rule.who, guard, rule.why, files, (1, key), role)

    def pages(self) -> Sequence[Page]:
        icon = icon_of(self.noun.singular_key)
        reader = self.resource.reader_role
        roles = (reader,) if reader else ()
        page = Page(self.noun.title, f"/{self.noun.key}", "Records", icon, self.resource.public, roles)
        # The pages of what it joins are where people look for it.
        return (page,) if self.resource.forms and not self.resource.is_join else ()

    def summaries(self) -> Sequence[Mapping[str, object]]:
        noun, resource = self.noun, self.resource
        summary = {
            "noun": noun,
            "title": string(noun.title),
            "singular": string(noun.singular_lower),
            "plural": string(noun.lower),
            "icon": string(icon_of(noun.singular_key)),
            "heading": resource.heading.name,
            "titled": bool(resource.titled_by),
            "schema": resource.schema,
            "public": resource.public,
            "readers": resource.readers,
            "writers": resource.writers,
        }
        return (summary,) if resource.forms and not resource.is_join else ()

    def seen_by(self, target: Target) -> Mapping[str, object]:
        return {**super().seen_by(target), **of_component(target, self.actions)}


@dataclass(frozen=True)
class ResourceView(RelatedView):
    """Show one resource; `joined` are the actions in its modules."""

    joined: tuple[Action, ...] = ()

    @property
    def type(self) -> str:
        """Name the type of a record: the singular, unless its modules have another use for that."""
        return record_type(self.noun)

    @property
    def table(self) -> str:
        """Name the constant of the table: the plural, unless its modules have another use for that."""
        return table_constant(self.noun, self.joined)

    @property
    def schema(self) -> str:
        """Return what the names of the schemas begin with: `todo` for `todoInput`."""
        return self.noun.singular_camel

    @property
    def patch_type(self) -> str:
        return f"{self.noun.singular_pascal}Patch"

    @property
    def query_type(self) -> str:
        return f"{self.noun.singular_pascal}Query"

    @property
    def policy(self) -> str:
        return POLICIES[self.resource.owner, self.resource.public_read]

    @property
    def forms(self) -> bool:
        return "forms" in self.resource.consumers

    @property
    def defaults(self) -> Sequence[FieldCode]:
        return [field for field in self.fields if not field.required]

    @cached_property
    def filters(self) -> Sequence[FieldCode]:
        """Return the fields that a list can be narrowed down or is sorted by.

        One whose parameters another has is none; that by which a list is sorted comes first.
        """
        taken = {*PARAMETERS}
        found = set()
        for field in sorted(self.fields, key=lambda field: field.name != self.sort.field):
            names = {f"{field.name}{ending}" for ending in ENDINGS} if field.type.sorts else {field.name}
            if (field.filter is not None or self.is_sorted_by(field)) and not names & taken:
                taken |= names
                found.add(field.name)
        return [field for field in self.fields if field.name in found]

    @property
    def texts(self) -> Sequence[FieldCode]:
        """Return the fields whose words a search finds."""
        return [field for field in self.fields if field.type.is_searched]

    def searched(self, table: str) -> str:
        """Write the columns that a search looks through."""
        return ", ".join(f"{table}.{field.name}" for field in self.texts)

    @property
    def text_names(self) -> str:
        """Write the list of all fields whose words a search finds."""
        return _names(field.name for field in self.texts)

    @property
    def has_moments(self) -> bool:
        return any(field.type.control == "datetime" for field in self.fields)

    @property
    def has_json(self) -> bool:
        return any(field.type.control == "json" for field in self.fields)

    @property
    def filter_names(self) -> str:
        """Write the list of all fields that a test narrows a list down by."""
        inside = [one.name for one in self.references if one.target.inside]
        offered = (field.name for field in self.filters if field.filter is not None)
        return _names(name for name in offered if name not in inside)

    @property
    def sort_names(self) -> str:
        """Write the list of all that a list can be sorted by."""
        return _names(["createdAt", *(field.name for field in self.filters if self.is_sorted_by(field))])

    @property
    def required(self) -> FieldCode | None:
        return next((field for field in self.fields if field.required), None)

    @property
    def refused(self) -> FieldCode | None:
        """Return a field for which some JSON is wrong; a json field takes anything but nothing."""
        strict = (field for field in self.fields if field.wrong != "undefined")
        return next(strict, self.required)

    @property
    def refused_by_form(self) -> FieldCode | None:
        return refused_by_form(self.fields)

    @property
    def blank(self) -> FieldCode | None:
        """Return a field whose blanks the browser lets through and the server does not."""
        return next((field for field in self.fields if field.type.typed_wrong(field.field) == ""), None)

    @property
    def columns(self) -> Sequence[ListColumn]:
        """Return the columns of its list."""
        return columns(self.fields, self.heading)

    @property
    def own_choices(self) -> Sequence[str]:
        """Name the lists of choices of its own fields."""
        return choices_of((), self.fields)


def _names(names: Iterable[str]) -> str:
    return f"[{', '.join(map(string, names))}]"
