"""What is settled needs no look: planning by parts plans what looking at everything would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import _made, git, new_app, scaffold
from projects import edit as edit_file
from scaffold.commands.opened import Edit, OpenedApp, opened
from scaffold.files import BASE, LOCK, base_path
from scaffold.options import Options
from scaffold.project.plan import Plan
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, Spec
from scaffold.spec.names import action_name

DRY = Options(dry_run=True)
FILES = (
    "app/todos/actions.ts",
    "app/todos/page.tsx",
    "data/todos.ts",
    "db/schema/todos.ts",
    "data/report.ts",
    "lib/http.ts",
    "README.md",
    "package.json",
    ".env.example",
)


def made(folder: Path) -> Path:
    """Give an app with a resource, actions and a sender."""
    app = _made("--resource", "todos text:string", "--webhook", "stripe").parent / "settled"
    if not app.exists():
        shutil.copytree(app.parent / "myapp", app)
        scaffold(app, "add", "action", "archiveTodo", "reason:text")
        scaffold(app, "add", "action", "generateReport", "--button")
    return Path(shutil.copytree(app, folder / "myapp", copy_function=os.link))


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Change a file that may be linked from elsewhere."""
    if file.exists():
        text = change(file.read_text())
        file.unlink()
        file.write_text(text)


def add_field(spec: Spec) -> Spec:
    todos = spec.resources[0]
    return replace(spec, resources=(replace(todos, fields=(*todos.fields, parse_field("due:date?"))),))


EDITS: dict[str, Edit] = {
    "nothing": lambda spec: spec,
    "a field": add_field,
    "an action": lambda spec: edit.add_action(spec, Action(action_name("pinTodo"), button=True)),
    "a sender": lambda spec: edit.add_webhook(spec, "github"),
    "an action away": lambda spec: replace(spec, actions=spec.actions[1:]),
    "a sender away": lambda spec: replace(spec, webhooks=()),
    "a resource away": lambda spec: replace(spec, resources=(), actions=spec.actions[1:]),
}


def stale(lock: str, path: str) -> str:
    """Let the lock remember another text of a file, as after a merge of two branches."""
    return re.sub(rf'("{re.escape(path)}": .*"sha256": ")[0-9a-f]{{8}}', r"\g<1>01234567", lock)


HARM: dict[str, Callable[[Path, str], None]] = {
    "add a line": lambda app, path: rewrite(app / path, lambda text: f"// mine\n{text}"),
    "change all lines": lambda app, path: rewrite(app / path, lambda text: text.replace("e", "E")),
    "delete": lambda app, path: (app / path).unlink(missing_ok=True),
    "lose the base": lambda app, path: (app / base_path(path)).unlink(missing_ok=True),
    "damage the base": lambda app, path: rewrite(app / base_path(path), lambda text: f"{text}// no\n"),
    "take the line of another branch": lambda app, path: rewrite(app / LOCK, lambda text: stale(text, path)),
    "explain markers": lambda app, path: rewrite(
        app / path, lambda text: f"{text}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"
    ),
}


def looking_at_everything(app: OpenedApp) -> OpenedApp:
    """Forget which parts are up to date."""
    memory = app.memory
    return replace(app, memory=memory._replace(lock=memory.lock._replace(parts={})))


def writes(plan: Plan) -> set[tuple[str, bytes | None]]:
    return {(change.path, change.after) for change in plan.changes if change.writes}


def conflicts(plan: Plan) -> set[str]:
    return {conflict.path for conflict in plan.conflicts}


@given(
    harm=st.lists(st.tuples(st.sampled_from(sorted(HARM)), st.sampled_from(FILES)), max_size=6),
    name=st.sampled_from(sorted(EDITS)),
    whole=st.booleans(),
)
def test_planning_by_parts_plans_what_looking_at_everything_does(
    harm: list[tuple[str, str]], name: str, whole: bool
) -> None:
    with TemporaryDirectory() as folder:
        root = made(Path(folder))
        for what, path in harm:
            HARM[what](root, path)
        with opened(root, DRY) as app:
            quick = app.plan(EDITS[name], whole=whole)
            full = looking_at_everything(app).plan(EDITS[name], whole=True)
    assert writes(quick.plan) == writes(full.plan)
    assert conflicts(quick.plan) == conflicts(full.plan)
    quick_memory = {change.path: change.after for change in quick.plan.internal}
    full_memory = {change.path: change.after for change in full.plan.internal}
    # What is remembered is the same, but for bases that are of no use now: `whole` restores lost ones.
    assert quick_memory.get(LOCK) == full_memory.get(LOCK)
    assert quick_memory.items() <= full_memory.items()
    touched = {path for path, _ in writes(full.plan)}
    missed = {path for path in full_memory.keys() - quick_memory.keys() if path[len(BASE) : -4] in touched}
    assert not missed
    if whole:
        assert quick_memory == full_memory


def committed(app: Path, *arguments: str) -> None:
    git(app, "add", "-A")
    git(app, "commit", "-qm", "change")


@pytest.fixture
def branched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an app in git, with resources beside each other."""
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "ada")
        monkeypatch.setenv(f"{name}_EMAIL", "ada@example.com")
    app = new_app(tmp_path, "--resource", "notes title:string", "--resource", "todos title:string")
    git(app, "init", "-qb", "main")
    committed(app)
    return app


def test_two_branches_that_change_one_resource_leave_nothing_stale(branched: Path) -> None:
    app = branched
    git(app, "checkout", "-qb", "field")
    edit_file(app / "scaffold.toml", "[resource.notes.fields]\n", '[resource.notes.fields]\nbody = "text"\n')
    scaffold(app, "apply")
    committed(app)
    git(app, "checkout", "-q", "main")
    scaffold(app, "add", "action", "archiveTodo")
    committed(app)
    git(app, "merge", "-q", "field")
    scaffold(app, "apply")
    assert scaffold(app, "status", "--json").json["files"] == {}
    edit_file(app / "scaffold.toml", "[resource.notes.fields]\n", '[resource.notes.fields]\ntag = "string"\n')
    assert "update  data/notes.ts" in scaffold(app, "apply").out


def test_a_policy_that_a_merge_took_from_the_other_branch_is_seen(branched: Path) -> None:
    app = branched
    spec = (app / "scaffold.toml").read_text()
    start = spec.index("[resource.notes]")
    git(app, "checkout", "-qb", "shared")
    shared = spec[:start] + spec[start:].replace('owner = "user"', 'owner = "none"', 1)
    (app / "scaffold.toml").write_text(shared)
    scaffold(app, "apply")
    committed(app)
    git(app, "checkout", "-q", "main")
    plain, strict = 'owner = "user"', 'owner = "user"\nrequire-match = true'
    (app / "scaffold.toml").write_text(spec[:start] + spec[start:].replace(plain, strict, 1))
    scaffold(app, "apply")
    committed(app)
    subprocess.run(["git", "merge", "-q", "shared"], cwd=app, check=False, capture_output=True)
    # Whoever resolves it keeps their own spec, and the files as git has merged them.
    git(app, "checkout", "HEAD", "--", "scaffold.toml")
    for path in git(app, "diff", "--name-only", "--diff-filter=U").split():
        if path != "scaffold.toml":
            git(app, "rm", "-qf", path)
    git(app, "add", "-A")
    git(app, "commit", "-qm", "merged")
    scaffold(app, "apply")
    assert "ownerId: caller.userId" in (app / "data/notes.ts").read_text()
    assert "references(() => authUsers.id" in (app / "db/schema/notes.ts").read_text()
