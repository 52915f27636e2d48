"""Nothing outside the project is written, and nothing but plain files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crashes import (
    TWO,
    edited_project,
    made,
    tree,
)
from scaffold.errors import ScaffoldError
from scaffold.project.plan import Plan, raw_change
from scaffold.project.tree import Tree
from scaffold.project.write import apply


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return edited_project(tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "/x",
        "../x",
        "a/../../x",
        "a//b",
        "",
        "a\\b",
        "C:/x",
        ".git/config",
        ".scaffold/stage/x",
        "a\0b",
        "./a",
    ],
)
def test_a_path_out_of_the_project_is_refused(root: Path, path: str) -> None:
    with pytest.raises(ScaffoldError, match="is not a path inside the project"):
        apply(root, Plan().with_changes(raw_change(path, None, b"x")), "evil")


def test_a_folder_that_links_out_of_the_project_is_refused(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "app/posts").symlink_to(outside)
    before = tree(root)
    with pytest.raises(ScaffoldError, match=r"app/posts/\[id\] leads out of the project"):
        apply(root, made(root, TWO), "add posts")
    assert (tree(root), os.listdir(outside)) == (before, [])


def test_a_folder_that_links_inside_the_project_is_fine(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "app/posts").symlink_to("../elsewhere")
    apply(root, made(root, TWO), "add posts")
    assert (root / "elsewhere/[id]/page.tsx").read_text() == "post\n"


def test_a_file_that_is_a_link_is_refused(root: Path) -> None:
    (root / "app/layout.tsx").rename(root / "real.tsx")
    (root / "app/layout.tsx").symlink_to("../real.tsx")
    with pytest.raises(ScaffoldError, match=r"app/layout.tsx is a symbolic link"):
        apply(root, made(root, TWO), "add posts")
    assert (root / "real.tsx").read_text() == "layout\n"


def test_the_tree_refuses_a_device(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(ScaffoldError, match="pipe is a device"):
        Tree(root).look("pipe")
