"""Every command that changes an app, each with an app that it changes; what only looks is named, too."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from contracts import small_api
from forks import WHO, committed
from older import other_templates
from projects import PLAIN_NEW, edit, git, scaffold, tool
from stand_ins import DRIZZLE, installed, state

Prepare = Callable[[Path], None]
PAGE, SCHEMA = "app/todos/page.tsx", "lib/schemas/todos.ts"
FORM, THERE = "app/todos/todo-form.tsx", "components/todos/form.tsx"
FIELDS = "[resource.todos.fields]\n"
LOST = "--allow-data-loss"
SOME = ("--resource", "todos text:string completed:boolean=false")
CHOICE = "change field without a choice"
ONE_OF_EACH = ("add resource notes body:text", "add action archiveTodo reason:string", "add webhook stripe")


class Changing(NamedTuple):
    """Hold a command that changes an app, what is typed, and what is done to the app before."""

    command: str
    typed: str
    prepare: Prepare = lambda app: None

    @property
    def arguments(self) -> tuple[str, ...]:
        """Split what is typed."""
        return tuple(self.typed.split())


def _field(line: str) -> Prepare:
    """Add a field to todos by hand."""
    return lambda app: edit(app / "scaffold.toml", FIELDS, f"{FIELDS}{line}\n")


def _required(app: Path) -> None:
    """Let a new column be one that rows need a value for."""
    (app / "sql.txt").write_text('ALTER TABLE "todos" ADD COLUMN "due" date NOT NULL;')


def _with_choices(app: Path) -> None:
    """Let a field have choices of which one is to go: then only rows change, and no table."""
    scaffold(app, "add", "field", "todos", "mood:enum(good,bad)=good")


def _renamed_by_hand(app: Path) -> None:
    edit(app / "scaffold.toml", '\ntext = "string"', '\ntitle = "string"')


def _merged(app: Path) -> None:
    """Let git merge two branches that each changed the app, and leave its conflicts."""
    git(app, "init", "--quiet", "--initial-branch=main")
    (app / ".git/info/attributes").write_text("* merge=text\n")
    committed(app)
    git(app, "branch", "other")
    scaffold(app, "add", "resource", "tags", "label:string")
    committed(app)
    spec = (app / "scaffold.toml").read_text()
    git(app, "checkout", "--quiet", "other")
    scaffold(app, "add", "resource", "nooks", "name:string")
    committed(app)
    own = (app / "scaffold.toml").read_text()
    block = own[own.index("[resource.nooks]") : own.index("[resource.notes]")]
    with suppress(subprocess.CalledProcessError):
        git(app, *WHO, "merge", "--quiet", "--no-edit", "main")
    (app / "scaffold.toml").write_text(spec.replace("[resource.notes]", f"{block}[resource.notes]"))


def _marked(app: Path) -> None:
    """Leave the markers of a conflict."""
    edit(app / SCHEMA, "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", '\ntext = "string"', '\ntext = "text"')
    scaffold(app, "apply", "--conflict=markers")


def _moved_by_hand(app: Path) -> None:
    (app / THERE).parent.mkdir()
    (app / FORM).rename(app / THERE)


def _by_other_templates(app: Path) -> None:
    """Let other templates have made the app."""
    today = "// What a client may send, and no more: never an id, an owner or a timestamp.\n"
    older = {"resource/schema.ts.jinja": (today, "// What a client may send.\n")}
    shutil.rmtree(app)
    with other_templates(app.parent / "older", older):
        _make(app)


def _in_conflict(app: Path) -> None:
    """Let an owner have edited the line that other templates have otherwise."""
    _by_other_templates(app)
    edit(app / SCHEMA, "// What a client may send.", "// What anybody may send.")


def _ran(app: Path) -> None:
    """Let all migrations have run on the app's database."""
    (app / "node_modules/tsx/dist").mkdir(parents=True)
    (app / "node_modules/tsx/dist/cli.mjs").touch()
    (app / ".data/pglite").mkdir(parents=True)
    names = [path.stem for path in (app / "db/migrations").glob("*.sql")]
    (app / "answer.json").write_text(json.dumps(state(dict.fromkeys(names, "ran"))))


def _with_document(app: Path) -> None:
    """Let the app tell what its API is."""
    (app / "node_modules/tsx/dist").mkdir(parents=True)
    (app / "node_modules/tsx/dist/cli.mjs").touch()
    (app / "document.json").write_text(json.dumps(small_api(), indent=2))


CHANGING: dict[str, Changing] = {
    "add resource": Changing("add resource", "add resource books title:string pages:integer"),
    "add join": Changing("add join", "add join todos notes weight:integer=1 --as pins"),
    "add action": Changing("add action", "add action pinTodo why:string"),
    "add webhook": Changing("add webhook", "add webhook github"),
    "add field": Changing("add field", "add field todos due:date --backfill todos.due=2026-01-31", _required),
    "remove resource": Changing("remove resource", f"remove resource todos {LOST} --allow-broken-code"),
    "remove action": Changing("remove action", "remove action archiveTodo"),
    "remove webhook": Changing("remove webhook", "remove webhook stripe"),
    "remove field": Changing("remove field", f"remove field todos completed {LOST}"),
    "rename resource": Changing("rename resource", "rename resource todos tasks"),
    "rename action": Changing("rename action", "rename action archiveTodo shelveTodo"),
    "rename field": Changing("rename field", "rename field todos text title"),
    "change field": Changing("change field", "change field todos text:text?"),
    CHOICE: Changing(
        "change field",
        "change field todos mood:enum(good)=good --backfill todos.mood.bad=good",
        _with_choices,
    ),
    "change resource": Changing("change resource", "change resource notes --for api --public-read"),
    "apply": Changing("apply", "apply", _field('due = "date?"')),
    "apply a rename": Changing("apply", "apply --rename todos.text=title", _renamed_by_hand),
    "apply after a merge": Changing("apply", "apply", _merged),
    "mv": Changing("mv", f"mv {FORM} {THERE}"),
    "mv by hand": Changing("mv", f"mv {FORM} {THERE}", _moved_by_hand),
    "update": Changing("update", "update", _by_other_templates),
    "update and keep": Changing("update", f"update --keep {SCHEMA}", _in_conflict),
    "api lock": Changing("api lock", "api lock", _with_document),
    "eject": Changing("eject", "eject resource/form.tsx"),
    "resolve": Changing("resolve", "resolve --take yours", _marked),
}
# What is there to be looked at, and `new`, which has no app before.
LOOKING = ("which", "plan", "status", "api diff", "db status")
ELSEWHERE = ("new", "undo")


# What a stand-in for Node.js says that is no drizzle-kit.
_DOCUMENT = "case $* in *scripts/openapi.ts*) cat document.json; exit;; esac"
ANSWERS = f"case $1 in -*) echo v22.1.0; exit;; */tsx/*) {_DOCUMENT}; cat answer.json; exit;; esac"


@cache
def _kept() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="scaffold-changes-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    tool(folder / "bin", "node", f"{ANSWERS}\n{DRIZZLE}")
    return folder


@contextmanager
def standing_in() -> Iterator[None]:
    """Let stand-ins run for Node.js and what runs in it."""
    with mock.patch.dict(os.environ, {"PATH": f"{_kept() / 'bin'}:{os.environ['PATH']}"}):
        yield


def _make(app: Path) -> None:
    """Make an app with one of each, a migration, and lines of its owner's."""
    scaffold(app.parent, "new", app.name, *PLAIN_NEW, *SOME)
    installed(app)
    scaffold(app, "apply")
    for typed in ONE_OF_EACH:
        scaffold(app, *typed.split())
    edit(app / PAGE, "<PageHeader ", "<PageHeader data-ours ")
    edit(app / FORM, 'className="card space-y-5"', 'className="card space-y-9"')
    (app / "lib/ours.ts").write_text("export const ours = 1;\n")


@cache
def made(name: str) -> Path:
    """Give the app of a command, which nobody may change; with `undo ` before it, the one it has changed."""
    app = _kept() / name.replace(" ", "-") / "myapp"
    app.parent.mkdir()
    with standing_in():
        if name == RAN:
            shutil.copytree(made("undo add resource"), app, symlinks=True)
            _ran(app)
        elif name.startswith("undo "):
            was = CHANGING[name.removeprefix("undo ")]
            shutil.copytree(made(name.removeprefix("undo ")), app, symlinks=True)
            scaffold(app, *was.arguments)
        elif name in CHANGING:
            shutil.copytree(made("an app"), app, symlinks=True)
            CHANGING[name].prepare(app)
        else:
            _make(app)
    return app


def arguments(name: str) -> tuple[str, ...]:
    """Say what is typed."""
    return ("undo",) if name.startswith("undo ") else CHANGING[name].arguments


# What ran on a database is taken back by another migration.
RAN = "undo what ran"
EVERY = (*CHANGING, *(f"undo {name}" for name in CHANGING), RAN)
