"""What several commands take is named and explained alike in each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import scaffold
from scaffold.cli import arguments


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("add resource", "NAME [FIELD:TYPE…]"),
        ("add field", "RESOURCE FIELD:TYPE…"),
        ("change field", "RESOURCE FIELD[:TYPE]"),
        ("remove field", "RESOURCE FIELD…"),
        ("rename field", "RESOURCE FIELD NEW"),
        ("rename resource", "NAME NEW"),
        ("rename action", "NAME NEW"),
    ],
)
def test_the_usage_says_what_is_named_in_which_order(command: str, usage: str, tmp_path: Path) -> None:
    text = scaffold(tmp_path, *command.split(), "--help").out
    assert f"{command} [OPTIONS] {usage}\n" in text


def test_a_list_is_given_in_one_word_or_with_blanks() -> None:
    option = arguments.consumers("Who.")
    assert option.callback is not None
    for typed in ("forms,api", "forms, api", " forms ,api,,"):
        assert option.callback(None, option, typed) == ["forms", "api"]  # type: ignore[arg-type]
    assert option.callback(None, option, None) is None  # type: ignore[arg-type]
