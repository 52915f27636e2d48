"""What a resource refers to, and what refers to it, as its templates see that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scaffold.generate import titles
from scaffold.generate.field_code import FieldCode
from scaffold.generate.list_page import quick_inputs
from scaffold.generate.references import NONE, Neighbour, Reference, Referrer, Relations
from scaffold.generate.typescript import key as property_key
from scaffold.generate.typescript import string
from scaffold.generate.unique_view import UniqueView
from scaffold.spec import many_to_many

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
    def titled_by(self) -> Sequence[Reference]:
        """Return the refs that its records are called by, where they have no name of their own."""
        called = self.relations.titled_by
        return [one for one in self.references if one.code.field.name in called] if called else []

    @cached_property
    def heading(self) -> FieldCode:
        """Return the field that names records, or the first of the refs that they are called by."""
        return self.titled_by[0].code if self.titled_by else titles.own(self.fields, self.resource.heading)

    @property
    def is_titled(self) -> bool:
        """Say whether they are called by more than one: where all refer to the same record, by the others."""
        return len(self.titled_by) > 1

    @property
    def distinct(self) -> FieldCode | None:
        """Return the field that tells records apart which refer to the same one."""
        return titles.besides(self.fields) if self.titled_by else self.heading

    @property
    def named(self) -> str:
        """Write the columns that such records are called by."""
        refs = [one.name for one in self.titled_by] if self.is_titled else []
        names = refs or ([self.distinct.name] if self.distinct else [])
        return f"[{', '.join(map(string, names))}]"

    @property
    def sections(self) -> Sequence[tuple[str, str]]:
        """Write the refs and what the section is called with the records that refer to the same one by it."""
        titled = []
        for one in self.references:
            others = sum(other.target.noun == one.target.noun for other in self.references)
            label = f" ({one.code.field.label.lower()})" if others > 1 else ""
            titled.append((one.name, string(f"{self.noun.title}{label}")))
        return titled

    @property
    def is_join(self) -> bool:
        """Say whether a page of one of the two that it joins offers to join another one."""
        return many_to_many.is_join(self.resource) and not (
            self.resource.owner == "user" and self.resource.public_read
        )

    @property
    def sides(self) -> Sequence[tuple[Reference, Reference]]:
        """Return each ref of a join with the other one."""
        one, other = self.references
        return [(one, other), (other, one)]

    @property
    def titling(self) -> str:
        """Name the parameter of who asks what its records are called: one that is not used says so."""
        return "_caller" if all(one.target.public for one in self.titled_by) else "caller"

    @property
    def title_names(self) -> str:
        """Write the type of the names of those refs."""
        return " | ".join(string(one.name) for one in self.titled_by)

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
    def asking_referrers(self) -> str:
        """Name who asks what keeps a record, as a parameter: unused where everybody may know all of it."""
        known = (one.source for one in self.restrictions)
        is_asked = any(one.owned or one.takes_more(self.role) for one in known)
        return "caller" if is_asked else "_caller"

    @property
    def is_offered(self) -> bool:
        """Say whether a form offers its records to be chosen."""
        return any(one.source.forms for one in self.referrers)

    @property
    def asking_forms(self) -> Sequence[tuple[str, str]]:
        """Write the forms that offer its records, each with the fields that refer to them."""
        fields: dict[str, list[str]] = {}
        for one in self.children:
            fields.setdefault(one.source.noun.key, []).append(string(one.column))
        return [(property_key(key), f"[{', '.join(columns)}]") for key, columns in fields.items()]

    @property
    def is_found_by_name(self) -> bool:
        """Say whether the words of a name find the record that has it."""
        return not self.titled_by and self.heading.type.is_searched

    @property
    def is_expanded(self) -> bool:
        """Say whether an API sends its records along with those that refer to them."""
        return any("api" in one.source.resource.consumers for one in self.referrers)

    @property
    def children(self) -> Sequence[Referrer]:
        """Return those of them whose records a page of one record shows."""
        return [one for one in self.referrers if one.source.forms]

    @property
    def is_followed(self) -> bool:
        """Say whether others go with a record that is deleted."""
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
        # What only joins it with others is no record to people.
        cascading = [one.source for one in self.referrers if one.cascades]
        gone = [one.noun.lower for one in cascading if not many_to_many.is_join(one.resource)]
        return f"Its {' and '.join(dict.fromkeys(gone))} go with it. {UNDOABLE}" if gone else UNDOABLE

    @property
    def quick(self) -> Sequence[FieldCode]:
        """Return what the form above its list asks for."""
        return quick_inputs(self.fields, self.heading)

    @property
    def quick_numbered(self) -> Sequence[FieldCode]:
        """Return those of them that no two records may have alike."""
        return [field for field in self.quick if field in self.numbered and not field.field.target]

    @property
    def unasked(self) -> Sequence[FieldCode]:
        """Return what that form leaves to its defaults."""
        return [field for field in self.fields if field not in self.quick]
