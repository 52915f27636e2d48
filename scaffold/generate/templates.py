"""Where the templates lie, and how one of them becomes the text of a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold import __version__
from scaffold.generate import copier_yml
from scaffold.generate.imports import tidy
from scaffold.generate.layout import layout

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

PACKAGE = Path(__file__).parent.parent
CHECKOUT = PACKAGE.parent / "templates"
# In a checkout the templates lie beside the package; the wheel has them inside, and compiled besides.
TEMPLATES = PACKAGE / "templates" if (PACKAGE / "templates").is_dir() else CHECKOUT
COMPILED, STAMP = PACKAGE / "compiled", "stamp"

SUFFIX = ".jinja"
# Copier renders this folder too, so its lines have to be right as they are, but for the lists of what an app
# has: their lines are as long as its names, and Copier leaves them empty.
SKELETON = "app/"
LISTS = (
    "app/lib/doors.ts.jinja",
    "app/lib/api.ts.jinja",
    "app/lib/origins.ts.jinja",
    "app/lib/summaries.ts.jinja",
    "app/lib/role-names.ts.jinja",
)
TYPESCRIPT = (".ts.jinja", ".tsx.jinja")


def text(template: str, seen: Mapping[str, object]) -> str:
    """Render a template with what it may see; one that is no Jinja template is the text itself."""
    if not template.endswith(SUFFIX):
        return (TEMPLATES / template).read_text("utf-8")
    return laid_out(template, environment().get_template(template).render(seen))


def laid_out(template: str, rendered: str) -> str:
    """Tidy what a template gave: its imports, and lines that are too long."""
    if (template.startswith(SKELETON) and template not in LISTS) or not template.endswith(TYPESCRIPT):
        return rendered
    return layout(tidy(rendered))


@cache
def catalogue(overlay: str) -> Mapping[str, str]:
    """Name each template by the file that it makes: without its suffix, and without the folder of an overlay.

    What lies in the overlay stands in for the template of the same path outside.
    """
    known = {name.removesuffix(SUFFIX): name for name in files(TEMPLATES)}
    return known | {
        name.removeprefix(overlay): own for name, own in known.items() if name.startswith(overlay)
    }


def skeleton(known: Iterable[str], answers: Mapping[str, object]) -> list[str]:
    """List what is in the skeleton, of these files, for an app with these answers to copier.yml."""
    paths = sorted(name.removeprefix(SKELETON) for name in known if name.startswith(SKELETON))
    gone = left_out(answers)
    return [path for path in paths if path not in gone and gone.isdisjoint(_above(path))]


def left_out(answers: Mapping[str, object]) -> frozenset[str]:
    """Name the files and folders that an app with these answers to copier.yml goes without."""
    return frozenset(rule.path for rule in _rules() if rule.holds(answers))


def _above(path: str) -> Iterator[str]:
    """List the folders that a file is in."""
    while path := path.rpartition("/")[0]:
        yield path


def files(top: Path) -> Iterator[str]:
    """List every file below a folder by its path there."""
    # Not Path.rglob: every command lists the templates, and that takes three times as long.
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from names if inside == "." else (f"{inside}/{name}" for name in names)


@cache
def stamp() -> str:
    """Say what made a file: the version, the templates, and the code that fills them in."""
    try:
        # What is installed does not change, so it was fingerprinted when the wheel was built.
        return (COMPILED / STAMP).read_text("utf-8")
    except FileNotFoundError:
        return fingerprint()


def fingerprint() -> str:
    """Read all that decides what a file says, and sum it up."""
    from hashlib import sha256

    content = sha256()
    for top in (TEMPLATES, PACKAGE / "generate", PACKAGE / "spec"):
        for name in sorted(files(top)):
            content.update(f"\0{name}\0".encode() + (top / name).read_bytes())
    return f"{__version__}+{content.hexdigest()}"


@cache
def environment() -> Environment:
    """Make the Jinja environment, with compiled templates where this very Jinja has compiled them."""
    import jinja2

    compiled = COMPILED / jinja2.__version__
    return _environment(jinja2.ModuleLoader(compiled)) if compiled.is_dir() else compiler()


def compiler(own: BaseLoader | None = None, kind: type[Environment] | None = None) -> Environment:
    """Make a Jinja environment that compiles the templates, those of `own` before others."""
    import jinja2

    from scaffold.generate.tags import Tags

    ours = jinja2.FileSystemLoader(TEMPLATES)
    made = _environment(jinja2.ChoiceLoader([own, ours]) if own else ours, kind)
    made.add_extension(Tags)
    return made


def _environment(loader: BaseLoader, kind: type[Environment] | None = None) -> Environment:
    import jinja2

    return (kind or jinja2.Environment)(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        **copier_yml.syntax(_copier_yml()),
    )


@cache
def _copier_yml() -> str:
    return (TEMPLATES / SKELETON / "copier.yml").read_text("utf-8")


@cache
def _rules() -> list[copier_yml.Rule]:
    return copier_yml.rules(_copier_yml())
