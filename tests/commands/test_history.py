"""`undo` takes the last change back, byte for byte, and names what it cannot reach."""

from __future__ import annotations

from pathlib import Path

from crashes import tree
from projects import ADDITIONS, new_app, refused, scaffold, todos_app


def test_undo_goes_back_one_change_at_a_time(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    seen = [tree(app)]
    for change in ADDITIONS:
        scaffold(app, *change)
        seen.append(tree(app))
    for before in reversed(seen[:-1]):
        scaffold(app, "undo")
        assert tree(app) == before


def test_a_new_app_has_nothing_to_undo(tmp_path: Path) -> None:
    assert "there is nothing to undo" in refused(new_app(tmp_path), "undo")
