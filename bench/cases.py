"""The commands that are measured: scaffold's, and what its peers do for the same number of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from measure import Case

TEMPLATES = Path(__file__).parent.parent / "templates"
PYTHON, NODE = "python -c pass", "node -e 0"
RESOURCE, NEW = "scaffold add resource", "scaffold new --no-install --no-git"
PAGE = "resource/page.tsx.jinja"
FIELDS = ["text:string", "completed:boolean=false"]
BLOCK = """
[resource.NAMEs]
singular = "NAME"
for = ["forms", "api"]
owner = "user"

[resource.NAMEs.fields]
text = "string"
completed = "boolean=false"
due = "date?"
"""


def copy_of(source: Path) -> Callable[[Path], None]:
    """Return what puts a copy of a prepared folder in place; its files are links until written anew."""

    def link(source: str, target: str) -> str:
        # scaffold replaces files and writes into none; the generators that do get a folder of their own.
        os.link(source, target)
        return target

    return lambda folder: shutil.copytree(source, folder, dirs_exist_ok=True, copy_function=link) and None


def prepare(scaffold: str, work: Path, environment: Mapping[str, str], resources: int = 0) -> Path:
    """Make the app that things are added to, without node_modules and so without a migration to make."""
    work.mkdir(exist_ok=True)
    name = f"base-{resources}"
    flags = ["--for", "forms,api", "--yes", "--no-install", "--no-git"]
    _quietly([scaffold, "new", name, *flags], work, environment)
    app = work / name
    if resources:
        with (app / "scaffold.toml").open("a") as spec:
            spec.writelines(BLOCK.replace("NAME", f"thing{number:04}") for number in range(resources))
        _quietly([scaffold, "apply"], app, environment)
        shutil.rmtree(app / ".scaffold/journal", ignore_errors=True)
    return app


def _quietly(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=dict(environment), check=True, stdout=subprocess.DEVNULL)


def sized(scaffold: str, apps: Mapping[int, Path]) -> list[Case]:
    """List what costs more in a larger app; `apps` are by their number of resources."""
    small, *_ = apps
    cases = []
    for size, app in apps.items():
        resource = [scaffold, "add", "resource", "todos", *FIELDS]
        rename = [scaffold, "rename", "field", "thing0000s", "due", "dueDate"]
        for name, command, prepare, writes in (
            (RESOURCE, resource, copy_of(app), True),
            ("scaffold rename field", rename, copy_of(app), True),
            ("scaffold update", [scaffold, "update", "--yes"], of_other_templates(scaffold, app), True),
            ("scaffold plan", [scaffold, "plan"], copy_of(app), False),
            ("scaffold apply", [scaffold, "apply"], copy_of(app), False),
        ):
            against = f"{name}, {small} resources" if size != small else ""
            cases.append(Case(f"{name}, {size} resources", command, prepare, against=against, writes=writes))
    return cases


def of_other_templates(scaffold: str, app: Path) -> Callable[[Path], None]:
    """Return what copies an app in which every file is to be rendered, and every list page changes."""

    def prepare(folder: Path) -> None:
        copy_of(app)(folder)
        _quietly([scaffold, "eject", PAGE], folder, os.environ)
        with (folder / ".scaffold/templates" / PAGE).open("a") as template:
            template.write("// Newer.\n")

    return prepare


def beside(before: Sequence[Case], after: Sequence[Case]) -> list[Case]:
    """Put each command of two installations side by side, the second compared with the first."""
    pairs = zip(before, after, strict=True)
    return [
        case
        for old, new in pairs
        for case in (
            replace(old, name=f"before: {old.name}", against=""),
            replace(new, against=f"before: {old.name}"),
        )
    ]


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
