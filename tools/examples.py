"""Make the golden projects in examples/ anew: what `scaffold` writes for five apps, whole.

Run it after a template changed, and read the diff:  python tools/examples.py
A test compares them, so a change of the output that nobody wanted cannot land. examples/0.1.0 is not made
here: it is the past, and stays as it is.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import tempfile
from pathlib import Path

from scaffold.cli.app import run

FOLDER = Path(__file__).parent.parent / "examples"
# What scaffold remembers says nothing new, and the lockfile is the template's own, to the byte.
LEFT_OUT = (".scaffold", "package-lock.json", "pnpm-lock.yaml")

EVERY_TYPE = (
    "title:string body:text count:integer score:number price:decimal done:boolean day:date at:datetime"
    " mood:enum(good,bad,so-so) contact:email link:url token:uuid meta:json"
)
EVERY_OPTIONAL_TYPE = " ".join(f"{one}?" for one in EVERY_TYPE.split())
EVERY_DEFAULT = (
    "title:string=Untitled 'body:text=Two words' count:integer=3 score:number=0.5 price:decimal=9.90"
    " done:boolean=true day:date=2026-01-31 at:datetime=2026-01-31T12:00:00Z mood:enum(good,bad)=good"
    " contact:email=ada@example.com link:url=https://example.com"
    " token:uuid=0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e 'meta:json={\"a\":[1,2]}'"
)
BOUNDED = (
    "'room:string(min=2,max=40)' 'day:date(min=2000-01-01)' 'hour:integer(min=0,max=23)'"
    " 'price:decimal(min=0)=0' 'state:enum(open,taken)=open' 'code:string(length=8)?!'"
)
LABELS = "--choice-label 'open=Free' --choice-label 'taken=Booked'"
EXAMPLES = {
    "both-doors": """
        new . --for forms,api
        add resource todos text:string completed:boolean=false
        add resource posts title:string body:text --public-read
        add resource notes text:text --owner none
        add resource news headline:string link:url? --owner none --public-read
        add resource customers name:string email:email!
        add resource categories name:string! 'parent:ref(categories)?' --owner none
        add resource products name:string price:decimal 'category:ref(categories,set null)?' --owner none
        add resource orders 'customer:ref(customers)' number:string!
        add resource order-items 'order:ref(orders,cascade)' 'product:ref(products)' --unique order,product
    """,
    "api-only": """
        new . --for api --no-sign-in --pm pnpm
        add resource projects name:string due:date?
        add resource cities name:string --owner none --public-read
    """,
    "field-types": f"""
        new . --for forms,api
        add resource samples {EVERY_TYPE}
        add resource drafts {EVERY_OPTIONAL_TYPE}
        add resource presets {EVERY_DEFAULT}
        add resource slots {BOUNDED} --unique room,day,hour --heading room --sort -day --owner none
        change field slots state --label Availability --hint 'Whether somebody may still book it.' {LABELS}
    """,
    "webhooks": """
        new . --for webhooks
        add webhook stripe
        add webhook github
        add webhook shopify
    """,
    "actions": """
        new . --for forms
        add resource todos text:string
        add resource people name:string --public-read
        add action archiveTodo
        add action snoozeTodo until:datetime reason:text?
        add action pinTodo --button
        add action importTodos source:url mood:enum(merge,replace)=merge
        add action clearTodos --button
        add action invitePerson email:email
        add action generateReport --button
        add action scheduleReport month:date
        add action rebuildIndex
    """,
}


def make(name: str, folder: Path) -> None:
    """Run the commands of one example, in this process, below `folder`; it is named after the example."""
    root = folder / name
    root.mkdir(parents=True)
    for line in EXAMPLES[name].strip().splitlines():
        command, *arguments = shlex.split(line)
        flags = ["--yes", "--no-install", "--no-git"] if command == "new" else []
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(["-C", str(root), command, *arguments, *flags], debug=True)
        if code != 0:
            raise SystemExit(f"{name}: scaffold {line.strip()} ended with {code}:\n{said.getvalue()}")
    for left_out in LEFT_OUT:
        path = root / left_out
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def files(top: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path there."""
    found = (Path(folder) / name for folder, _, names in os.walk(top) for name in names)
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in found}


def main() -> None:
    """Make every example anew and say which files differ from before."""
    for name in EXAMPLES:
        kept = FOLDER / name
        before = files(kept)
        with tempfile.TemporaryDirectory() as temporary:
            make(name, Path(temporary))
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(Path(temporary) / name, kept)
        after = files(kept)
        changed = [path for path in sorted(before | after) if before.get(path) != after.get(path)]
        print(f"{name}: {len(after)} files, {len(changed)} of them not as before")


if __name__ == "__main__":
    main()
