"""What its owner wrote into scaffold.toml is known by the comments that are there no more."""

from __future__ import annotations

import pytest

from scaffold.spec.comments import gone

TEXT = """\
# Our app.
[resource.todos]  # a block
for = [
  "api",  # a phone
]

[resource.todos.fields]
# above
text = "string"  # twice
note = "string=# none"  # twice
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('text = "string"  # twice\n', ["# twice"]),
        ('note = "string=# none"  # twice\n', ["# twice"]),
        ("# above\n", ["# above"]),
        ('  "api",  # a phone\n', ["# a phone"]),
        ("[resource.todos]  # a block\n", ["# a block"]),
        ('for = [\n  "api",  # a phone\n]\n', ["# a phone"]),
    ],
)
def test_a_comment_that_is_there_no_more_is_gone(line: str, expected: list[str]) -> None:
    assert line in TEXT
    assert gone(TEXT, TEXT.replace(line, "")) == expected
    assert gone(TEXT.replace("\n", "\r\n"), TEXT.replace(line, "").replace("\n", "\r\n")) == expected


def test_one_that_is_elsewhere_or_behind_another_value_is_still_there() -> None:
    assert gone(TEXT, TEXT.replace("# above\n", "") + "\n  # above\n") == []
    assert gone(TEXT, TEXT.replace('"string"  # twice', '"text" # twice')) == []
    assert gone(TEXT, TEXT.replace("=# none", "=# some")) == []


def test_all_that_go_are_told_in_their_order() -> None:
    assert gone(TEXT, "# Our app.\n") == ["# a block", "# a phone", "# above", "# twice", "# twice"]
