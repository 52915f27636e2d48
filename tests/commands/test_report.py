"""What a command reports: changes, a diff that patch takes, and values that the JSON Schema describes."""

from __future__ import annotations

from scaffold.commands.report import Report
from scaffold.files import base_path
from scaffold.project.plan import Change, Plan


def test_a_diff_is_one_that_patch_takes() -> None:
    plan = Plan(
        (
            Change("b.ts", "update", b"1\n2\n", b"1\n3\n"),
            Change("a.ts", "create", None, b"x\n"),
            Change("c.ts", "delete", b"y\n", None),
            Change("d.ts", "unchanged", b"z\n", b"z\n"),
        )
    )
    assert Report("add", plan=plan).diff().splitlines() == [
        *("--- /dev/null", "+++ b/a.ts", "@@ -0,0 +1 @@", "+x"),
        *("--- a/b.ts", "+++ b/b.ts", "@@ -1,2 +1,2 @@", " 1", "-2", "+3"),
        *("--- a/c.ts", "+++ /dev/null", "@@ -1 +0,0 @@", "-y"),
    ]


def test_a_kept_file_is_told_only_when_it_misses_something() -> None:
    kept = Change("a.ts", "kept", b"mine\n", b"mine\n", "edited by you")
    assert Report("add", plan=Plan((kept,))).changes == []
    missed = Plan((kept,), internal=(Change(base_path("a.ts"), "update", b"1", b"2"),))
    assert Report("add", plan=missed).changes == [kept]
