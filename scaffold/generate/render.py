"""Render the spec: a pure function from what the app consists of to the text of every file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scaffold import __version__
from scaffold import doors as decide
from scaffold.errors import ScaffoldError
from scaffold.files import File
from scaffold.generate import manifest, typescript, views
from scaffold.generate.layout import layout
from scaffold.spec.model import Spec

if TYPE_CHECKING:
    from jinja2 import Environment

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
# Copier renders this folder too, so its lines have to be right as they are.
SKELETON = "app/"


def render(spec: Spec) -> dict[str, File]:
    """Return every file of the app by path; ScaffoldError when two parts of the spec want the same path."""
    common = context(spec)
    files: dict[str, File] = {}
    for entry in manifest.entries(spec):
        if entry.path in files:
            raise _collision(entry.path, files[entry.path].id, entry.id)
        own = {"r": entry.resource, "g": entry.group, "action": entry.action, "sender": entry.sender}
        text = _text(entry.template, common | own)
        files[entry.path] = File(entry.path, text, entry.ownership, entry.id)
    return files


def context(spec: Spec) -> dict[str, Any]:
    """Return what the skeleton's templates see: the answers of copier.yml, lists as TypeScript literals."""
    string = typescript.string
    pages = [
        {"title": string(one.noun.title), "path": string(f"/{one.noun.key}")}
        for one in spec.resources
        if "forms" in one.consumers
    ]
    pages += [{"title": string(one.title), "path": string(f"/{one.key}")} for one in views.group_views(spec)]
    if spec.app.sign_in:
        pages.append({"title": string("API keys"), "path": string("/api-keys")})
    doors = [
        {name: string(getattr(one, name)) for name in ("what", "door", "path", "caller", "guard")}
        for one in decide.doors(spec)
    ]
    return {
        "name": spec.app.name,
        "package_manager": spec.app.package_manager,
        "sign_in": spec.app.sign_in,
        "pages": pages,
        "doors": doors,
        "webhooks": [decide.SENDERS[one.sender] for one in spec.webhooks],
    }


def _text(template: str, values: dict[str, Any]) -> str:
    if not template.endswith(manifest.SUFFIX):
        return (manifest.TEMPLATES / template).read_text("utf-8")
    text = environment().get_template(template).render(values)
    return text if template.startswith(SKELETON) else layout(text)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Make the Jinja environment; compiling its templates takes 0.1 s, so that is done once per version."""
    import jinja2

    from scaffold.generate import cache

    made = jinja2.Environment(
        **SYNTAX,
        loader=jinja2.FileSystemLoader(manifest.TEMPLATES),
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=cache.template_cache(f"{__version__} {jinja2.__version__} {SYNTAX}"),
    )
    return made


def _collision(path: str, first: str, second: str) -> ScaffoldError:
    return ScaffoldError(
        f"{path} would be written twice: for {first} and for {second}",
        where="scaffold.toml",
        hint="give one of them another name",
    )
