"""Two branches' scaffold.toml become one, block by block, or a person is asked; no line is lost."""

from __future__ import annotations

from itertools import permutations

import pytest

from scaffold.spec.join import joined

HEAD = """\
# Ours.
format = 1

[app]
name = "myapp"
for = ["forms", "api"]
sign-in = true
package-manager = "npm"
"""
TODOS = """
[resource.todos]
singular = "todo"
for = ["forms", "api"]
owner = "user"

# What is to be done.
[resource.todos.fields]
text = "string" # in words
completed = "boolean=false"
"""
OLD = HEAD + TODOS


def resource(noun: str) -> str:
    head = f'\n# {noun}\n[resource.{noun}s]\nsingular = "{noun}"\nfor = ["api"]\nowner = "user"\n'
    return f'{head}\n[resource.{noun}s.fields]\nname = "string"\n'


def field(line: str, after: str = 'completed = "boolean=false"\n') -> str:
    return OLD.replace(after, f"{after}{line}\n")


def test_neighbouring_blocks_of_two_sides_both_stay_in_their_sorted_place() -> None:
    note, tag = resource("note"), resource("tag")
    ours, theirs = HEAD + note + TODOS, HEAD + tag + TODOS + "\n[webhook.stripe]\n"
    both = HEAD + note + tag + TODOS + "\n[webhook.stripe]\n"
    assert joined(OLD, ours, theirs) == joined(OLD, theirs, ours) == both
    three = [HEAD + resource(noun) + TODOS for noun in ("nook", "note", "nut")]
    for one, two, last in permutations(three):
        first = joined(OLD, one, two)
        assert (
            first
            and joined(OLD, first, last) == HEAD + "".join(map(resource, ("nook", "note", "nut"))) + TODOS
        )


def test_lines_of_one_block_are_merged_as_lines() -> None:
    due, mood = 'due = "date?"', 'mood = "enum(good,bad)"  # mine'
    assert joined(OLD, field(due), field(mood)) == field(f"{due}\n{mood}")
    assert joined(OLD, field(due), OLD.replace('completed = "boolean=false"\n', "")) == OLD.replace(
        'completed = "boolean=false"', due
    )
    shared = OLD.replace('owner = "user"', 'owner = "user"\npublic-read = true')
    assert joined(OLD, shared, field(due)) == shared.replace('false"\n', f'false"\n{due}\n')


def test_what_one_side_took_away_or_did_not_touch_is_as_the_other_has_it() -> None:
    assert joined(OLD, OLD, HEAD) == joined(OLD, HEAD, OLD) == HEAD
    assert joined(OLD, OLD, OLD) == OLD
    crlf = OLD.replace("\n", "\r\n")
    assert joined(OLD, crlf, OLD + "\n[webhook.stripe]\n") == crlf + "\r\n[webhook.stripe]\r\n"
    wide = OLD.replace("\n[resource.todos]", "\n\n\n[resource.todos]")
    assert joined(OLD, wide, OLD + "\n[webhook.stripe]\n") == wide + "\n[webhook.stripe]\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (field('due = "date?"'), field('due = "datetime?"')),
        (field('due = "date?"'), HEAD),
        (HEAD, field('due = "date?"')),
        (OLD.replace('"user"', '"none"'), OLD.replace('"user"', '"group"')),
        (OLD + resource("note"), OLD + resource("note").replace('"string"', '"text"')),
        ("<<<<<<< HEAD\n" + OLD, OLD),
        (OLD + '\n[action.archiveTodo]\nresource = "todos"\n', HEAD),
    ],
)
def test_what_only_a_person_knows_is_left_to_them(ours: str, theirs: str) -> None:
    assert joined(OLD, ours, theirs) is None


def test_no_comment_of_either_side_is_lost() -> None:
    ours, theirs = (OLD.replace("# What", f"# {name}.\n# What") for name in ("Ada", "Bob"))
    assert joined(OLD, ours, theirs) == OLD.replace("# What", "# Ada.\n# Bob.\n# What")
