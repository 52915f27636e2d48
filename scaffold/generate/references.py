"""A ref as code: what its target is called there, and what refers to a resource itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scaffold.generate import titles
from scaffold.generate.api_view import ApiView
from scaffold.generate.field_code import FieldCode
from scaffold.generate.role_view import reader_role
from scaffold.generate.typescript import string
from scaffold.spec import relations
from scaffold.spec.declared import table_constant
from scaffold.spec.fields import Field
from scaffold.spec.model import Action, Resource, Spec
from scaffold.spec.names import Noun
from scaffold.spec.refs import CASCADE, RESTRICT


@dataclass(frozen=True)
class Neighbour:
    """Name a resource at the other end of a ref; `inside` says that it is the very resource itself."""

    resource: Resource
    actions: tuple[Action, ...] = ()
    inside: bool = False

    @property
    def noun(self) -> Noun:
        return self.resource.noun

    @property
    def table(self) -> str:
        return table_constant(self.noun, self.actions)

    @property
    def forms(self) -> bool:
        return "forms" in self.resource.consumers

    @property
    def public(self) -> bool:
        return self.resource.public_read

    @property
    def owned(self) -> bool:
        return self.resource.owner == "user"

    @property
    def limit_of_readers(self) -> str:
        """Write what a Route Handler says of how often anybody may read them."""
        return ApiView(self.resource).limit_of_readers

    def limit(self, scope: str) -> str:
        """Write the same of somebody with a scope."""
        return ApiView(self.resource).limit(scope)

    @property
    def role(self) -> str:
        return self.resource.role

    @property
    def reader_role(self) -> str:
        """Return the role that it takes to read its records; empty where it takes none."""
        return reader_role(self.resource)

    def takes_more(self, role: str) -> bool:
        """Tell whether it takes another role to read its records than one that is there."""
        return self.reader_role not in ("", role)

    @property
    def many(self) -> str:
        """Write what several are called."""
        return string(self.noun.lower)

    @property
    def one(self) -> str:
        """Write what one is called."""
        return string(self.noun.singular_lower)


@dataclass(frozen=True)
class Reference:
    """A field that refers to records of its target; in a circle, the types of two tables need each other."""

    code: FieldCode
    target: Neighbour
    in_circle: bool = False

    @property
    def name(self) -> str:
        return self.code.name

    @property
    def required(self) -> bool:
        return not self.code.optional

    @property
    def offered(self) -> str:
        """Write what reads what there is to choose from."""
        return f'offer{self.target.noun.pascal}(caller, ids("{self.name}"))'

    @property
    def named(self) -> str:
        """Write what reads what the records are called."""
        who = "" if self.target.public else "caller, "
        return f'name{self.target.noun.pascal}({who}ids("{self.name}"))'

    @property
    def column(self) -> str:
        """Write what the column refers to."""
        types = ": AnyPgColumn" if self.in_circle else ""
        # PostgreSQL's own RESTRICT would also keep an account, which has both, from being deleted: without a
        # rule it looks once all is gone that goes.
        rule = self.code.field.on_delete
        more = "" if rule == RESTRICT else f", {{ onDelete: {string(rule)} }}"
        return f".references((){types} => {self.target.table}.id{more})"


@dataclass(frozen=True)
class Referrer:
    """A field by which records of another resource, or of the same one, refer to those of a resource."""

    source: Neighbour
    field: Field

    @property
    def column(self) -> str:
        return self.field.code

    @property
    def restricts(self) -> bool:
        return self.field.on_delete == RESTRICT

    @property
    def cascades(self) -> bool:
        return self.field.on_delete == CASCADE


@dataclass(frozen=True)
class Relations:
    """What a resource refers to, and what refers to it."""

    references: tuple[tuple[str, Neighbour, bool], ...] = ()
    referrers: tuple[Referrer, ...] = ()
    titled_by: Sequence[str] = ()

    def of(self, fields: Sequence[FieldCode]) -> Sequence[Reference]:
        """Return the refs among some fields."""
        targets = {name: (target, in_circle) for name, target, in_circle in self.references}
        return [Reference(code, *targets[code.field.name]) for code in fields if code.field.target]


NONE = Relations()


def relations_of(spec: Spec, joined: Mapping[str, Sequence[Action]]) -> Mapping[str, Relations]:
    """Say of each resource that has any what its relations are, by its key."""
    referring = relations.referrers(spec)
    if not referring:
        return {}
    resources = {one.noun.key: one for one in spec.resources}
    circle = {key: number for number, keys in enumerate(relations.in_circles(spec)) for key in keys}
    titled = titles.by_refs(spec)

    def neighbour(of: Resource, other: Resource) -> Neighbour:
        return Neighbour(other, tuple(joined.get(other.noun.key, ())), inside=of is other)

    found: dict[str, Relations] = {}
    for key, resource in resources.items():
        references = tuple(
            (
                field.name,
                neighbour(resource, resources[field.target]),
                key in circle and circle[key] == circle.get(field.target),
            )
            for field in resource.refs
            if field.target in resources
        )
        referrers = tuple(
            Referrer(neighbour(resource, source), field) for source, field in referring.get(key, ())
        )
        if references or referrers:
            found[key] = Relations(references, referrers, titled.get(key, ()))
    return found
