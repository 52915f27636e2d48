"""examples/ is what scaffold writes today; the app that 0.1.0 wrote is still understood."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import examples
from projects import refused
from scaffold.senders import SENDERS
from scaffold.spec.fields import FIELD_TYPES

OLD = examples.FOLDER / "0.1.0"


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_an_example_is_what_its_commands_write(tmp_path: Path, name: str) -> None:
    examples.make(name, tmp_path)
    made, kept = examples.files(tmp_path / name), examples.files(examples.FOLDER / name)
    differing = [path for path in sorted(made | kept) if made.get(path) != kept.get(path)]
    assert not differing, "look at the diff of: python tools/examples.py"


def test_every_folder_of_examples_is_explained() -> None:
    folders = sorted(path.name for path in examples.FOLDER.iterdir() if path.is_dir())
    assert folders == sorted([*examples.EXAMPLES, "0.1.0"])
    text = (examples.FOLDER / "README.md").read_text("utf-8")
    assert all(f"]({name})" in text for name in folders)


@pytest.mark.parametrize(
    "command",
    [
        ["apply"],
        ["add", "resource", "orders", "number:integer", "--for", "forms,api"],
        ["add", "action", "publishPost", "at:datetime?"],
        ["add", "webhook", "github"],
    ],
)
def test_an_app_of_0_1_0_is_updated_before_anything_else(tmp_path: Path, command: list[str]) -> None:
    said = refused(Path(shutil.copytree(OLD, tmp_path / "shop")), *command)
    assert "scaffold 0.1.0" in said and said.rstrip().endswith("&& scaffold update")


def test_the_examples_have_every_type_of_field_every_sender_and_every_policy() -> None:
    lines = "\n".join(examples.EXAMPLES.values())
    for rule in (r"", r",cascade", r",set null"):
        assert re.search(rf":ref\([a-z]+{rule}\)", lines), rule
    for name in FIELD_TYPES:
        if name == "ref":
            continue
        for form in (rf":{name}(\(\S+\))?[ \n]", rf":{name}(\(\S+\))?\?", rf":{name}(\(\S+\))?="):
            assert re.search(form, lines), form
    assert all(f"add webhook {sender}" in lines for sender in SENDERS)
    for policy in ("--public-read\n", "--owner none\n", "--owner none --public-read\n"):
        assert policy in lines
