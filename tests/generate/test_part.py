"""The digest of a part stands for its files, and covers all that they depend on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from scaffold.errors import ScaffoldError
from scaffold.files import File
from scaffold.generate import templates
from scaffold.generate.facts import Facts
from scaffold.generate.part import Part, Target
from scaffold.generate.parts import parts
from scaffold.generate.templates import TEMPLATES
from scaffold.spec.model import App, Spec
from strategies import dear, specs

EMPTY = Spec(App("myapp", ("forms", "api")))


def rendered(part: Part) -> list[File] | None:
    try:
        return part.render()
    except ScaffoldError:
        return None


@given(specs(), specs())
@dear(10)
def test_parts_of_one_digest_have_the_same_files(one: Spec, other: Spec) -> None:
    known: dict[str, Part] = {}
    files: dict[str, list[File] | None] = {}
    for part in (*parts(one), *parts(other), *parts(replace(one, app=other.app))):
        digest = part.digest()
        twin = known.setdefault(digest, part)
        assert (twin.id, twin.targets()) == (part.id, part.targets())
        if twin is not part and part.id != "app:lockfile":
            if digest not in files:
                files[digest] = rendered(twin)
            assert files[digest] == rendered(part)


@given(specs())
@dear(10)
def test_a_part_renders_its_targets_under_its_own_id(spec: Spec) -> None:
    ids = [part.id for part in parts(spec)]
    assert len(set(ids)) == len(ids) and all(name.count(":") == 1 for name in ids)
    for part in parts(spec):
        if part.id == "app:lockfile":
            continue
        targets = part.targets()
        assert all(target.id.startswith(f"{part.id}:") for target in targets)
        files = rendered(part)
        if files is not None:
            assert [(file.path, file.ownership, file.id) for file in files] == [one[:3] for one in targets]


def test_a_digest_is_the_same_in_another_process() -> None:
    script = (
        "from scaffold.generate.parts import parts\n"
        "from scaffold.spec.read import parse\n"
        "print(*[part.digest() for part in parts(parse(input().replace('|', chr(10))))])"
    )
    text = 'format = 1\n[app]\nname = "a"\nfor = ["api"]\n[resource.todos]\nfor = ["api"]\n'
    text += '[resource.todos.fields]\ntext = "string=x"\nmood = "enum(a,b)"'
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parent.parent.parent,
            input=text.replace("\n", "|"),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    }
    assert len(told) == 1 and len(told.pop().split()) == 5


def test_a_change_of_a_template_or_of_the_generator_changes_every_digest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {part.id: part.digest() for part in parts(EMPTY)}
    monkeypatch.setattr(templates, "stamp", lambda: "another")
    assert all(part.digest() != before[part.id] for part in parts(EMPTY))


class Notice(Part):
    """Make one file, from a template that has nothing to fill in."""

    def __init__(
        self, path: str = "lib/notice.ts", template: str = "webhook/webhooks.ts", **view: object
    ) -> None:
        super().__init__(Facts(EMPTY.app), "notice:one")
        self.seen = view
        self.template = Target(path, "managed", f"{self.id}:text", template)

    @property
    def view(self) -> Mapping[str, object]:
        return self.seen

    def targets(self) -> Sequence[Target]:
        return (self.template,)


def test_a_part_that_says_no_more_opens_no_door_and_has_no_page() -> None:
    part = Notice()
    assert (list(part.doors()), list(part.pages())) == ([], [])
    text = (TEMPLATES / "webhook/webhooks.ts").read_text()
    assert part.render() == [File("lib/notice.ts", text, "managed", "notice:one:text")]


def test_a_digest_is_of_all_that_is_seen_and_of_every_file_that_is_made() -> None:
    digests = [
        part.digest()
        for part in (
            Notice(),
            Notice(path="lib/other.ts"),
            Notice(template="webhook/table.ts"),
            Notice(name="a"),
            Notice(name="b"),
            Notice(other="a"),
        )
    ]
    assert len(set(digests)) == len(digests)
    assert Notice(name="a").digest() == Notice(name="a").digest()
