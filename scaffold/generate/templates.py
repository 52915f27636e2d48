"""Where the templates lie, and how one of them becomes the text of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold import __version__
from scaffold.generate.imports import tidy
from scaffold.generate.layout import layout

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parent.parent
CHECKOUT = PACKAGE.parent / "templates"
# In a checkout the templates lie beside the package; the wheel has them inside.
TEMPLATES = PACKAGE / "templates" if (PACKAGE / "templates").is_dir() else CHECKOUT

SUFFIX = ".jinja"
# Copier renders this folder too, so its lines have to be right as they are.
SKELETON = "app/"
# The delimiters leave TypeScript's braces alone; copier.yml says the same.
SYNTAX: dict[str, Any] = {
    "variable_start_string": "[[",
    "variable_end_string": "]]",
    "block_start_string": "[%",
    "block_end_string": "%]",
    "comment_start_string": "[#",
    "comment_end_string": "#]",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def text(template: str, seen: Mapping[str, object]) -> str:
    """Render a template with what it may see; one that is no Jinja template is the text itself."""
    if not template.endswith(SUFFIX):
        return (TEMPLATES / template).read_text("utf-8")
    rendered = environment().get_template(template).render(seen)
    return rendered if template.startswith(SKELETON) else layout(tidy(rendered))


def files(top: Path) -> Iterator[str]:
    """List every file below a folder by its path there."""
    # Not Path.rglob: every command lists the templates, and that takes three times as long.
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from names if inside == "." else (f"{inside}/{name}" for name in names)


@lru_cache(maxsize=1)
def stamp() -> str:
    """Say what made a file: the version, and in a checkout the templates and the code that fills them in."""
    if TEMPLATES != CHECKOUT:
        return __version__
    from hashlib import sha256

    content = sha256()
    for top in (TEMPLATES, PACKAGE / "generate", PACKAGE / "spec"):
        for name in sorted(files(top)):
            content.update(f"\0{name}\0".encode() + (top / name).read_bytes())
    return f"{__version__}+{content.hexdigest()}"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Make the Jinja environment; compiling its templates takes 0.1 s, so that is done once per version."""
    import jinja2

    from scaffold.generate import cache
    from scaffold.generate.tags import Tags

    return jinja2.Environment(
        **SYNTAX,
        extensions=[Tags],
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=cache.template_cache(f"{__version__} {jinja2.__version__} {SYNTAX}"),
    )
