"""An app's own templates: they stand in for scaffold's of the same path, and reach nothing outside."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.files import OWN_TEMPLATES, aside, base_path, sha256
from scaffold.generate import templates
from scaffold.spec.names import nearest

if TYPE_CHECKING:
    from jinja2 import Environment


class Overrides:
    """Hold the app's own templates; those that say what scaffold's say count for nothing."""

    def __init__(self, texts: Mapping[str, str], ejected: Mapping[str, str] = MappingProxyType({})) -> None:
        """Take each text by its path in `templates/`, and what scaffold's said when it was taken from there.

        ScaffoldError for one that no template is called.
        """
        self.texts: dict[str, str] = {}
        self.ejected = ejected
        known = set(names()) if texts else set()
        for name, text in sorted(texts.items()):
            if name in known:
                if text != source(name):
                    self.texts[name] = text
            elif not _is_set_aside(name, known):
                raise _stands_for_nothing(name, known, texts)

    @cached_property
    def digest(self) -> str:
        """Fingerprint them all; nothing where there are none."""
        return sha256(repr(self.texts)) if self.texts else ""

    @cached_property
    def edits(self) -> str:
        """Fingerprint what their owners made of them, whatever scaffold's say today; nothing for copies."""
        edited = {name: text for name, text in self.texts.items() if text != self.ejected.get(name)}
        return sha256(repr(edited)) if edited else ""

    def text(self, template: str, seen: Mapping[str, object]) -> str:
        """Render a template as the app has it; ScaffoldError where one of the app's own is to blame."""
        if not self.texts:
            return templates.text(template, seen)
        if not template.endswith(templates.SUFFIX):
            return self.texts[template] if template in self.texts else source(template)
        try:
            rendered = self._environment.get_template(template).render(seen)
            return templates.laid_out(template, rendered)
        # An owner's template may fail in any way there is.
        except Exception as failure:
            raise self._broken(template, failure) from failure

    @cached_property
    def _environment(self) -> Environment:
        import jinja2

        from scaffold.generate.sandbox import Sandbox

        own = jinja2.FunctionLoader(self._load)
        return templates.compiler(own, Sandbox)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        # Under its path from the app's root, so that a traceback says where to look.
        return (self.texts[name], OWN_TEMPLATES + name, None) if name in self.texts else None

    def _broken(self, template: str, failure: Exception) -> ScaffoldError:
        """Say which line of which own template failed, and how."""
        import traceback

        import jinja2

        places = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(failure.__traceback__)
            if frame.filename.startswith(OWN_TEMPLATES)
        ]
        if isinstance(failure, jinja2.TemplateSyntaxError) and failure.filename:
            places.append((failure.filename, failure.lineno))
        why = str(failure) if str(failure) else type(failure).__name__
        if isinstance(failure, jinja2.TemplateNotFound):
            why = f"there is no template {failure.name}"
        elif isinstance(failure, jinja2.TemplateSyntaxError):
            why = failure.message or why
        # A template of scaffold's fails where it uses one of the app's that lacks something.
        path, line = places[-1] if places else (OWN_TEMPLATES + next(iter(self.texts)), None)
        what = f"your template cannot be rendered: {why}"
        if not places:
            what = f"{template} cannot be rendered with your templates: {why}"
        return ScaffoldError(
            what,
            where=f"{path}, line {line}" if line else path,
            hint=f"correct it, or do without it: {aside(path, 'off')}",
        )


def names() -> list[str]:
    """List the templates that an app may have of its own: all but what says how templates are written."""
    return sorted(name for name in templates.files(templates.TEMPLATES) if name != COPIER)


def source(name: str) -> str:
    """Read a template of scaffold's."""
    return (templates.TEMPLATES / name).read_text("utf-8")


def comparison(name: str) -> str:
    """Write the command that shows what changed in a template of scaffold's since an app has its own."""
    then, now = base_path(OWN_TEMPLATES + name), str(templates.TEMPLATES / name)
    return f"diff -u {shlex.quote(then)} {shlex.quote(now)}"


COPIER = f"{templates.SKELETON}copier.yml"
NONE = Overrides({})


def _is_set_aside(name: str, known: Collection[str]) -> bool:
    """Tell whether a file is a copy of a template that its owner or an editor keeps."""
    return name.rpartition(".")[0] in known or name.endswith("~") or name.rpartition("/")[2].startswith(".")


def _stands_for_nothing(name: str, known: Collection[str], taken: Collection[str]) -> ScaffoldError:
    near, path = nearest(name, known), OWN_TEMPLATES + name
    return ScaffoldError(
        f"{path} stands in for no template of scaffold's",
        where=path,
        hint=f"mv {shlex.quote(path)} {shlex.quote(OWN_TEMPLATES + near)}"
        if near and near not in taken
        else f"scaffold eject lists the templates there are; move this file away: {aside(path, 'off')}",
    )
