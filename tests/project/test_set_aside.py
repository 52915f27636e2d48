"""What its owner edited and is no longer generated is kept, each version of it, and out of the way."""

from __future__ import annotations

from pathlib import Path

from scaffold.project.plan import Change, Plan
from scaffold.project.set_aside import keep

PATH = "app/todos/[id]/page.tsx"
COPY = f".scaffold/aside/{PATH}.txt"


def kept(root: Path, data: bytes) -> Plan:
    gone = Change(PATH, "aside", data, None, "edited by you, now", keep=True)
    return keep(root, Plan((gone, Change("b.ts", "delete", b"b", None))))


def test_a_copy_is_written_with_the_plan_and_named(tmp_path: Path) -> None:
    plan = kept(tmp_path, b"mine\r\n\xff")
    assert [(one.path, one.kind, one.after) for one in plan.internal] == [(COPY, "create", b"mine\r\n\xff")]
    assert plan.changes[0].note == f"edited by you, now {COPY}"
    assert [one.kind for one in plan.changes] == ["aside", "delete"]
    nothing = Plan((Change("b.ts", "delete", b"b", None),))
    assert keep(tmp_path, nothing) is nothing


def test_no_copy_is_overwritten_and_none_is_there_twice(tmp_path: Path) -> None:
    copy = tmp_path / COPY
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"first")
    [change] = kept(tmp_path, b"second").internal
    assert (change.path, change.before) == (COPY.replace(".txt", ".2.txt"), None)
    (tmp_path / change.path).write_bytes(b"second")
    assert kept(tmp_path, b"third").internal[0].path == COPY.replace(".txt", ".3.txt")
    for data, path in ((b"first", COPY), (b"second", change.path)):
        [again] = kept(tmp_path, data).internal
        assert (again.path, again.writes) == (path, False)
