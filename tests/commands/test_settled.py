"""What is settled needs no look: planning by parts plans what looking at everything would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from projects import _made, scaffold
from scaffold.commands.opened import Edit, OpenedApp, opened
from scaffold.commands.options import Options
from scaffold.files import BASE, LOCK, base_path
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
HARM: dict[str, Callable[[Path, str], None]] = {
    "add a line": lambda app, path: rewrite(app / path, lambda text: f"// mine\n{text}"),
    "change all lines": lambda app, path: rewrite(app / path, lambda text: text.replace("e", "E")),
    "delete": lambda app, path: (app / path).unlink(missing_ok=True),
    "lose the base": lambda app, path: (app / base_path(path)).unlink(missing_ok=True),
    "damage the base": lambda app, path: rewrite(app / base_path(path), lambda text: f"{text}// no\n"),
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
        damaged = {base_path(path) for what, path in harm if what == "damage the base"}
        assert full_memory.keys() - quick_memory.keys() <= damaged
