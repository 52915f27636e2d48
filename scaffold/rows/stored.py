"""Where the values of a field are: the table and the column as db/schema calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scaffold.spec import words
from scaffold.spec.declared import table_constant
from scaffold.spec.fields import Field
from scaffold.spec.model import Action, Resource

_NAME = r"\(\s*([\"'`])([^\"'`]+)\1"


def place(code: str, resource: Resource, field: Field, actions: Iterable[Action] = ()) -> tuple[str, str]:
    """Return the names that a table and a column have in a schema, or those that scaffold gives them."""
    joined = [one for one in actions if one.resource == resource.noun.key]
    start = rf"^export const {re.escape(table_constant(resource.noun, joined))} = "
    declared = re.search(rf"{start}.*?(?=^export |\Z)", code, re.MULTILINE | re.DOTALL)
    text = declared[0] if declared else ""
    table = re.match(rf"{start}[\w.]+{_NAME}", text)
    column = re.search(rf"^\s*{re.escape(field.code)}:\s*[\w.]+{_NAME}", text, re.MULTILINE)
    return (
        table[2] if table else resource.noun.snake,
        column[2] if column else words.snake(field.code),
    )
