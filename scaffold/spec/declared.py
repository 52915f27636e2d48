"""The names that the generated modules of one page declare, a resource's or that of actions alone.

What two of them have in common could not be told apart in the modules that import both. A test renders
and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scaffold.spec import reserved
from scaffold.spec.fields import Field
from scaffold.spec.model import Action, Resource
from scaffold.spec.names import ActionName, Noun

# What the other schemas of a record are called.
DERIVED = ("Input", "Patch", "Bulk", "BulkResults")
# What no other module sees; reserved.py keeps tables and actions from being named like these.
PRIVATE = ("GONE", "columns", "fields", "isStill", "later", "mayChange", "mayRead", "ownedBy")


def record_type(noun: Noun) -> str:
    """Name the type of a record: the singular, unless its modules have another use for that."""
    pascal = noun.singular_pascal
    return f"{pascal}Record" if pascal in reserved.TYPES else pascal


def schema_names(nouns: Sequence[Noun]) -> Mapping[Noun, str]:
    """Name the schemas of records in the document of the API: the singular, unless that is another schema."""
    derived = {
        name
        for one in (noun.singular_pascal for noun in nouns)
        for name in (f"Sparse{one}", *(f"{one}{ending}" for ending in DERIVED))
    }
    taken = reserved.SCHEMAS | derived
    ones = {noun: noun.singular_pascal for noun in nouns}
    return {noun: f"{one}Record" if one in taken else one for noun, one in ones.items()}


def table_constant(noun: Noun, actions: Iterable[Action] = ()) -> str:
    """Name the constant of the table: the plural, unless its modules have another use for that."""
    camel = noun.camel
    taken = camel in reserved.LOCALS or any(action.name.camel == camel for action in actions)
    return f"{camel}Table" if taken else camel


def of_records(noun: Noun) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Name the types of a record, the functions that give one or a page, and the variables that have one."""
    singular = noun.singular_pascal
    types = {record_type(noun), f"{singular}Input", f"{singular}Patch"}
    functions = {f"{verb}{singular}" for verb in ("get", "create", "update")}
    names = {noun.singular_camel, table_constant(noun)}
    return frozenset(types), frozenset(functions), frozenset({f"list{noun.pascal}"}), frozenset(names)


def inside(noun: Noun) -> frozenset[str]:
    """Name what has a member for each field in the modules of a resource itself."""
    return frozenset({"columns", "fields", f"{noun.singular_camel}Controls", f"{noun.singular_camel}Filters"})


def of_input(
    action: ActionName,
) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Name the type of what an action takes and the function that takes it, as `of_records` does."""
    return frozenset({f"{action.pascal}Input"}), frozenset({action.camel}), frozenset(), frozenset()


def of_making(noun: Noun, actions: Iterable[Action] = ()) -> tuple[str, str, str]:
    """Name the function that makes a record, the type of what it takes, and the table."""
    singular = noun.singular_pascal
    return f"create{singular}", f"{singular}Input", table_constant(noun, actions)


def choices_constant(field: Field, action: Action | None = None) -> str:
    """Name the list of an enum's choices; two actions may have a field of the same name."""
    if action is None:
        return f"{field.name}Choices"
    return f"{action.name.camel}{field.name[0].upper()}{field.name[1:]}Choices"


def labels_constant(field: Field, action: Action | None = None) -> str:
    """Name the labels of an enum's choices."""
    return f"{choices_constant(field, action).removesuffix('Choices')}Labels"


def declared(resource: Resource | None, actions: Sequence[Action], *, is_referred: bool = False) -> list[str]:
    """List what the modules of a page declare, more than once what would be there twice.

    `actions` are those that joined the resource or, without one, those that share the page; records of
    others may refer to the resource's.
    """
    names = [] if resource is None else list(_of_resource(resource, actions))
    if resource is not None and (is_referred or resource.refs):
        names += [f"{verb}{resource.noun.pascal}" for verb in ("find", "hold", "name", "offer", "title")]
    for action in actions:
        names += _of_action(action)
    return names


def _of_resource(resource: Resource, actions: Sequence[Action]) -> Iterator[str]:
    noun = resource.noun
    singular, schema = noun.singular_pascal, noun.singular_camel
    yield table_constant(noun, actions)
    yield record_type(noun)
    yield f"list{noun.pascal}"
    yield f"own{singular}Ids"
    for verb in ("createMany", "deleteMany", "discard", "discardMatching"):
        yield f"{verb}{noun.pascal}"
    for verb in ("get", "getOwn", "create", "update", "delete"):
        yield f"{verb}{singular}"
    for kind in ("Input", "Patch", "Filters", "Controls"):
        yield f"{schema}{kind}"
    for kind in ("Input", "Patch", "Query"):
        yield f"{singular}{kind}"
    for field in resource.fields:
        if field.choices:
            yield choices_constant(field)
        if field.labels:
            yield labels_constant(field)


def _of_action(action: Action) -> Iterator[str]:
    yield action.name.camel
    if action.fields:
        yield f"{action.name.camel}Input"
        yield f"{action.name.camel}Controls"
        yield f"{action.name.pascal}Input"
    for field in action.fields:
        if field.choices:
            yield choices_constant(field, action)
        if field.labels:
            yield labels_constant(field, action)
