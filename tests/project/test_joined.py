"""What a file of two branches was generated from is known by what it is, and otherwise by what is nearest."""

from __future__ import annotations

import pytest

from scaffold.files import Ownership, sha256
from scaffold.project.joined import Branch, Origin, entries, has_markers, origin, unclear
from scaffold.project.lock import Entries, Entry, Lock

PATH = "app/page.txt"
LINES = [f"line {number}\n" for number in range(9)]
OLD = "".join(LINES)
OURS, THEIRS = "ours\n" + OLD, OLD + "theirs\n"
BOTH = "ours\n" + OLD + "theirs\n"


def branch(base: str, file: str | None = None, ownership: Ownership = "managed", path: str = PATH) -> Branch:
    """Make a branch that generated a text, and in which its file is that, or what its owner made of it."""
    lock = Lock(files=Entries.of({path: Entry("page", sha256(base), ownership, "1")}))
    return Branch(lock, {path: base}, {path: (base if file is None else file).encode()})


def found(disk: str | None, ours: Branch, theirs: Branch) -> Origin:
    known = origin(PATH, disk if disk is None else disk.encode(), (ours, theirs), branch(OLD))
    assert known is not None
    return known


def marked(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"


@pytest.mark.parametrize(("disk", "texts"), [(OURS, OURS), (THEIRS, THEIRS), (BOTH, BOTH)])
def test_what_one_side_has_and_what_git_makes_of_both_is_known(disk: str, texts: str) -> None:
    assert found(disk, branch(OURS), branch(THEIRS)).texts == (texts,)
    edited = disk.replace("line 4", "mine")
    ours, theirs = (branch(text, text.replace("line 4", "mine")) for text in (OURS, THEIRS))
    assert found(edited, ours, theirs).texts == (texts,)


def test_a_deletion_of_what_was_generated_does_not_make_it_what_it_was_before() -> None:
    # Nearer to what both came from: but it is known whose it is.
    ours = branch(OURS, OLD)
    assert found(OLD, ours, branch(OLD)).texts == (OURS,)


@pytest.mark.parametrize("text", [OURS, THEIRS, BOTH])
def test_what_somebody_settled_is_made_from_what_it_is_nearest_to(text: str) -> None:
    mine = text.replace("line 4\n", "mine\n")
    known = found(mine, branch(OURS), branch(THEIRS))
    assert len(known.texts) == 3 and known.base(mine, OLD) == text


def test_markers_between_what_was_generated_are_nobodys() -> None:
    disk = marked("ours\n", "other\n") + OLD
    other = "other\n" + OLD
    known = found(disk, branch(OURS), branch(other))
    assert known.edits and known.settled(PATH, BOTH) == BOTH
    for begun in (disk.replace("line 4", "mine"), disk.replace("line 4\n", ""), disk.replace("ours\n", "")):
        known = found(begun, branch(OURS), branch(other))
        assert known.edits is None and known.settled(PATH, BOTH) is None


def test_lines_of_their_owners_go_along_and_those_that_meet_are_for_a_person() -> None:
    other = "other\n" + OLD
    disk = marked("ours\n", "other\n") + OLD.replace("line 2", "a").replace("line 7", "b")
    ours = branch(OURS, OURS.replace("line 2", "a"))
    theirs = branch(other, other.replace("line 7", "b"))
    known = found(disk, ours, theirs)
    assert known.settled(PATH, BOTH) == BOTH.replace("line 2", "a").replace("line 7", "b")
    ours, theirs = (branch(one, one.replace("line 2", text)) for one, text in ((OURS, "a"), (other, "b")))
    disk = marked(OURS.replace("line 2", "a"), other.replace("line 2", "b"))
    assert found(disk, ours, theirs).settled(PATH, BOTH) is None


def test_a_file_that_explains_markers_is_no_conflict() -> None:
    text = OLD + marked("a\n", "b\n")
    assert has_markers(text.encode()) and not has_markers(OLD.encode()) and not has_markers(None)
    assert not has_markers(b"<<<<<<< HEAD\nno end\n")
    known = found(f"{text}mine\n", branch(OURS, text), branch(THEIRS, text))
    assert known.edits == ()


def test_a_file_that_is_not_there_was_deleted_or_comes_with_its_branch() -> None:
    other = branch(THEIRS, path="other")
    assert found(None, branch(OURS), other).is_new
    deleted = branch(OURS)._replace(files={})
    assert not found(None, deleted, other).is_new
    assert not found(None, branch(OURS), branch(THEIRS)).is_new


def test_a_list_is_generated_where_each_line_is_one_that_was() -> None:
    known = found(marked("ours\n", "theirs\n"), branch(OURS, None, "owned"), branch(THEIRS, None, "owned"))
    assert known.is_generated(marked("ours\n", "theirs\n") + OLD, OLD)
    assert not known.is_generated(OURS + "mine\n", OLD)


def test_what_is_its_owners_on_one_side_is_so_on_both() -> None:
    for pair in ((branch(OLD), branch(OLD, None, "seeded")), (branch(OLD, None, "seeded"), branch(OLD))):
        assert entries(pair)[PATH].ownership == "seeded"
    assert unclear((branch(OLD), branch(OLD)), {}) == set()
    assert unclear((branch(OLD), branch(OURS)), {}) == {PATH}
    assert unclear((branch(OLD), branch(OLD)), {PATH: marked("a\n", "b\n").encode()}) == {PATH}
