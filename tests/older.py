"""Another scaffold: the one of today with other templates, as an older or a newer release has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from scaffold.generate import templates

CACHES = (
    templates.catalogue,
    templates.stamp,
    templates.environment,
    templates._copier_yml,
    templates._rules,
)


@contextmanager
def other_templates(folder: Path, changes: Mapping[str, tuple[str, str] | None]) -> Iterator[Path]:
    """Work with templates of which some say other things: what to replace by what, None for one that is gone.

    Without a text to replace, a new one is made.
    """
    made = folder / "templates"
    if not made.exists():
        shutil.copytree(templates.TEMPLATES, made)
        for name, change in changes.items():
            _change(made / name, change)
    with mock.patch.object(templates, "TEMPLATES", made):
        _forget()
        try:
            yield made
        finally:
            _forget()
    _forget()


def _change(file: Path, change: tuple[str, str] | None) -> None:
    if change is None:
        file.unlink()
        return
    old, new = change
    text = file.read_text() if old else ""
    assert old in text, f"{old!r} is not in {file}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace(old, new) if old else new)


def _forget() -> None:
    for cache in CACHES:
        cache.cache_clear()
