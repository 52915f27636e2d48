"""Files that their owner keeps: what the lock says of them, and what stays because they import it."""

from __future__ import annotations

from pathlib import Path

from scaffold.project import keeping
from scaffold.project.imports import Sources
from scaffold.project.lock import Entries, Entry, Lock
from scaffold.project.plan import Change, Plan

ENTRY = Entry("resource:todos:page.tsx", "0" * 64, "managed", "0.1.0")


def test_a_file_that_is_kept_is_its_owners_and_has_no_mark_any_more() -> None:
    lock = Lock(files=Entries.of({"a.ts": ENTRY._replace(marked=True), "b.ts": ENTRY}))
    kept = keeping.kept(lock, ["a.ts"])
    assert kept.files["a.ts"] == ENTRY._replace(ownership="seeded")
    assert kept.files["b.ts"] == ENTRY
    assert keeping.kept(lock, []) is lock


def test_what_a_kept_file_imports_stays_and_what_that_imports_and_no_more(tmp_path: Path) -> None:
    texts = {
        "app/page.tsx": 'import { one } from "@/lib/one";\n',
        "app/other.tsx": 'import { three } from "@/lib/three";\n',
        "lib/one.ts": 'import { two } from "./two";\n',
        "lib/two.ts": 'import { one } from "./one";\n',
        "lib/three.ts": "export const three = 3;\n",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    gone = [path for path in texts if path.startswith("lib/")]
    changes = tuple(Change(path, "aside", texts[path].encode(), None, keep=True) for path in gone)
    plan = keeping.with_what_they_import(Sources(tmp_path), Plan(changes), ["app/page.tsx"])
    assert {change.path: change.kind for change in plan.changes} == {
        "lib/one.ts": "left",
        "lib/two.ts": "left",
        "lib/three.ts": "aside",
    }
    assert [change.path for change in plan.writes()] == ["lib/three.ts"]
    assert not any(change.keep for change in plan.changes if change.kind == "left")
