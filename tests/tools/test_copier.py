"""Another Copier template makes the app's files, and scaffold goes on adding to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import PLAIN_NEW, git, refused, scaffold
from scaffold.generate import render, templates
from scaffold.spec.model import App, Spec, Webhook
from scaffold.tools import copier as skeleton

QUESTIONS = "name: {type: str}\npackage_manager: {type: str, default: npm}\n"


def template(folder: Path, questions: str = QUESTIONS, **files: str) -> Path:
    """Make a Copier template."""
    folder.mkdir()
    (folder / "copier.yml").write_text(questions)
    for name, text in (
        {"README.md.jinja": "# {{ name }}, {{ package_manager }}\n", "run": "\r\n\xff"} | files
    ).items():
        (folder / name).write_bytes(text.encode("latin-1"))
    return folder


@pytest.mark.parametrize(
    "spec",
    [
        Spec(App("myapp", ("forms", "api", "webhooks")), webhooks=(Webhook("stripe"),)),
        Spec(App("my.app", ("api",), sign_in=False, package_manager="pnpm")),
        Spec(App("shop", ("frontend",), origins=("https://app.example.com", "http://localhost:5173"))),
    ],
    ids=["whole", "smallest", "frontend"],
)
def test_our_own_skeleton_is_a_valid_copier_template(spec: Spec) -> None:
    made = skeleton.copy(str(templates.TEMPLATES / "app"), render.context(spec))
    ours = {path: file for path, file in render.render(spec).items() if file.id.startswith("app:")}
    assert made.keys() == ours.keys()
    assert [path for path, file in made.items() if file.text != ours[path].text] == []


def test_a_template_makes_the_files_and_scaffold_adds_to_them(tmp_path: Path) -> None:
    template(tmp_path / "mine")
    scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--template", str(tmp_path / "mine"))
    app = tmp_path / "x"
    assert (app / "README.md").read_text() == "# x, npm\n"
    assert (app / "run").read_bytes() == b"\r\n\xff"
    assert (app / "lib/doors.ts").is_file() and not (app / "package.json").exists()
    said = scaffold(app, "add", "resource", "todos", "text:string").out
    assert "create  app/todos/actions.ts" in said and "npm install" not in said
    # What the template made is its user's from the first day.
    (app / "README.md").write_text("mine\n")
    (app / "run").unlink()
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert not (app / "app/todos").exists() and (app / "README.md").read_text() == "mine\n"


def test_a_template_may_be_a_git_repository(tmp_path: Path) -> None:
    mine = template(tmp_path / "mine")
    git(mine, "init", "--quiet")
    git(mine, "add", "--all")
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
    git(mine, *who, "commit", "--quiet", "--message=x")
    scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--template", f"git+file://{mine}")
    assert (tmp_path / "x/README.md").read_text() == "# x, npm\n"
    assert not (tmp_path / "x/.git").exists()


@pytest.mark.parametrize(
    ("questions", "files", "what"),
    [
        (": : [", {}, "its copier.yml is not valid"),
        (f"{QUESTIONS}_tasks: ['touch {{}}']\n", {}, "uses potentially unsafe feature: tasks"),
        (QUESTIONS, {"a.jinja": "{{ nope("}, "TemplateSyntaxError"),
        (
            QUESTIONS,
            {"scaffold.toml": "mine"},
            "the template makes scaffold.toml, which scaffold writes itself",
        ),
        (f"{QUESTIONS}_exclude: ['*']\n", {}, "it makes no file"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(
    questions: str, files: dict[str, str], what: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = template(tmp_path / "mine", questions, **files)
    assert what in refused(tmp_path, "new", "x", *PLAIN_NEW, "--template", str(mine))
    assert capfd.readouterr().err == ""


def test_a_source_that_is_no_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for source, what in {
        str(tmp_path / "folder"): "the folder has no copier.yml",
        str(tmp_path / "file"): "must be a directory",
        str(tmp_path / "nowhere"): "must be a directory",
        f"git+file://{tmp_path}/nowhere": "does not appear to be a git repository",
    }.items():
        message = refused(tmp_path, "new", "x", *PLAIN_NEW, "--template", source)
        assert "error: this template cannot be used: " in message and what in message
        assert "hint:  --template takes the folder or git address" in message
