"""A ref as code: what its target is called there, and what refers to a resource itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scaffold.generate.field_code import FieldCode
from scaffold.generate.list_page import quick_inputs
from scaffold.generate.typescript import string
from scaffold.generate.unique_view import UniqueView
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
    def heading(self) -> FieldCode:
        """Return the field that names its records."""
        return UniqueView(self.resource).heading

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
        return f"offer{self.target.noun.pascal}(caller, [parseId(chosen.{self.name})])"

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
    # Whether the resource has several fields that refer to this one.
    is_one_of_many: bool = False

    @property
    def name(self) -> str:
        return self.field.code

    @property
    def title(self) -> str:
        """Return what the section with them is called."""
        noun = self.source.noun
        return f"{noun.title} ({self.field.label.lower()})" if self.is_one_of_many else noun.title

    @property
    def constant(self) -> str:
        """Name the variable that has a page of them."""
        camel = self.source.noun.camel
        name = f"{camel}By{self.field.name[0].upper()}{self.field.name[1:]}"
        return name if self.is_one_of_many or self.source.inside else f"{camel}Page"

    def listed(self, public: bool) -> str:
        """Write the latest of them that whoever asks may see, on a page that is public or not."""
        where = f'{{ field: "{self.name}", operator: "=", value: id }}'
        module = "data." if self.source.inside else ""
        list_ = f"{module}list{self.source.noun.pascal}"
        query = f"{{ where: [{where}], limit: 5, count: true }}"
        if self.source.public:
            return f"await {list_}({query})"
        read = f"await {list_}(callerOf(session), {query})"
        return f"session && ({read})" if public else read

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

    def of(self, fields: Sequence[FieldCode]) -> Sequence[Reference]:
        """Return the refs among some fields."""
        targets = {name: (target, in_circle) for name, target, in_circle in self.references}
        return [Reference(code, *targets[code.field.name]) for code in fields if code.field.target]


NONE = Relations()
UNDOABLE = "You can undo this for an hour."


@dataclass(frozen=True)
class RelatedView(UniqueView):
    """Show what the relations of a resource are."""

    relations: Relations = NONE

    @cached_property
    def references(self) -> Sequence[Reference]:
        """Return the fields that refer to records of a resource."""
        return self.relations.of(self.fields)

    @cached_property
    def made_first(self) -> Sequence[Reference]:
        """Return those whose records a test makes first: not those of the resource itself."""
        return [one for one in self.references if not one.target.inside]

    @property
    def pooled(self) -> Sequence[Reference]:
        """Return those that are another record's each time a test makes a record."""
        return [one for one in self.made_first if one.code in self.numbered]

    @property
    def fixed_first(self) -> Sequence[Reference]:
        """Return those that are one record's in all records that a test makes."""
        return [one for one in self.made_first if one not in self.pooled]

    @property
    def fixed(self) -> str:
        """Write that a test makes those, for the owner."""
        return ", ".join(
            f"{one.name}: await make{one.target.noun.singular_pascal}(owner.caller)"
            for one in self.fixed_first
        )

    @property
    def pool_names(self) -> str:
        return " | ".join(string(one.name) for one in self.pooled)

    @property
    def pool(self) -> str:
        return ", ".join(f"{one.name}: []" for one in self.pooled)

    @property
    def made_targets(self) -> Sequence[Neighbour]:
        """Return what tests make records of, each once."""
        return list({one.target.noun: one.target for one in self.made_first}.values())

    @property
    def numbered_alone(self) -> Sequence[FieldCode]:
        """Return the fields with another value in each record that takes no other record."""
        return [field for field in self.numbered if not field.field.target]

    def of_somebody(self, who: str) -> str:
        """Write, in a test, the body that somebody else than the owner may send."""
        return f"{{ ...valid, ...(await referred({who})) }}" if self.made_first else "valid"

    @property
    def targets(self) -> Sequence[Neighbour]:
        """Return what they refer to, each once."""
        return list({one.target.noun: one.target for one in self.references}.values())

    def is_inside(self, field: FieldCode) -> bool:
        """Say whether a field refers to records of the resource itself."""
        return any(one.code is field and one.target.inside for one in self.references)

    def reference(self, field: FieldCode) -> Reference:
        """Return the ref that a field is."""
        return next(one for one in self.references if one.code is field)

    @property
    def referrers(self) -> Sequence[Referrer]:
        """Return the fields by which records refer to those of the resource."""
        return self.relations.referrers

    @property
    def restrictions(self) -> Sequence[Referrer]:
        """Return those of them that keep a record from being deleted."""
        return [one for one in self.referrers if one.restricts]

    @property
    def is_offered(self) -> bool:
        """Say whether a form offers its records to be chosen."""
        return any(one.source.forms for one in self.referrers)

    @property
    def children(self) -> Sequence[Referrer]:
        """Return those of them whose records a page of one record shows."""
        return [one for one in self.referrers if one.source.forms]

    @property
    def is_final(self) -> bool:
        """Say whether others go with a record that is deleted, so that it cannot be brought back."""
        return any(one.cascades for one in self.referrers)

    @property
    def quick_references(self) -> Sequence[Reference]:
        """Return the refs that the form above its list asks for."""
        return [one for one in self.references if one.code in quick_inputs(self.fields, self.heading)]

    @property
    def quick_targets(self) -> Sequence[Neighbour]:
        """Return what there has to be for the form above its list to be filled in, each once."""
        return list(
            {one.target.noun: one.target for one in self.quick_references if one in self.made_first}.values()
        )

    @property
    def reference_names(self) -> str:
        """Write the type of their names."""
        return " | ".join(string(one.name) for one in self.references)

    @property
    def no_offers(self) -> str:
        """Write that none of them has anything to choose from."""
        return ", ".join(f"{one.name}: NO_OFFERS" for one in self.references)

    @property
    def no_names(self) -> str:
        """Write that none of the records they refer to has a name."""
        return ", ".join(f"{one.name}: NO_NAMES" for one in self.references)

    @property
    def names_need_caller(self) -> bool:
        """Say whether some of what they refer to is not for everybody to see."""
        return any(not one.target.public for one in self.references)

    @property
    def deletion(self) -> str:
        """Say before something is deleted what that means."""
        gone = [one.source.noun.lower for one in self.referrers if one.cascades]
        return f"Its {' and '.join(dict.fromkeys(gone))} go with it, for good." if gone else UNDOABLE


def relations_of(spec: Spec, joined: Mapping[str, Sequence[Action]]) -> Mapping[str, Relations]:
    """Say of each resource that has any what its relations are, by its key."""
    referring = relations.referrers(spec)
    if not referring:
        return {}
    resources = {one.noun.key: one for one in spec.resources}
    circle = {key: number for number, keys in enumerate(relations.in_circles(spec)) for key in keys}

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
        sources = [one.resource for one in referring.get(key, ())]
        referrers = tuple(
            Referrer(neighbour(resource, source), field, sources.count(source) > 1)
            for source, field in referring.get(key, ())
        )
        if references or referrers:
            found[key] = Relations(references, referrers)
    return found
