"""Every hint leads out: it is followed where it is printed, and then the command works or says more."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import forks
from crashes import kill_before
from projects import CLEAN, PLAIN_NEW, SOURCE, edit, git, scaffold, shared_app, todos_app, tool
from scaffold import errors
from scaffold.errors import ScaffoldError

Site = tuple[str, int]
SEEN: set[Site] = set()
ADD = "add resource notes body:text"
SPEC, LOCK = "scaffold.toml", ".scaffold/lock.json"
CONTRACT = "openapi.lock.json"
NOTES_OF_ROLE = """
[resource.notes]
singular = "note"
for = ["api"]
role = "admin"

[resource.notes.fields]
body = "text"
"""
OWN_FORM = ".scaffold/templates/resource/form.tsx.jinja"


class Typed(NamedTuple):
    """Something typed that is refused, and what the hint makes of it."""

    command: str
    instead: str


class Found(NamedTuple):
    """Something in a folder that stops a command, and what a person does whom the hint tells in words."""

    arrange: Callable[[Path], object]
    command: str = ADD
    by_hand: Callable[[Path], object] | None = None
    again: str = ""


def write(path: str, text: str) -> Callable[[Path], object]:
    return lambda app: (app / path).write_text(text)


def also(text: str) -> Callable[[Path], object]:
    return lambda app: (app / SPEC).write_text((app / SPEC).read_text() + text)


def without_people(app: Path) -> None:
    """Let one of the resources of an app in which nobody signs in take a role."""
    text = (app / SPEC).read_text().replace('["forms", "api"]', '["api"]')
    (app / SPEC).write_text(text.replace("sign-in = true", "sign-in = false") + NOTES_OF_ROLE)


def change(path: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda app: edit(app / path, old, new)


def limited(text: str, consumers: str = '["forms", "api"]') -> Callable[[Path], object]:
    old = 'for = ["forms", "api"]\nowner = "user"'
    return change(SPEC, old, f'for = {consumers}\nowner = "user"\nrequests-per-minute = {text}')


def spec(text: str) -> Callable[[Path], object]:
    """Add a block to scaffold.toml."""

    def added(app: Path) -> None:
        with (app / SPEC).open("a") as stream:
            stream.write(f"\n{text}\n")

    return added


def gone(text: str) -> Callable[[Path], object]:
    return lambda app: edit(app / SPEC, f"\n{text}\n", "")


def both(*steps: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda app: [step(app) for step in steps]


def committed(app: Path) -> None:
    git(app, "init", "--quiet")
    git(app, "add", "--all")
    git(app, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "x")


def run(*commands: str) -> Callable[[Path], object]:
    return lambda app: [scaffold(app, *shlex.split(command)) for command in commands]


def migrated(app: Path) -> None:
    """Have a migration that makes the table of todos, with a mood."""
    folder = app / "db/migrations"
    (folder / "meta").mkdir(parents=True)
    (folder / "0000_init.sql").write_text('CREATE TABLE "todos" ("mood" text);')
    table = {"name": "todos", "schema": "", "columns": {"mood": {"name": "mood", "type": "text"}}}
    snapshot = {"id": "a", "prevId": "0", "dialect": "postgresql", "tables": {"public.todos": table}}
    (folder / "meta/0000_snapshot.json").write_text(json.dumps(snapshot))
    entry = {"idx": 0, "when": 1, "tag": "0000_init"}
    (folder / "meta/_journal.json").write_text(json.dumps({"dialect": "postgresql", "entries": [entry]}))


def conflict(app: Path) -> None:
    edit(app / "lib/schemas/todos.ts", "text: z.string()", "text: z.email()")
    edit(app / SPEC, 'text = "string"', 'text = "text"')


def marked(app: Path) -> None:
    conflict(app)
    scaffold(app, "apply", "--conflict=markers")


def divided(app: Path) -> None:
    """Let two branches say something else in one line, and scaffold something on each."""
    committed(app)
    for name in ("theirs", "ours"):
        git(app, "checkout", "--quiet", "-B", name, *(["theirs~"] if name == "ours" else []))
        edit(app / "data/todos.ts", "return rows.length > 0;", f'return rows.length > Number("{name}");')
        scaffold(app, "add", "action", f"{name}Todo", "--button", "--resource", "todos")
        forks.committed(app)
    forks.merged(app, "theirs")
    (app / SPEC).write_bytes(git(app, "show", "ours:scaffold.toml").encode())


def decide(app: Path) -> None:
    (app / "data/todos.ts").write_bytes(git(app, "show", "ours:data/todos.ts").encode())


def interrupted(app: Path) -> None:
    kill_before("lib/doors.ts", lambda root: scaffold(root, *shlex.split(ADD)), app)


def resolve(app: Path) -> None:
    for file in (app / "lib/schemas").glob("*.ts"):
        text = file.read_text()
        file.write_text(re.sub(r"<<<<<<< .*?\n(.*?)\|\|\|.*?>>>>>>> .*?\n", r"\1", text, flags=re.DOTALL))


TYPED = [
    Typed("add resource", "add resource todo2s text:string"),
    Typed("frobnicate", "--help"),
    Typed("statsu", "status"),
    Typed("add resource notes --bogus", "add resource --help"),
    Typed(f"{ADD} --conflict=maybe", f"{ADD} --conflict=markers"),
    Typed(f"{ADD} --owner me", f"{ADD} --owner user"),
    Typed(f"{ADD} --role 'two words'", f"{ADD} --role admin"),
    Typed(
        "add resource notes 'a:ref(todos,cascade)' --role admin --owner user",
        "add resource notes 'a:ref(todos)' --role admin --owner user",
    ),
    Typed("add action makeReport a:text --button", "add action makeReport a:text"),
    Typed("new x --yes --no-install --pm pip", "new x --yes --no-install --pm npm"),
    Typed(
        "new x --yes --no-install --no-sign-in --for forms", "new x --yes --no-install --no-sign-in --for api"
    ),
    Typed(
        "new x --yes --no-install --no-sign-in --for frontend",
        "new x --yes --no-install --no-sign-in --for api",
    ),
    Typed(
        "new x --yes --no-install --resource todos", "new x --yes --no-install --resource 'todos name:string'"
    ),
    Typed(
        """new x --yes --no-install --resource "todos 'a" """,
        """new x --yes --no-install --resource "todos a" """,
    ),
    Typed("new x --no-install", "new x --no-install --for forms,api,webhooks,frontend"),
    Typed("new a/x --yes --no-install", ""),
    Typed("new '' --yes --no-install", "new myapp --yes --no-install"),
    Typed("new 'My App' --yes --no-install", "new my-app --yes --no-install"),
    Typed("new @A/b --yes --no-install", "new @a/b --yes --no-install"),
    Typed("which --for x", "which --for forms"),
    Typed("which --for ''", "which --for forms"),
    Typed("add resource notes a:text --for frontend", "add resource notes a:text --for api"),
    Typed("add resource ''", "add resource todos name:string"),
    Typed("add resource a/notes body:text", "add resource a-notes body:text"),
    Typed("add resource 日 body:text", "add resource books body:text"),
    Typed(f"add resource {'x' * 60} body:text", f"add resource {'x' * 20} body:text"),
    Typed("add resource page body:text", "add resource site-pages body:text"),
    Typed("add resource notes", "add resource notes name:string"),
    Typed("add resource notes a=1", "add resource notes a:string=1"),
    Typed("add resource notes a:text a:text", "add resource notes a:text"),
    Typed("add resource notes a:text?x", "add resource notes a:text?"),
    Typed("add resource notes a:ref", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref()'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref(a/b)'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref(tods)'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref(todos)=x'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref(todos,min=1)'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'a:ref(todos,cascad)'", "add resource notes 'a:ref(todos,cascade)'"),
    Typed("add resource notes 'a:ref(todos,set null)'", "add resource notes 'a:ref(todos,set null)?'"),
    Typed("add resource notes 'aId:ref(todos)'", "add resource notes 'a:ref(todos)'"),
    Typed("add resource notes 'owner:ref(todos)'", "add resource notes 'person:ref(todos)'"),
    Typed("add resource notes 'a:ref(notes)'", "add resource notes 'a:ref(notes)?'"),
    Typed("add resource notes 'a:ref(todos)' aId:uuid", "add resource notes 'a:ref(todos)' b:uuid"),
    Typed("add resource notes 'a:ref(todos)' --owner none", "add resource notes 'a:ref(todos)' --owner user"),
    Typed("add resource notes 'a:ref(todos)' --public-read", "add resource notes 'a:ref(todos)'"),
    Typed("add action sendNote 'a:ref(todos)'", "add action sendNote aId:uuid"),
    Typed("add resource notes a:?", "add resource notes a:string"),
    Typed("add resource notes a:strng", "add resource notes a:string"),
    Typed("add resource notes a:enum", "add resource notes 'a:enum(draft,published)'"),
    Typed("add resource notes 'a:enum(a'", "add resource notes 'a:enum(draft,published)'"),
    Typed("add resource notes 'a:enum(,)'", "add resource notes 'a:enum(draft,published)'"),
    Typed("add resource notes 'a:enum(b,b)'", "add resource notes 'a:enum(draft,published)'"),
    Typed("add resource notes 'a:enum(b,c)=d'", "add resource notes 'a:enum(b,c)=b'"),
    Typed("add resource notes 'a:boolean(3)'", "add resource notes a:boolean"),
    Typed("add resource notes 'a:string(3)'", "add resource notes 'a:string(max=3)'"),
    Typed("add resource notes 'a:integer(min=1'", "add resource notes 'a:integer(min=0,max=100)'"),
    Typed("add resource notes 'a:integer(min=1,min=2)'", "add resource notes 'a:integer(min=0,max=100)'"),
    Typed("add resource notes 'a:integer(min=5,max=3)'", "add resource notes 'a:integer(min=3,max=5)'"),
    Typed("add resource notes 'a:integer(min=x)'", "add resource notes 'a:integer(min=0,max=100)'"),
    Typed("add resource notes 'a:string(max=900)'", "add resource notes 'a:string(max=255)'"),
    Typed("add resource notes 'a:integer(max=3)=5'", "add resource notes 'a:integer(max=3)=3'"),
    Typed("add resource notes a:boolean!", "add resource notes a:boolean"),
    Typed("add resource notes a:string!=x", "add resource notes a:string!"),
    Typed("add resource notes a:text!", "add resource notes 'a:text(max=850)!'"),
    Typed("add resource notes 'a:integer(min=1,max=9)!'", "add resource notes 'a:integer(min=1)!'"),
    Typed(f"{ADD} a:date --unique bdoy,a", f"{ADD} a:date --heading body"),
    Typed(f"{ADD} --unique body", f"{ADD} a:string!"),
    Typed(f"{ADD} a:json b:date --unique a,b", f"{ADD} a:json b:date!"),
    Typed(f"{ADD} a:date! b:date --unique a,b", f"{ADD} a:date! b:date"),
    Typed(f"{ADD} a:date b:date --unique a,b --unique b,a", f"{ADD} a:date b:date --unique a,b"),
    Typed("change resource todos --no-unique text,completed", "change resource todos --heading text"),
    Typed(f"{ADD} --heading bdoy", f"{ADD} --heading body"),
    Typed(f"{ADD} --sort a", f"{ADD} --sort -createdAt"),
    Typed(f"{ADD} a:boolean --heading a", f"{ADD} a:boolean --heading body"),
    Typed(f"{ADD} --sort body", f"{ADD} --sort -createdAt"),
    Typed("change field todos text --choice-label x=y", "change field todos text --label y"),
    Typed(
        "change field todos text --choice-label x",
        "change field todos 'text:enum(open)' --choice-label 'open=Not done yet'",
    ),
    Typed("add resource notes a:integer=x", "add resource notes a:integer=3"),
    Typed(f"add resource notes a:string={'x' * 30000}", "add resource notes a:string=x"),
    Typed("add resource notes 'a:string=\x07'", "add resource notes a:string=x"),
    Typed("add resource notes class:text", "add resource notes classValue:text"),
    Typed("add resource todos text:string", "apply"),
    Typed("add join todos notes", "add resource notes name:string"),
    Typed(
        "add join todos Todo",
        "add resource todo-links 'first:ref(todos,cascade)' 'second:ref(todos,cascade)'"
        " --unique first,second",
    ),
    Typed("add action create", "add action createTodo"),
    Typed("add action parseForm", "add action createTodo"),
    Typed("add action getTodos", "add action archiveTodos"),
    Typed("add action createTodo other:text", "add action createTodo"),
    Typed("add action archiveTodo --resource tods", "add action archiveTodo --resource todos"),
    Typed("add action archiveBook --resource books", "add resource books name:string"),
    Typed("add action archiveSignUp", "add action archiveTodo"),
    Typed("eject resource/from.tsx", "eject resource/form.tsx.jinja"),
    Typed("eject zzz", "eject"),
    Typed("add webhook strip", "add webhook stripe"),
    Typed("add webhook paypal", "add webhook github"),
    Typed("add field todos", "add field todos due:date?"),
    Typed("add field todos text:text", "change field todos text:text"),
    Typed("add field todos due:date --after txt", "add field todos due:date --after text"),
    Typed("remove field todos", "remove field todos completed"),
    Typed("remove field todos text completed", "remove resource todos"),
    Typed("remove resource notes", "remove resource todos"),
    Typed("remove action createTodo", "change resource todos --for api"),
    Typed("rename field todos txt title", "rename field todos text title"),
    Typed("change resource todos", "change resource todos --for forms,api"),
    Typed("change resource todos --owner me", "change resource todos --owner user"),
    Typed(f"{ADD} --for forms --require-match", f"{ADD} --for api,forms --require-match"),
    Typed("change resource todos --for nobody", "change resource todos --for forms"),
    Typed("rename resource todos Todo", "rename resource todos tasks"),
    Typed("rename field todos text completed", "rename field todos text title"),
    Typed("apply --rename todos", "apply --rename none"),
    Typed("apply --backfill text", "apply --backfill todos.text=x"),
    Typed("apply --backfill text=", "apply --backfill text=x"),
    Typed("apply --backfill completed=maybe", "apply --backfill completed=true"),
    Typed("apply --backfill todos.completed.yes=no", "apply --backfill todos.completed=true"),
    Typed("apply --backfill todo.txt=x", "apply --backfill todo.text=x"),
    Typed("apply --backfill text=x --backfill todos.text=y", "apply --backfill todos.text=y"),
    Typed("apply --backfill notes.text=x", "apply --backfill todos.text=x"),
    Typed("apply --backfill title=x", "apply --backfill todos.text=x"),
]
TWICE = """
[action.rateTodo]
resource = "todos"

[action.rateTodo.fields]
mood = "string"

[action.rateTodoInput]
resource = "todos"
"""
APP_FOR = '"api"]\nsign-in'
ORIGIN = 'origins = ["http://app.example.com"]'
HAND = '[action.archiveTodo]\nresource = "todos"'
NOTES = """
[resource.notes]
for = ["forms", "api"]

[resource.notes.fields]
body = "text"
todo = "ref(todos)"
"""
ALONE = """
[resource.notes]
for = ["forms"]

[resource.notes.fields]
body = "text"
"""
FOUND = [
    Found(also(NOTES.replace("ref(todos)", "ref(todo)")), "apply", change(SPEC, "ref(todo)", "ref(todos)")),
    Found(also(NOTES.replace("ref(todos)", "ref(none)")), "apply", change(SPEC, "ref(none)", "ref(todos)")),
    Found(also(NOTES), "remove resource todos"),
    Found(
        change(SPEC, 'for = ["forms", "api"]\nowner', 'for = ["api"]\nowner'),
        "add resource notes 'a:ref(todos)' --for forms,api",
    ),
    Found(
        both(change(SPEC, 'for = ["forms", "api"]\nowner', 'for = ["api"]\nowner'), also(ALONE)),
        "add join todos notes",
    ),
    Found(
        change(SPEC, 'owner = "user"', 'owner = "none"'),
        "add resource notes 'a:ref(todos,cascade)'",
        again="add resource notes 'a:ref(todos)'",
    ),
    Found(
        change(SPEC, "sign-in = true", 'sign-in = true\ntemplate = "gh:us/kit"'),
        f"{ADD} --for api --role admin",
        change(SPEC, '\ntemplate = "gh:us/kit"', ""),
    ),
    Found(without_people, "apply", change(SPEC, "sign-in = false", "sign-in = true")),
    Found(lambda app: shutil.move(app / "app", app / "moved")),
    Found(both(committed, lambda app: shutil.rmtree(app / "lib"))),
    Found(lambda app: (shutil.move(app / "app", app / "web"), (app / "app").symlink_to("web"))),
    Found(change("tsconfig.json", '["./*"]', '["./src/*"]'), ADD, change("tsconfig.json", "./src/*", "./*")),
    Found(
        change("next.config.ts", "NextConfig = {", 'NextConfig = { pageExtensions: ["mdx"],'),
        ADD,
        change("next.config.ts", '["mdx"]', '["mdx", "ts", "tsx"]'),
    ),
    Found(lambda app: (app / "data/notes.ts").write_text("mine")),
    Found(lambda app: (app / "data/notes.ts").mkdir()),
    Found(lambda app: ((app / "outside").mkdir(), (app / "app/notes").symlink_to("../../.."))),
    Found(
        lambda app: (shutil.rmtree(app / ".scaffold/base/lib"), (app / ".scaffold/base/lib").touch()), "apply"
    ),
    Found(
        lambda app: (app / LOCK).chmod(0) or (app / LOCK).unlink() or (app / LOCK).symlink_to("lock.json"),
        "apply",
    ),
    Found(both(committed, lambda app: (app / LOCK).unlink()), "apply"),
    Found(both(committed, write(LOCK, "garbage")), "apply"),
    Found(both(committed, lambda app: edit(app / LOCK, '"version": 2', '"version": 99')), "apply"),
    Found(change("lib/doors.ts", "\n", "\n// mine\n"), ADD, None, f"{ADD} --overwrite"),
    Found(conflict, "apply", None, "apply --conflict=markers"),
    Found(divided, "apply", decide),
    Found(marked, "apply", resolve),
    Found(marked, "apply"),
    Found(
        change(SPEC, "format = 1", ""), "apply", lambda app: edit(app / SPEC, "[app]", "format = 1\n[app]")
    ),
    Found(change(SPEC, "format = 1", "format = 9"), "apply", change(SPEC, "format = 9", "format = 1")),
    Found(change(SPEC, "[app]", "[app"), "apply", change(SPEC, "[app", "[app]")),
    Found(change(SPEC, "[app]", "<<<<<<< x\n[app]"), "apply", change(SPEC, "<<<<<<< x\n", "")),
    Found(
        change(SPEC, 'owner = "user"', 'owner = "user"\ndeprecated = 2026-12-01\nsunset = 2026-01-01'),
        "apply",
        change(SPEC, "sunset = 2026-01-01", "sunset = 2027-06-01"),
    ),
    Found(
        change(
            SPEC,
            'for = ["forms", "api"]\nowner = "user"',
            'for = ["forms"]\nowner = "user"\ndeprecated = 2026-12-01',
        ),
        "apply",
        change(SPEC, "deprecated = 2026-12-01\n", ""),
    ),
    Found(limited("{ write = 0 }"), "apply", change(SPEC, "write = 0", "write = 30")),
    Found(limited("30"), "apply", change(SPEC, "= 30", "= { read = 300, write = 30 }")),
    Found(
        limited("{ read = 9 }", '["forms"]'),
        "apply",
        change(SPEC, "requests-per-minute = { read = 9 }\n", ""),
    ),
    Found(change(SPEC, '"user"', '"me"'), "apply", change(SPEC, '"me"', '"user"')),
    Found(
        change(SPEC, 'owner = "user"', 'owner = "user"\nunique = ["text", "completed"]'),
        "apply",
        change(SPEC, '["text", "completed"]', '[["text", "completed"]]'),
    ),
    Found(
        change(
            SPEC, 'owner = "user"', 'owner = "user"\nunique = [["text", "completed"], ["completed", "text"]]'
        ),
        "apply",
        change(SPEC, ', ["completed", "text"]', ""),
    ),
    Found(
        change(SPEC, 'text = "string"', 'text = { type = "enum(a)", labels = { a = 1 } }'),
        "apply",
        change(SPEC, "a = 1", 'a = "A"'),
    ),
    Found(spec('[action.tagTodo.fields]\na = "string!"'), "apply", change(SPEC, "string!", "string")),
    Found(run("change resource todos --unique text,completed"), "remove field todos completed"),
    Found(change(SPEC, '"myapp"', '"My App"'), "apply", change(SPEC, '"My App"', '"my-app"')),
    Found(change(SPEC, '"string"', '"strng"'), "apply", change(SPEC, '"strng"', '"string"')),
    Found(
        change(SPEC, "sign-in = true", "sign-in = false"),
        "apply",
        change(SPEC, "= false", "= true"),
    ),
    Found(
        change(SPEC, "sign-in = true", 'sign-in = true\nbrand = "green"'),
        "apply",
        change(SPEC, 'brand = "green"', 'brand = "#0a7f5a"'),
    ),
    Found(
        change(SPEC, APP_FOR, f'"api", "frontend"]\n{ORIGIN}\nsign-in'),
        "apply",
        change(SPEC, "http://app.example.com", "https://app.example.com"),
    ),
    Found(
        change(SPEC, "sign-in = true", f"sign-in = true\n{ORIGIN}".replace("http:", "https:")),
        "apply",
        change(SPEC, '"api"]\nsign-in', '"api", "frontend"]\nsign-in'),
    ),
    Found(
        spec('[resource.todo]\nfor = ["api"]\nowner = "user"\n\n[resource.todo.fields]\na = "text"'),
        "apply",
        gone('[resource.todo]\nfor = ["api"]\nowner = "user"\n\n[resource.todo.fields]\na = "text"'),
    ),
    Found(spec(f"{HAND}\n[action.archive-todo]"), "apply", gone(f"{HAND}\n[action.archive-todo]")),
    Found(spec('[action.archiveBook]\nresource = "books"'), "apply", change(SPEC, 'resource = "books"', "")),
    Found(
        both(spec(HAND), change(SPEC, 'for = ["forms", "api"]\nowner', 'for = ["api"]\nowner')),
        "apply",
        change(SPEC, 'for = ["api"]\nowner', 'for = ["forms", "api"]\nowner'),
    ),
    Found(
        spec('[action.createTodo]\nresource = "todos"'),
        "apply",
        gone('[action.createTodo]\nresource = "todos"'),
    ),
    Found(spec("[action.archiveTodos]"), "apply", change(SPEC, "[action.archiveTodos]", HAND)),
    Found(spec("[action.archiveSignIn]"), "apply", gone("[action.archiveSignIn]")),
    Found(
        run("add action archiveTodo a:text"),
        "add action archiveTodo b:text",
        change(SPEC, 'a = "text"', 'b = "text"'),
    ),
    Found(run("add webhook stripe"), "add webhook stripe"),
    Found(
        run("add action makeNote a:text"),
        f"{ADD} --for api",
        None,
        f"{ADD} --for forms,api",
    ),
    Found(
        run("add action createNote a:text"),
        ADD,
        both(gone('[action.createNote]\n\n[action.createNote.fields]\na = "text"')),
    ),
    Found(both(run("add action archiveNote a:text"), change("data/note.ts", "\n", "\n// mine\n"))),
    Found(
        spec(TWICE),
        "apply",
        change(SPEC, "[action.rateTodoInput]", "[action.judgeTodo]"),
    ),
    Found(run("add action getNotes"), ADD, gone("[action.getNotes]")),
    Found(
        change(SPEC, 'text = "string"', 'text = { type = "string", label = " " }'),
        "apply",
        change(SPEC, '" "', '"Text"'),
    ),
    Found(
        lambda app: (app / SPEC).write_text(
            "resource = { todos = { for = ['api'], owner = 'user', fields = { text = 'string' } } }\n"
            + (app / SPEC).read_text().partition("[resource.todos]")[0]
        ),
        ADD,
        lambda app: (app / SPEC).write_text(
            (app / SPEC).read_text().partition("\n")[2]
            + "[resource.todos]\nfor = ['api']\nowner = 'user'\n\n[resource.todos.fields]\ntext = 'string'\n"
        ),
    ),
    Found(
        both(run("eject resource/form.tsx"), write(OWN_FORM, "[[ nothing ]]\n")),
        "apply",
    ),
    Found(
        both(
            run("eject resource/form.tsx"),
            lambda app: (app / OWN_FORM).rename(app / OWN_FORM.replace("form", "fom")),
        ),
        "apply",
    ),
    Found(run("eject resource/form.tsx"), "eject resource/form.tsx"),
    Found(change(LOCK, '"scaffold": "', '"scaffold": "9'), ADD),
    Found(
        both(
            lambda app: (app / LOCK).write_text(
                re.sub(
                    '"templates:scaffold": "[^"]*"', '"templates:scaffold": "0.1.0"', (app / LOCK).read_text()
                )
            ),
            lambda app: (app / ".scaffold/base/scaffold.toml.txt").unlink(),
        ),
        "apply",
    ),
    Found(committed, "undo"),
    Found(
        both(run(ADD), change("data/notes.ts", "\n", "\n// mine\n")),
        "undo",
        change("data/notes.ts", "// mine\n", ""),
    ),
    Found(both(interrupted, write("app/notes/page.tsx", "mine")), "status"),
    Found(
        lambda app: (app / "scaffold.toml").unlink() or (app / "scaffold.toml").symlink_to("scaffold.toml"),
        "apply",
    ),
    Found(lambda app: (app / "x").touch(), "new x --yes --no-install"),
    Found(lambda app: (app / "x").symlink_to("y"), "new x --yes --no-install"),
    Found(
        lambda app: (app / "lib/mine.ts").symlink_to("mine.ts"),
        "remove resource todos --allow-data-loss",
    ),
    Found(lambda app: ((app / "x").mkdir(), (app / "x/mine").touch()), "new x --yes --no-install"),
    Found(lambda app: None, "new . --yes --no-install"),
    Found(lambda app: ((app / "x").mkdir(), (app / "x/README.md").mkdir()), "new x --yes --no-install"),
    Found(
        lambda app: (app / "node_modules").mkdir(),
        "-C node_modules new x --yes --no-install",
        None,
        "new x --yes --no-install",
    ),
    Found(lambda app: None, "-C nowhere status", None, "status"),
    Found(
        run("add action makeReport --button"),
        "add field makeReport to:email",
        change(SPEC, "button = true\n", ""),
    ),
    Found(
        run("add action archiveTodo"),
        "change resource todos --for api",
        lambda app: scaffold(app, "remove", "action", "archiveTodo"),
    ),
    Found(
        both(run("add action archiveTodo"), run("add action shelveTodo")),
        "rename action archiveTodo shelveTodo",
        None,
        "rename action archiveTodo hideTodo",
    ),
    Found(
        write("lib/mine.ts", 'export { listTodos } from "@/data/todos";\n'),
        "remove resource todos",
        lambda app: (app / "lib/mine.ts").unlink(),
    ),
    Found(write("data/tasks.ts", "mine"), "rename resource todos tasks"),
    Found(
        change("data/todos.ts", "import", 'import { tasks } from "./mine";\nimport'),
        "rename resource todos tasks",
        None,
        "rename resource todos tasks --conflict=markers",
    ),
    Found(lambda app: None, "apply --rename notes=todos", None, "status"),
    Found(
        lambda app: None,
        "rename field todos text title --expand-only",
        None,
        "rename field todos text title",
    ),
    Found(lambda app: None, "add field todos a:text? --expand-only", None, "add field todos a:text?"),
    Found(lambda app: None, "apply --rename todos.text=completed", None, "apply"),
    Found(
        change(SPEC, 'text = "string"\n', ""),
        "apply --rename todos.text=completed --rename todos.words=completed",
        None,
        "apply --rename none",
    ),
    Found(marked, "resolve", None, "resolve --take yours"),
    Found(marked, "resolve --take mine", None, "resolve --take yours"),
    Found(
        marked, "resolve lib/schemas/todo.ts --take yours", None, "resolve lib/schemas/todos.ts --take yours"
    ),
    Found(marked, "resolve README.md --take yours", None, "status"),
    Found(lambda app: None, "resolve --take yours", None, "status"),
    Found(
        both(run("add field todos 'mood:enum(good,bad)'"), migrated),
        "change field todos 'mood:enum(good)' --backfill todos.mood.bda=good",
        None,
        "change field todos 'mood:enum(good)' --backfill todos.mood.bad=good",
    ),
    Found(lambda app: None, "api diff", write(CONTRACT, "{}")),
    Found(run("change resource todos --for forms"), "api diff"),
    Found(both(write(CONTRACT, "{}"), committed, write(CONTRACT, "garbage")), "api diff"),
    Found(write("lib/mine.ts", ""), "mv lib/mine.ts lib/ours.ts", None, "mv lib/doors.ts lib/all.ts"),
    Found(lambda app: None, "mv lib/door.ts lib/all.ts", None, "mv lib/doors.ts lib/all.ts"),
    Found(lambda app: None, "mv lib/doors.ts lib/guard.ts", None, "mv lib/doors.ts lib/all.ts"),
    Found(write("lib/all.ts", ""), "mv lib/doors.ts lib/all.ts", None, "mv lib/doors.ts lib/other.ts"),
    Found(lambda app: (app / "lib/doors.ts").unlink(), "mv lib/doors.ts lib/all.ts", None, "status"),
    Found(lambda app: None, "mv db/schema/todos.ts db/todos.ts", None, "mv data/todos.ts lib/todos.ts"),
    Found(lambda app: None, "mv lib/doors.ts lib/doors.tsx", None, "mv lib/doors.ts lib/all.ts"),
    Found(lambda app: None, "mv lib/doors.ts ../doors.ts", None, "mv lib/doors.ts lib/all.ts"),
    Found(conflict, "update", None, "update --keep lib/schemas/todos.ts"),
    Found(lambda app: None, "update --keep lib/door.ts", None, "update --keep lib/doors.ts"),
    Found(conflict, "update --keep data/todos.ts", None, "update"),
]
# Where the machine itself has to fail, or somebody has to sit there; each has a test of its own.
ELSEWHERE = {
    "scaffold/cli/ask.py": "somebody thinks better of it: tests/cli/test_ask.py",
    "scaffold/cli/complaints.py": "bugs, and the disk: tests/cli/test_complaints.py",
    "scaffold/rows/choices.py": "no tool, and an enum that changes: tests/rows/test_choices.py",
    "scaffold/rows/wants.py": "a table of their own: tests/rows/test_wants.py",
    "scaffold/commands/interrupted.py": "tests/commands/test_interrupted.py",
    "scaffold/commands/new_app.py": "an interrupt, and templates: tests/commands, tests/tools",
    "scaffold/options.py": "what a program passes: tests/test_options.py",
    "scaffold/project/journal.py": "the disk, and crashes: tests/test_disk_errors.py, tests/project",
    "scaffold/project/memory.py": "the disk: tests/test_disk_errors.py",
    "scaffold/project/new_folder.py": "the disk, and rights: tests/project/test_new_folder.py",
    "scaffold/project/root.py": "folders that are gone: tests/project/test_root.py",
    "scaffold/project/run_lock.py": "another run: tests/project/test_run_lock.py",
    "scaffold/project/tree.py": "the disk: tests/test_disk_errors.py",
    "scaffold/project/write.py": "the disk: tests/test_disk_errors.py, tests/project/test_write.py",
    "scaffold/generate/render.py": "two parts with one path: tests/generate/test_render.py",
    "scaffold/tools/": "tools that are not there or fail: tests/tools",
    "scaffold/errors.py": "the class itself",
}
COMMAND = re.compile(r"(?:^|(?<=: )|(?<=`))(?:cd \S+ && )?(?:scaffold|git|mv|cp|rm|mkdir|find|chmod|ls|cd) ")


@contextmanager
def watched() -> Iterator[None]:
    """Note where in the program each error is made."""
    made = ScaffoldError.__init__

    def noted(self: ScaffoldError, *given: object, **named: object) -> None:
        frame = sys._getframe(1)
        while frame.f_code.co_filename.endswith("scaffold/errors.py") and frame.f_back:
            frame = frame.f_back
        if named.get("hint"):
            SEEN.add((os.path.relpath(frame.f_code.co_filename, SOURCE), frame.f_lineno))
        made(self, *given, **named)  # type: ignore[arg-type]

    errors.ScaffoldError.__init__ = noted  # type: ignore[method-assign]
    try:
        yield
    finally:
        errors.ScaffoldError.__init__ = made  # type: ignore[method-assign]


def complaint(folder: Path, command: str, *more: str) -> tuple[str, str]:
    """Return what is wrong and the hint; both empty where nothing is."""
    with watched():
        found = scaffold(folder, *shlex.split(command), *more, code=None)
    if not found.code:
        return "", ""
    what, _, hint = found.err.partition("\nhint:  ")
    assert hint, found.err
    return what, hint.strip()


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed.command[:40])
def test_what_is_typed_instead_works(typed: Typed, tmp_path: Path) -> None:
    app = shared_app("--resource", "todos text:string completed:boolean=false")
    folder = tmp_path if typed.command.startswith("new") else app
    what, hint = complaint(folder, typed.command, "--dry-run")
    assert what
    if not typed.instead:
        for step in hint.split(" && "):
            follow(folder, step)
        return
    new = [word for word in shlex.split(typed.instead) if word not in shlex.split(typed.command)]
    words = [part for word in new for part in re.split(r"[:=(),]", word) if part]
    told = not words or any(word in hint for word in words) or hint.split()[0] in ("shorten", "the", "a")
    assert told or "quote" in hint or "such as" in hint or "type" in hint or "name" in hint, (new, hint)
    after, _ = complaint(folder, typed.instead, *(() if "--help" in typed.instead else ("--dry-run",)))
    assert not after or "todos already exists" in after


def follow(folder: Path, line: str) -> None:
    """Type a line, with `scaffold` on the PATH."""
    bin = folder.parent / "bin"
    if not bin.exists():
        tool(bin, "scaffold", f'exec {shlex.quote(sys.executable)} -m scaffold "$@"')
    environment = CLEAN | {"PATH": f"{bin}:{os.environ['PATH']}"}
    if line.startswith("scaffold new"):
        line += " --yes --no-install --no-git"
    done = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.parametrize("number", range(len(FOUND)))
def test_what_a_hint_says_leads_out(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = FOUND[number]
    app = todos_app(tmp_path)
    monkeypatch.chdir(app)
    found.arrange(app)
    what, hint = complaint(Path(), found.command)
    assert what, "nothing is wrong here"
    if found.again:
        assert complaint(Path(), found.again) != (what, hint)
        return
    if found.by_hand:
        found.by_hand(app)
    else:
        command = COMMAND.search(hint)
        if command is None:
            assert re.search("upgrade|pip install|edit its block", hint), hint
            return
        line = re.split(r"; or |, and run|, then |, where |`|; to see", hint[command.start() :])[0]
        if line.startswith("mv ") and "cp " in hint:
            line += " && " + hint[hint.index("cp ") :].partition(", and")[0]
        follow(app, line)
        if "scaffold new" in line or line.startswith(("ls", "git log", "git diff", "scaffold status")):
            return
    again = complaint(Path(), found.command)
    assert again != (what, hint), again


@pytest.mark.parametrize("below", ["app/todos", "."])
def test_a_hint_can_be_pasted_wherever_one_is(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, arrange in (
        ("inside", lambda app: (app / "data/notes.ts").write_text("mine")),
        ("gone", both(committed, lambda app: shutil.rmtree(app / "lib"))),
        ("lock", both(committed, lambda app: (app / LOCK).unlink())),
    ):
        app = todos_app(tmp_path / name)
        arrange(app)
        monkeypatch.chdir(app / below if below != "." else tmp_path)
        place = () if below != "." else ("-C", str(app))
        with watched():
            found = scaffold(Path(), *place, *shlex.split(ADD), code=1)
        hint = found.err.split("hint:  ")[1].strip()
        command = COMMAND.search(hint)
        assert command
        done = subprocess.run(hint[command.start() :], shell=True, capture_output=True, text=True)
        assert done.returncode == 0, (hint, done.stderr)
        assert scaffold(Path(), *place, *shlex.split(ADD)).code == 0


def sites() -> dict[Site, tuple[str, int]]:
    """List every place in the program that makes an error with a hint, by each of its lines."""
    found = {}
    for file in sorted((SOURCE / "scaffold").rglob("*.py")):
        name = os.path.relpath(file, SOURCE)
        if name.startswith(tuple(ELSEWHERE)):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not any(word.arg == "hint" for word in node.keywords):
                continue
            # A field has a hint, too, and that is none of an error.
            if ast.unparse(node.func).rpartition(".")[2] in ("replace", "change_field"):
                continue
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                found[name, line] = name, node.lineno
    return found


def test_every_hint_has_a_situation(tmp_path: Path) -> None:
    """Run the situations here too, so that the answer does not hang on which process ran which test."""
    app = shared_app("--resource", "todos text:string completed:boolean=false")
    for typed in TYPED:
        complaint(tmp_path if typed.command.startswith("new") else app, typed.command, "--dry-run")
    for number, found in enumerate(FOUND):
        copy = todos_app(tmp_path / str(number))
        here = os.getcwd()
        os.chdir(copy)
        try:
            found.arrange(copy)
            complaint(Path(), found.command)
        finally:
            os.chdir(here)
    known = sites()
    seen = {known[site] for site in SEEN if site in known}
    missing = sorted(f"{name}:{line}" for name, line in set(known.values()) - seen)
    assert "\n".join(missing) == ""


def test_every_reason_to_leave_one_out_is_about_a_file_that_there_is() -> None:
    assert all((SOURCE / name).exists() for name in ELSEWHERE)
    assert PLAIN_NEW
