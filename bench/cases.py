"""The commands that are measured: scaffold's, and what its peers do for the same number of files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from measure import Case

TEMPLATES = Path(__file__).parent.parent / "templates"
PYTHON, NODE = "python -c pass", "node -e 0"
RESOURCE, NEW = "scaffold add resource", "scaffold new --no-install --no-git"
FIELDS = ["text:string", "completed:boolean=false"]


def copy_of(source: Path) -> Callable[[Path], None]:
    """Return what puts a copy of a prepared folder in place."""
    return lambda folder: shutil.copytree(source, folder, dirs_exist_ok=True) and None


def prepare(scaffold: str, work: Path, environment: Mapping[str, str]) -> Path:
    """Make the app that things are added to, without node_modules and so without a migration to make."""
    flags = ["--for", "forms,api", "--yes", "--no-install", "--no-git"]
    subprocess.run(
        [scaffold, "new", "base", *flags],
        cwd=work,
        env=dict(environment),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return work / "base"


def own(scaffold: str, base: Path) -> list[Case]:
    """List scaffold's commands, and an interpreter that does nothing."""
    add = [scaffold, "add"]
    new = [scaffold, "new", "myapp", "--for", "forms,api", "--yes", "--no-install"]
    resource = [*add, "resource", "todos", *FIELDS]
    app = copy_of(base)
    return [
        Case(PYTHON, [sys.executable, "-c", "pass"], writes=False),
        Case("scaffold --version", [scaffold, "--version"], against=PYTHON, writes=False),
        Case(RESOURCE, resource, app, against=PYTHON),
        Case("scaffold add action", [*add, "action", "generateReport", "month:date"], app, against=PYTHON),
        Case(NEW, [*new, "--no-git"], against=PYTHON),
        Case("scaffold new --no-install", new, against=NEW),
    ]


def written(scaffold: str, base: Path, work: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the project files that `add resource` makes or changes, for peers to make as many."""
    place = work / "written"
    shutil.copytree(base, place)
    before = _texts(place)
    subprocess.run(
        [scaffold, "add", "resource", "todos", *FIELDS],
        cwd=place,
        env=dict(environment),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return {path: text for path, text in _texts(place).items() if before.get(path) != text}


def npm(programs: Mapping[str, Path], work: Path, files: Mapping[str, str]) -> list[Case]:
    """List what the npm generators do; `files` are what `add resource` writes."""
    node = shutil.which("node")
    if node is None:
        return []
    cases = [Case(NODE, [node, "-e", "0"], against=PYTHON, writes=False)]
    if "hygen" in programs:
        command = [str(programs["hygen"]), "resource", "new", "--name", "todos"]
        cases.append(Case("hygen, as many files", command, copy_of(_hygen(work, files)), against=RESOURCE))
    if "plop" in programs:
        command = [str(programs["plop"]), "resource", "todos"]
        cases.append(Case("plop, as many files", command, copy_of(_plop(work, files)), against=RESOURCE))
    if "create-next-app" in programs:
        flags = "--ts --tailwind --biome --app --no-src-dir --use-npm --skip-install --disable-git --yes"
        command = [str(programs["create-next-app"]), "myapp", *flags.split()]
        cases.append(Case("create-next-app --skip-install", command, against=NEW))
    return cases


def copier(program: Path) -> Case:
    """Return `copier copy` of scaffold's own skeleton, which is a Copier template."""
    flags = ["--defaults", "--quiet", "--data", "name=myapp"]
    return Case("copier copy", [str(program), "copy", *flags, str(TEMPLATES / "app"), "myapp"], against=NEW)


def _texts(top: Path) -> dict[str, str]:
    return {
        path.relative_to(top).as_posix(): path.read_text("utf-8")
        for path in sorted(top.rglob("*"))
        if path.is_file() and ".scaffold" not in path.parts
    }


def _body(text: str, name: str) -> str:
    """Return as many lines as the text has, a name filled in where it has the word."""
    return "".join(f"// {name if 'odo' in line else 'line'}\n" for line in text.splitlines())


def _hygen(work: Path, files: Mapping[str, str]) -> Path:
    folder = work / "hygen"
    templates = folder / "_templates/resource/new"
    templates.mkdir(parents=True)
    for number, (path, text) in enumerate(files.items()):
        head = f"---\nto: {path.replace('todos', '<%= name %>')}\n---\n"
        (templates / f"{number}.ejs.t").write_text(head + _body(text, "<%= name %>"), "utf-8")
    return folder


def _plop(work: Path, files: Mapping[str, str]) -> Path:
    folder = work / "plop"
    (folder / "templates").mkdir(parents=True)
    actions = []
    for number, (path, text) in enumerate(files.items()):
        (folder / f"templates/{number}.hbs").write_text(_body(text, "{{name}}"), "utf-8")
        target = path.replace("todos", "{{name}}")
        actions.append(f'{{ type: "add", path: "{target}", templateFile: "templates/{number}.hbs" }}')
    (folder / "plopfile.mjs").write_text(
        "export default function (plop) {\n"
        '  plop.setGenerator("resource", {\n'
        '    prompts: [{ type: "input", name: "name", message: "name" }],\n'
        f"    actions: [{', '.join(actions)}],\n"
        "  });\n}\n",
        "utf-8",
    )
    return folder
