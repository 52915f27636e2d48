"""Random lives of small apps on a disk: whole commands as they are typed, edits of lines between them."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crashes import tree
from evolved import COMMANDS
from histories import BACK
from line_edits import mark_of, marked, of_line
from projects import _made, scaffold
from scaffold.files import ASIDE, FOLDER, SPEC
from texts import CODE, Text, tokens

MADE = {
    "shared": (
        "add resource todos text:string completed:boolean=false due:date? priority:integer=0",
        "add action archiveTodo reason:string",
        "add action importTodos --button",
        "add action generateReport month:date",
        "add webhook github",
    ),
    "open": (
        "add resource posts title:string body:text state:enum(draft,published)=draft seen:datetime?"
        " --owner none --public-read",
        "add resource notes text:text rating:decimal? site:url? --for api",
        "add action publishPost",
        "add webhook stripe",
    ),
}
# What is edited: the code of the parts, and what the app consists of.
_EDITED = re.compile(
    r"^((app|data|lib|db/schema|tests|e2e)/.*(todo|task|chore|post|article|note|memo|report).*\.tsx?|scaffold\.toml)$"
)
Tree = dict[str, object]
_ALLOWED = ("--allow-data-loss", "--allow-broken-code")


@cache
def made(name: str) -> Path:
    """Make an app once; lives begin in copies of it."""
    app = _made().parent / name
    shutil.copytree(_made(), app)
    for line in MADE[name]:
        scaffold(app, *line.split())
    return app


def life(choose: random.Random) -> Iterator[str]:
    """Live one life, and tell what is wrong in it."""
    name = choose.choice(sorted(MADE))
    with TemporaryDirectory() as folder:
        app = Path(folder) / "myapp"
        # Links are enough: scaffold replaces files, and an edit here does, too.
        shutil.copytree(made(name), app, copy_function=os.link)
        marks: dict[str, int] = {}
        story: list[str] = []
        for number in range(choose.randint(3, 6)):
            for turn in range(choose.randint(0, 2)):
                told = edit(app, choose, f"mine{number}x{turn}", marks)
                story += [told] if told else []
            back = [BACK[name][line] for line in story if line in BACK[name]]
            line = choose.choice(COMMANDS[name] if choose.random() < 0.8 or not back else back)
            if line.startswith("order"):
                continue
            story.append(line)
            # What was edited in the spec by hand is applied with the command, and not taken back.
            by_hand = any(told.startswith("scaffold.toml") for told in story)
            for what in commanded(app, line, marks, "" if by_hand else BACK[name].get(line, "")):
                yield f"{name}: {' / '.join(story)}: {what}"
                return


def edit(app: Path, choose: random.Random, mark: str, marks: dict[str, int]) -> str:
    """Edit one line of one file that is there, so that the file can be read still; say what was done."""
    files = (file.relative_to(app).as_posix() for file in app.rglob("*.t*"))
    path = choose.choice(sorted(filter(_EDITED.match, files)))
    now = Text(path, (app / path).read_text())
    options = [one for one in of_line(now, choose.randrange(len(now.lines))) if one.kind != "duplicate"]
    if not options:
        return ""
    one = marked(choose.choice(options), mark)
    text = "\n".join(one.made(now.lines))
    if not Text(path, text).is_whole:
        return ""
    (app / path).unlink()
    (app / path).write_text(text)
    # What has another name in the spec is called so in many files.
    own = "" if path == SPEC and one.kind.startswith("change") else mark_of(one)
    # An edit may take out, or double, what another one has put in.
    for word in {*marks, own} - {""}:
        marks[word] = count(app, word)
    return f"{path}:{one.at + 1} {one.kind} {one.put}"


def count(app: Path, mark: str, *, aside: bool = True) -> int:
    """Count a mark in the app, with what is kept aside of it, but not in what scaffold remembers."""
    total = 0
    for file in app.rglob("*"):
        path = file.relative_to(app).as_posix()
        if file.is_file() and (not path.startswith(FOLDER) or (aside and path.startswith(ASIDE))):
            total += tokens(file.read_text("utf-8", "replace")).count(mark)
    return total


def commanded(app: Path, line: str, marks: dict[str, int], back: str) -> Iterator[str]:
    """Run a command, and what follows from it; tell what is wrong."""
    before = dict(tree(app))
    said = scaffold(app, *line.split(), *_ALLOWED, code=None)
    after = dict(tree(app))
    if said.code != 0:
        if "error: " not in said.err or "Traceback" in said.err:
            yield f"said {said.err!r}"
        if before != after:
            yield "was refused and wrote"
        return
    yield from _edits(app, before, after, marks)
    if scaffold(app, "apply", code=None).code or dict(tree(app)) != after:
        yield "apply is not nothing after it"
    elif before != after:
        yield from _undone(app, line, before, after)
        # What a change is changed back to may not be what it was before.
        if back and not line.startswith("change"):
            yield from _taken_back(app, back, before, after)


def _edits(app: Path, before: Tree, after: Tree, marks: dict[str, int]) -> Iterator[str]:
    """Tell whether an edit is lost or doubled, or a file cannot be read any more."""
    for mark, times in marks.items():
        if (now := count(app, mark)) < times or count(app, mark, aside=False) > times:
            yield f"{mark} is there {now} times, not {times}"
    written = [path for path in after if after[path] != before.get(path) and path.endswith(CODE)]
    for path in written:
        if not Text(path, (app / path).read_text()).is_whole:
            yield f"{path} does not parse"


def _undone(app: Path, line: str, before: Tree, after: Tree) -> Iterator[str]:
    if scaffold(app, "undo", code=None).code or dict(tree(app)) != before:
        yield "undo does not restore every byte"
    scaffold(app, *line.split(), *_ALLOWED, code=None)
    if dict(tree(app)) != after:
        yield "does not do the same again"


def _taken_back(app: Path, back: str, before: Tree, after: Tree) -> Iterator[str]:
    if scaffold(app, *back.split(), *_ALLOWED, code=None).code != 0:
        return
    end = dict(tree(app))
    different = sorted(path for path in before.keys() | end.keys() if before.get(path) != end.get(path))
    if different:
        yield f"{back} does not take it back: {different[:4]}"
    if scaffold(app, "undo", code=None).code or dict(tree(app)) != after:
        yield "undo does not restore every byte of what was taken back"
