"""A migration that is written here, and not by drizzle-kit, added to a folder of them as that would do it."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from scaffold.tools import drizzle_folder, rows
from scaffold.tools.drizzle_folder import JOURNAL
from scaffold.tools.rows import BREAK

Files = dict[str, bytes]


def follow(files: Files, name: str, sql: Sequence[str], schema: Mapping[str, Any]) -> Files:
    """Add a migration to a folder that has some; `schema` is what its statements lead to."""
    journal = json.loads(files[JOURNAL])
    last = journal["entries"][-1]
    number = last["idx"] + 1
    # After the last one, whatever a clock says: an older one would never run.
    when = max(int(time.time() * 1000), last["when"] + 1)
    tag = f"{number:04d}_{name}"
    journal["entries"].append({**last, "idx": number, "when": when, "tag": tag})
    before = drizzle_folder.schema(files)
    return files | {
        JOURNAL: as_json(journal),
        f"{tag}.sql": f"{BREAK}\n".join(sql).encode("utf-8", "surrogateescape"),
        drizzle_folder.snapshot_path(tag): as_json(
            {**schema, "id": str(uuid.uuid4()), "prevId": before["id"]}
        ),
    }


def joined(before: Files, after: Files, name: str, sql: Sequence[str]) -> Files:
    """Add statements to the end of the migration that is new in a folder, or else make one of them."""
    new = drizzle_folder.check(after)[len(drizzle_folder.check(before)) :]
    if not new:
        return follow(after, name, sql, drizzle_folder.schema(after))
    path = f"{new[-1].tag}.sql"
    text = after[path].decode("utf-8", "surrogateescape")
    return after | {path: rows.joined(text, sql).encode("utf-8", "surrogateescape")}


def as_json(value: object) -> bytes:
    """Write JSON as drizzle-kit does."""
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
