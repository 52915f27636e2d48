"""The files of an app: their names, whose they are, and how bytes, text and fingerprints relate."""

from __future__ import annotations

from hashlib import sha256 as _sha256
from typing import Literal, NamedTuple

SPEC = "scaffold.toml"
# What scaffold remembers of an app, committed with it.
FOLDER = ".scaffold"
LOCK = f"{FOLDER}/lock.json"
BASE = f"{FOLDER}/base/"
# Where files of an owner's are kept that are no longer generated.
ASIDE = f"{FOLDER}/aside/"
# Tables and columns that the code does not have any more, and the database still has.
HELD = f"{FOLDER}/held.txt"
# The API as it was released, which clients rely on.
CONTRACT = "openapi.lock.json"
# The app's own templates, which stand in for scaffold's.
OWN_TEMPLATES = f"{FOLDER}/templates/"
# Where the tables of an app are, and the migrations that make them.
SCHEMA, MIGRATIONS = "db/schema/", "db/migrations/"

# What some editors put before the first line.
BOM = "\ufeff"

# Whose a generated file is: merged with the user's edits; written once, then the user's; rewritten each time.
Ownership = Literal["managed", "seeded", "owned"]


class File(NamedTuple):
    """Hold one rendered file; `path` is relative to the root with forward slashes, `text` is in LF."""

    path: str
    text: str
    ownership: Ownership
    id: str


def aside(path: str, ending: str) -> str:
    """Write the command that moves a file of the app out of the way, quoted for a shell."""
    import shlex

    return f"mv {shlex.quote(path)} {shlex.quote(f'{path}.{ending}')}"


def folders(path: str) -> list[str]:
    """List the folders that a file is in, outer ones first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def base_path(path: str) -> str:
    """Name the base file of a project file; `.txt` keeps linters and compilers away from it."""
    return f"{BASE}{path}.txt"


def decode(data: bytes) -> str:
    """Read bytes as text; bytes that are not UTF-8 survive the way back through `encode`."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Turn a text from `decode` back into its bytes."""
    return text.encode("utf-8", "surrogateescape")


def to_lf(text: str) -> str:
    """Compare texts by this form: CRLF becomes LF, a byte order mark goes, all else stays."""
    return text.removeprefix(BOM).replace("\r\n", "\n")


def sha256(data: bytes | str) -> str:
    """Fingerprint bytes as they are, or a text in LF."""
    return _sha256(encode(to_lf(data)) if isinstance(data, str) else data).hexdigest()
