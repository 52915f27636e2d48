"""A generated file, as somebody types it who is anywhere in the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import shared_app
from scaffold.commands import own_file
from scaffold.commands.opened import OpenedApp, opened
from scaffold.errors import UsageError
from scaffold.options import Options


@pytest.fixture
def app() -> OpenedApp:
    with opened(shared_app(), Options(dry_run=True), looking=True) as found:
        return found


@pytest.mark.parametrize(
    ("folder", "typed", "path"),
    [("", "lib/db.ts", "lib/db.ts"), ("lib", "db.ts", "lib/db.ts"), ("app", "../lib/./db.ts", "lib/db.ts")],
)
def test_a_path_is_meant_from_the_folder_one_is_in(
    app: OpenedApp, folder: str, typed: str, path: str
) -> None:
    assert own_file.inside(app, app.root / folder, typed) == path
    assert own_file.inside(app, app.root / folder, str(app.root / path)) == path


@pytest.mark.parametrize(
    "typed", ["..", "../x", "/etc/passwd", ".scaffold/lock.json", "node_modules/x", ".git"]
)
def test_what_lies_outside_or_is_no_code_of_the_app_is_refused(app: OpenedApp, typed: str) -> None:
    with pytest.raises(UsageError, match="is no place for a file of the app"):
        own_file.inside(app, app.root, typed)


def test_a_file_that_nobody_generated_is_refused_with_the_nearest_one(app: OpenedApp) -> None:
    assert own_file.entry(app, "lib/doors.ts").ownership == "owned"
    with pytest.raises(UsageError, match="is not a file that scaffold generated") as refused:
        own_file.entry(app, "lib/door.ts")
    assert refused.value.hint == "did you mean lib/doors.ts?"
    assert Path(app.root / "lib/doors.ts").exists()
