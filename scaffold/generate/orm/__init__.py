"""How records are stored: a module for each ORM, and a folder of templates that stand in for others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from hashlib import sha256
from typing import ClassVar

from scaffold.files import SCHEMA
from scaffold.generate.field_code import FieldCode
from scaffold.spec import words
from scaffold.spec.names import Noun

# In bytes.
LONGEST_NAME = 63


class Orm(ABC):
    """Store records; every template sees the app's as `orm`.

    What lies in templates/orm/<name> stands in for the template of the same path outside, where there is one.
    """

    name: ClassVar[str]
    # How the file of a table ends: what language it is in.
    suffix: ClassVar[str]

    def __repr__(self) -> str:
        # A line of every part's digest, so it says the same in every process.
        return f"orm:{self.name}"

    @property
    def folder(self) -> str:
        """Return where the ORM's own templates lie."""
        return f"orm/{self.name}/"

    def table(self, key: str) -> str:
        """Return the file of a table."""
        return f"{SCHEMA}{key}{self.suffix}"

    @abstractmethod
    def column(self, field: FieldCode) -> str:
        """Write a field of a resource as a column of its table."""

    def name_of(self, field: FieldCode) -> str:
        """Name a column."""
        return words.snake(field.name)

    def index(self, noun: Noun, field: FieldCode) -> str:
        """Name the index for lists that are narrowed down by a field; PostgreSQL has a longest name."""
        return _short(f"{noun.snake}_{words.snake(field.name)}_filter_idx")

    def reference(self, noun: Noun, field: FieldCode) -> str:
        """Name the index by which a record that is to be deleted finds those that refer to it."""
        return _short(f"{noun.snake}_{words.snake(field.name)}_idx")

    def unique(self, noun: Noun, fields: Iterable[FieldCode]) -> str:
        """Name the index by which no two records have the same in some fields, together.

        No name of a table or a column has two of those in a row, so that what is between is one of them.
        """
        return _short("__".join([noun.snake, *(words.snake(field.name) for field in fields)]) + "_unique")


def _short(name: str) -> str:
    """Keep a name as long as PostgreSQL does, and still another one than those that begin alike."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 9]}_{sha256(name.encode()).hexdigest()[:8]}"
