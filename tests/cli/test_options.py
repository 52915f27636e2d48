"""What the shared options say comes to every command in one way."""

from __future__ import annotations

from pathlib import Path

from projects import refused, scaffold, todos_app


def test_a_folder_may_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    wanted = scaffold(app, "status").out
    assert scaffold(tmp_path, "status", "-C", "myapp").out == wanted
    assert scaffold(app / "app/todos", "status").out == wanted
    message = refused(tmp_path, "status", "-C", "nowhere")
    assert "there is no such folder" in message and "hint:  name another one after -C" in message
    (tmp_path / "file").touch()
    assert "this is a file, not a folder" in refused(tmp_path, "status", "-C", "file")
