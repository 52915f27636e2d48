"""What every app has: its skeleton, its lockfile, and the lists of what all other parts are."""

from __future__ import annotations

import pytest

from scaffold.generate import templates
from scaffold.generate.parts import parts
from scaffold.spec.model import App, Spec

EMPTY = Spec(App("myapp", ("forms", "api")))


def test_nothing_renders_the_lockfile_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    text = templates.text
    monkeypatch.setattr(templates, "text", lambda name, view: seen.append(name) or text(name, view))
    for part in parts(EMPTY):
        part.digest()
        part.targets()
        if all(target.ownership != "seeded" for target in part.targets()):
            part.render()
    assert "app/lib/doors.ts.jinja" in seen and not any("package-lock" in name for name in seen)
