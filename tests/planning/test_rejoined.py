"""After a merge of git's, `apply` makes of two branches the app that one after the other would have made."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import forks
from forks import TAKEN, at, committed, fork, merge, merged, one_after_the_other, tree
from projects import edit, git, new_app, refused, scaffold, tool

# The others are run with SCAFFOLD_FORKS=whole.
SHARE = [
    ("nooks", "notes"),
    ("stripe", "github"),
    ("archive", "pin"),
    ("archive", "stripe"),
    ("due", "mood"),
    ("due", "less"),
    ("first", "wider"),
    ("notes", "notes'"),
]
TRIPLES = [("nooks", "due", "mood")]
ALL = os.environ.get("SCAFFOLD_FORKS") == "whole"
if ALL:
    twins = [(name, f"{name}'") for name in forks.CHANGES]
    SHARE = [*itertools.combinations(forks.CHANGES, 2), *twins]
    TRIPLES = [*itertools.islice(itertools.combinations(forks.CHANGES, 3), 0, None, 18), *TRIPLES]
NAMES = sorted({name for pair in [*SHARE, *TRIPLES] for name in pair} | {"archive", "pin", "due"})


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an app with a branch for each change."""
    app = new_app(tmp_path_factory.mktemp("forked"), *forks.BASE)
    git(app, "init", "--quiet", "--initial-branch=main")
    # As in a clone without any attributes and drivers: all that git can leave markers in has some.
    (app / ".git/info/attributes").write_text("* merge=text\n")
    committed(app)
    fork(app, NAMES)
    return app


@pytest.fixture
def app(forked: Path) -> Iterator[Path]:
    yield forked
    at(forked, "start")


def state(app: Path) -> tuple[dict[str, bytes], str]:
    return tree(app), git(app, "status", "--porcelain")


@pytest.mark.parametrize(("one", "other"), SHARE)
def test_a_merge_settles_as_one_change_after_the_other(one: str, other: str, app: Path) -> None:
    ends = [one_after_the_other(app, names) for names in ((one, other), (other, one))]
    orders = [((one, other), ends[0]), ((other, one), ends[1])]
    for ((first, second), end), taken in (
        itertools.product(orders, TAKEN) if ALL else zip(orders, TAKEN[len(one) % 3 :] + TAKEN, strict=False)
    ):
        at(app, first)
        merge(app, second, end["scaffold.toml"], taken)
        # Where the order shows in the spec itself, such as that of fields, it shows in the app.
        assert tree(app) in ends
        settled = state(app)
        assert "everything is as it should be" in scaffold(app, "apply").out
        assert state(app) == settled


@pytest.mark.parametrize("names", TRIPLES, ids=" ".join)
def test_three_branches_settle_in_every_order(names: tuple[str, ...], app: Path) -> None:
    orders = list(itertools.permutations(names))
    ends = [one_after_the_other(app, order) for order in orders]
    between = {}
    for order in orders:
        if order[:2] not in between:
            between[order[:2]] = one_after_the_other(app, order[:2])["scaffold.toml"]
    for number, (order, end) in enumerate(zip(orders, ends, strict=True)):
        at(app, order[0])
        merge(app, order[1], between[order[:2]], TAKEN[number % 3])
        merge(app, order[2], end["scaffold.toml"], TAKEN[number // 2])
        assert tree(app) in ends


def test_two_merges_are_settled_by_one_apply(app: Path) -> None:
    end = one_after_the_other(app, ("notes", "archive", "due"))
    at(app, "notes")
    for name in ("archive", "due"):
        merged(app, name)
        # Markers and all.
        committed(app)
    (app / "scaffold.toml").write_bytes(end["scaffold.toml"])
    scaffold(app, "apply")
    assert tree(app) == end


def lines_of_both(app: Path, path: str, mark: str) -> None:
    """Let each branch have a line of its owner's at one end of a file."""
    file = app / path
    file.write_text(f"//: first of {mark}\n{file.read_text()}//: last of {mark}\n")


def owned(end: dict[str, bytes], mark: str) -> str:
    return f"//: first of {mark}\n{end['data/todos.ts'].decode()}//: last of {mark}\n"


@pytest.mark.parametrize("taken", ["ours", "theirs"])
def test_a_line_of_an_owner_stays_on_the_side_that_is_taken(taken: forks.Taken, app: Path) -> None:
    end = one_after_the_other(app, ("archive", "pin"))
    at(app, "pin")
    lines_of_both(app, "data/todos.ts", "theirs")
    committed(app)
    git(app, "branch", "--force", "their-line")
    at(app, "archive")
    lines_of_both(app, "data/todos.ts", "ours")
    committed(app)
    unmerged = merge(app, "their-line", end["scaffold.toml"], taken)
    assert "data/todos.ts" in unmerged
    found = (app / "data/todos.ts").read_text()
    assert found == owned(end, taken)
    # All the rest is as if nobody had written a line.
    assert {path: text for path, text in tree(app).items() if path != "data/todos.ts"} == {
        path: text for path, text in end.items() if path != "data/todos.ts"
    }


def test_markers_between_what_scaffold_wrote_and_one_owners_lines_are_no_conflict(app: Path) -> None:
    end = one_after_the_other(app, ("archive", "pin"))
    at(app, "archive")
    lines_of_both(app, "data/todos.ts", "ours")
    committed(app)
    assert "data/todos.ts" in merge(app, "pin", end["scaffold.toml"], "markers")
    assert (app / "data/todos.ts").read_text() == owned(end, "ours")


def test_lines_of_two_owners_that_git_had_no_conflict_with_stay(app: Path) -> None:
    end = one_after_the_other(app, ("archive", "pin"))
    at(app, "pin")
    with (app / "data/todos.ts").open("a") as file:
        file.write("// theirs\n")
    committed(app)
    git(app, "branch", "--force", "pin-line")
    at(app, "archive")
    edit(app / "data/todos.ts", 'import "server-only";', 'import "server-only"; // ours')
    committed(app)
    assert "data/todos.ts" in merge(app, "pin-line", end["scaffold.toml"], "markers")
    both = end["data/todos.ts"].decode().replace('"server-only";', '"server-only"; // ours') + "// theirs\n"
    assert tree(app) == end | {"data/todos.ts": both.encode()}


def test_markers_between_lines_of_two_owners_are_theirs_and_named(app: Path) -> None:
    end = one_after_the_other(app, ("archive", "pin"))
    paths = ("README.md", "data/todos.ts")
    for name, mark in (("pin", "theirs"), ("archive", "ours")):
        at(app, name)
        edit(app / paths[0], "# myapp", f"# myapp of {mark}")
        edit(app / paths[1], "return rows.length > 0;", f'return rows.length > Number("{mark}");')
        committed(app)
        git(app, "branch", "--force", f"{name}-line")
    at(app, "archive-line")
    merged(app, "pin-line")
    (app / "scaffold.toml").write_bytes(end["scaffold.toml"])
    said = refused(app, "apply")
    assert "git left conflict markers in README.md and data/todos.ts, between lines of yours" in said
    both = {}
    for path in paths:
        both[path] = end[path].replace(b"# myapp", b"# myapp of both").replace(b"length > 0;", b"length > 2;")
        (app / path).write_bytes(both[path])
    scaffold(app, "apply")
    assert tree(app) == end | both


def test_a_line_in_a_list_of_scaffolds_own_is_not_discarded(app: Path) -> None:
    end = one_after_the_other(app, ("archive", "stripe"))
    at(app, "archive")
    edit(app / "lib/doors.ts", "export const doors", "export const mine = 1;\n\nexport const doors")
    committed(app)
    with pytest.raises(AssertionError):
        merge(app, "stripe", end["scaffold.toml"], "ours")
    assert "lib/doors.ts is rewritten on every change, and you edited it" in refused(app, "apply")
    scaffold(app, "apply", "--overwrite")
    assert tree(app) == end


def test_what_an_owner_deleted_stays_deleted_and_what_a_branch_brought_comes(app: Path) -> None:
    end = one_after_the_other(app, ("notes", "archive"))
    at(app, "notes")
    gone = ("app/notes/actions.ts", "app/todos/actions.ts")
    for path in gone:
        (app / path).unlink()
    committed(app)
    git(app, "branch", "--force", "less-files")
    at(app, "archive")
    merge(app, "less-files", end["scaffold.toml"], "ours")
    assert "app/notes/actions.ts" not in tree(app)
    assert tree(app).keys() | set(gone) == end.keys()


def test_an_apply_after_a_merge_is_taken_back_by_undo(app: Path) -> None:
    end = one_after_the_other(app, ("archive", "due"))
    at(app, "archive")
    merged(app, "due")
    (app / "scaffold.toml").write_bytes(end["scaffold.toml"])
    before = tree(app)
    scaffold(app, "apply")
    assert tree(app) == end
    # Git still waits, and knows nothing of it.
    scaffold(app, "add", "webhook", "github")
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert tree(app) == end
    scaffold(app, "undo")
    assert tree(app) == before
    # Any other command settles it as well.
    scaffold(app, "add", "webhook", "stripe")
    at_last = tree(app)
    assert "everything is as it should be" in scaffold(app, "apply").out and tree(app) == at_last


def test_git_merges_the_spec_by_itself_where_scaffold_is_there(
    app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tmp_path / "bin", "scaffold", f'exec {sys.executable} -m scaffold "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    clone = Path(shutil.copytree(app, tmp_path / "clone", symlinks=True))
    ends = [one_after_the_other(clone, names) for names in (("due", "mood"), ("mood", "due"))]
    at(clone, "start")
    git(clone, "config", "--unset", "merge.scaffold.driver")
    (clone / ".git/info/attributes").unlink()
    assert "git merges scaffold.toml block by block from now on" in scaffold(clone, "apply").out
    assert "block by block" not in scaffold(clone, "apply").out
    at(clone, "due")
    assert "scaffold.toml" not in merge(clone, "mood", b"", "markers")
    assert tree(clone) in ends


def test_an_app_in_a_folder_of_a_repository_settles_too(tmp_path: Path) -> None:
    app = new_app(tmp_path, *forks.BASE)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    committed(app)
    fork(app, ("archive", "pin"))
    end = one_after_the_other(app, ("archive", "pin"))
    at(app, "archive")
    merge(app, "pin", end["scaffold.toml"], "markers")
    assert tree(app) == end
