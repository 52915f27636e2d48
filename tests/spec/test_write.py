"""scaffold.toml is written line by line: what nobody changed stays, to the comment."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.spec import blocks, edit, fields, names, read
from scaffold.spec.model import App, Limits, Part, Resource, Spec
from scaffold.spec.read import document, parse
from scaffold.spec.table import Table
from scaffold.spec.write import dump, edited
from strategies import commented, dear, specs

TOP = 'format = 1\n[app]\nname = "myapp"\nfor = ["forms", "api"]\n'
TODOS = '[resource.todos]\nfor = ["api"]\n[resource.todos.fields]\ntext = "string"\n'


def resource(noun: str, *args: str, **given: object) -> Resource:
    found = tuple(fields.parse_field(arg) for arg in args or ("name",))
    return Resource(names.resource_names(noun), ("forms", "api"), fields=found, **given)  # type: ignore[arg-type]


def todos(text: str, **changes: object) -> Spec:
    """Return the spec of a text with its todos changed."""
    spec = parse(text)
    changed = tuple(replace(one, **changes) if one.noun.key == "todos" else one for one in spec.resources)  # type: ignore[arg-type]
    return replace(spec, resources=changed)


def test_a_new_file_reads_like_the_documentation() -> None:
    spec = edit.add_resource(
        Spec(App("myapp", ("api", "forms"))), resource("todos", "text", "mood:enum(a,b)")
    )
    assert dump(spec) == (
        "# What this app consists of. Edit it and run `scaffold apply`, or let `scaffold add` edit it.\n"
        "# Comments and blank lines are kept.\n"
        "format = 1\n\n[app]\n"
        'name = "myapp"\nfor = ["forms", "api"]\nsign-in = true\npackage-manager = "npm"\n\n'
        '[resource.todos]\nsingular = "todo"\nfor = ["forms", "api"]\nowner = "user"\n\n'
        '[resource.todos.fields]\ntext = "string"\nmood = "enum(a,b)"\n'
    )


EDITED = """\
# Ours, please ask before you change it.
format = 1   # of this file

[app]
name = 'myapp'  # the shop
for = [ "api", "forms" ]

# What people have to do.
[resource . todos]  # the first one
for = [
  "forms",  # our pages
  # and the phone
  "api",
]

[resource.todos.fields]
  # What it says.
  text = 'string'     # short
  done = "boolean=false"
  # due = "date"

# ---- people ----

[resource."users"]
for = ["api"]
[resource.users.fields]
name = { type = "string", label = '''
Full name''' }
# ---- the end ----
"""


def test_an_unchanged_spec_leaves_the_text_alone() -> None:
    assert dump(parse(EDITED), EDITED) == EDITED


def test_adding_a_field_inserts_one_line() -> None:
    have = parse(EDITED).resources[0].fields
    after = dump(todos(EDITED, fields=(*have, fields.parse_field("due:date?"))), EDITED)
    assert after == EDITED.replace('done = "boolean=false"\n', 'done = "boolean=false"\ndue = "date?"\n')
    after = dump(todos(EDITED, fields=(have[0], fields.parse_field("due:date?"), have[1])), EDITED)
    assert after == EDITED.replace("# short\n", '# short\ndue = "date?"\n')


def test_changing_a_field_keeps_the_comment_behind_it() -> None:
    have = parse(EDITED).resources[0].fields
    after = dump(todos(EDITED, fields=(fields.parse_field("text:text"), have[1])), EDITED)
    assert after == EDITED.replace("'string'", '"text"')


def test_removing_a_field_removes_one_line() -> None:
    after = dump(todos(EDITED, fields=parse(EDITED).resources[0].fields[:1]), EDITED)
    assert after == EDITED.replace('  done = "boolean=false"\n', "")


def test_changing_a_list_keeps_the_comments_inside_it() -> None:
    after = dump(todos(EDITED, consumers=("api",)), EDITED)
    old = 'for = [\n  "forms",  # our pages\n  # and the phone\n  "api",\n]\n'
    assert after == EDITED.replace(old, '# our pages\n# and the phone\nfor = ["api"]\n')


def test_a_setting_is_added_to_its_block() -> None:
    after = dump(todos(EDITED, public_read=True, owner="none"), EDITED)
    assert after == EDITED.replace('  "api",\n]\n', '  "api",\n]\nowner = "none"\npublic-read = true\n')


def test_that_changes_name_their_version_is_said_where_it_holds() -> None:
    after = dump(todos(EDITED, require_match=True), EDITED)
    assert after == EDITED.replace('  "api",\n]\n', '  "api",\n]\nrequire-match = true\n')
    assert dump(todos(after, require_match=False), after) == EDITED


def test_limits_are_said_where_they_hold_and_their_comments_stay() -> None:
    after = dump(todos(EDITED, limits=Limits(300, 30)), EDITED)
    said = "requests-per-minute = { read = 300, write = 30 }\n"
    assert after == EDITED.replace('  "api",\n]\n', f'  "api",\n]\n{said}')
    noted = after.replace(" }\n", " }  # for now\n")
    fewer = noted.replace("{ read = 300, write = 30 }", "{ write = 9 }")
    assert dump(todos(noted, limits=Limits(write=9)), noted) == fewer
    assert dump(todos(after, limits=Limits()), after) == EDITED


def test_limits_in_a_block_of_their_own_can_be_changed_and_go() -> None:
    own = EDITED + "\n[resource.todos.requests-per-minute]\n# for now\nread = 9\n"
    for limits in (Limits(write=9), Limits()):
        after = dump(todos(own, limits=limits), own)
        assert parse(after) == todos(own, limits=limits) and "# for now" in after


def test_a_new_block_goes_to_its_sorted_place() -> None:
    after = dump(edit.add_resource(parse(EDITED), resource("tags")), EDITED)
    block = '[resource.tags]\nsingular = "tag"\nfor = ["forms", "api"]\nowner = "user"\n\n'
    block += '[resource.tags.fields]\nname = "string"\n\n'
    assert after == EDITED.replace("# What people have to do.", f"{block}# What people have to do.")
    after = dump(edit.add_resource(parse(EDITED), resource("zebras")), EDITED)
    block = block.replace("tag", "zebra").rstrip("\n")
    assert after == f"{EDITED}\n{block}\n"
    after = dump(edit.add_resource(parse(EDITED), resource("trees")), EDITED)
    assert after.index("[resource.trees]") < after.index("# ---- people ----") < after.index('"users"')


def test_removing_a_resource_leaves_the_others_alone() -> None:
    spec = parse(EDITED)
    after = dump(replace(spec, resources=spec.resources[1:]), EDITED)
    assert after == EDITED[: EDITED.index("# What people")] + EDITED[EDITED.index("# ---- people") :]


def test_reordered_fields_take_their_comments_along() -> None:
    have = parse(EDITED).resources[0].fields
    after = dump(todos(EDITED, fields=have[::-1]), EDITED)
    assert "  done = \"boolean=false\"\n  # What it says.\n  text = 'string'     # short\n  # due" in after


@pytest.mark.parametrize(
    "body",
    [
        "[resource.todos]\nfor = ['api'] # mine\nfields = { text = 'string' } # yours\n",
        "[resource.todos] # mine\nfor = ['api']\nfields = { text = 'string' } # yours\n",
        "[resource.todos]\nfor = ['api'] # mine\nfields.text = 'string' # yours\n",
        "[resource]\ntodos = { for = ['api'], fields = { text = 'string' } } # mine, yours\n",
        "[resource]\ntodos.for = ['api'] # mine\ntodos.fields.text = 'string' # yours\n",
        "[resource.todos]\nfor = ['api'] # mine\n[resource.todos.fields.text]\ntype = 'string' # yours\n",
        "[resource.todos.fields]\ntext = 'string' # yours\n\n[resource.todos]\nfor = ['api'] # mine\n",
        TODOS.replace("\n[", "\n# mine\n\n# yours\n[").replace('"string"', '"""\\\n  string"""'),
    ],
)
def test_another_layout_of_toml_is_edited_too(body: str) -> None:
    text = TOP + body + "# the end\n"
    more = (*parse(text).resources[0].fields, fields.parse_field("due:date?"))
    for changed in (
        todos(text, fields=more),
        todos(text, consumers=("forms", "api")),
        edit.add_resource(parse(text), resource("posts")),
        edit.add_resource(parse(text), resource("zebras")),
    ):
        after = dump(changed, text)
        assert parse(after) == changed
        assert "mine" in after and "yours" in after and "# the end" in after


def test_a_layout_that_cannot_be_edited_is_refused() -> None:
    text = f"resource = {{ todos = {{ for = ['api'], fields = {{ text = 'string' }} }} }}\n{TOP}"
    with pytest.raises(ScaffoldError, match="laid out"):
        dump(todos(text, consumers=("forms",)), text)


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + EDITED.replace("\n", "\r\n")
    after = dump(edit.add_webhook(parse(text), "stripe"), text)
    assert after == "\ufeff" + (EDITED + "\n[webhook.stripe]\n").replace("\n", "\r\n")


def test_a_file_without_a_last_line_end_is_edited() -> None:
    text = (TOP + TODOS).rstrip("\n")
    assert dump(edit.add_webhook(parse(text), "github"), text) == TOP + TODOS + "\n[webhook.github]\n"


@given(specs())
def test_a_spec_survives_being_written_and_read(spec: Spec) -> None:
    text = dump(spec)
    assert parse(text) == spec
    assert dump(parse(text), text) == text
    assert blocks.write(blocks.read(text)) == text


@given(st.data(), specs(), specs())
@dear(12)
def test_an_edit_keeps_every_comment_outside_what_changed(data: st.DataObject, old: Spec, new: Spec) -> None:
    text = data.draw(commented(dump(old)))
    after = dump(new, text)
    assert parse(after) == new
    assert dump(old, after) == after or parse(dump(old, after)) == old
    # Line by line: every line of a block that says the same in both is there, in its order.
    kept = {path for path, keys in tables(new).items() if tables(old).get(path) == keys}
    there = [line.rstrip() for line in after.split("\n")]
    for block in blocks.read(text):
        if block.header is not None and block.path in kept:
            at = there.index(block.header.rstrip())
            last = max((number for number, line in enumerate(block.body) if line.is_pair), default=-1)
            body = [line.text.rstrip() for line in block.body[: last + 1]]
            assert there[at + 1 : at + 1 + len(body)] == body
            lead = [line.text.rstrip() for line in block.lead]
            assert there[at - len(lead) : at] == lead


def tables(spec: Spec) -> dict[tuple[str, ...], list[str]]:
    """Return what each block of a spec says, read back from its text."""
    return {
        block.path: [line.text for line in block.body if line.is_pair] for block in blocks.read(dump(spec))
    }


@given(st.data(), specs())
@dear(12)
def test_adding_to_a_commented_file_only_adds_lines(data: st.DataObject, spec: Spec) -> None:
    text = data.draw(commented(dump(spec)))
    after = dump(edit.add_resource(spec, resource("monkeys", "name", "age:integer")), text)
    rest = iter(after.rstrip("\n").split("\n"))
    assert all(line in rest for line in text.rstrip("\n").split("\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'string'     # short", "'text'     # short"),
        ('  done = "boolean=false"\n', ""),
        ('for = ["api"]\n', 'for = ["api"]\nowner = "none"\n'),
        ('for = ["api"]\n', 'for = ["api"]\npublic-read = 0\n'),
        ("[webhook.github]", "[webhook.shopify]"),
        ("[webhook.github]", "[webhook.github]\n[webhook.shopify]"),
        ("name = 'myapp'", "name = 'other'"),
        ("name = 'myapp'", "name = 'myapp"),
    ],
)
def test_a_text_that_says_another_thing_is_never_written(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    text = EDITED + "[webhook.github]\n"
    spec = edit.add_webhook(parse(text), "stripe")
    right = dump(spec, text)
    assert old in right
    monkeypatch.setattr(blocks, "update", lambda *_, **__: right.replace(old, new, 1))
    with pytest.raises(ScaffoldError, match="cannot be edited line by line"):
        dump(spec, text)


def many(count: int) -> Spec:
    """Return a spec of many resources with three fields each."""
    given = tuple(map(fields.parse_field, ("title:string", "due:date?", "mood:enum(good,bad)=good")))
    nouns = [names.resource_names(f"thing{number}x-orders") for number in range(count)]
    return Spec(App("myapp", ("api",)), tuple(Resource(noun, ("api",), fields=given) for noun in nouns))


def test_an_edit_loads_the_text_once_more_and_understands_what_is_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = document(dump(many(50)))
    loaded: list[str] = []
    understood: list[str] = []

    def load(text: str, real: Callable[[str], dict[str, object]] = tomllib.loads) -> dict[str, object]:
        loaded.append(text)
        return real(text)

    def understand(raw: str, body: Table, real: Callable[[str, Table], Part] = read._resource) -> Part:
        understood.append(raw)
        return real(raw, body)

    monkeypatch.setattr(tomllib, "loads", load)
    monkeypatch.setitem(read._PARTS, "resource", understand)  # type: ignore[arg-type]
    after = edited(before, edit.add_resource(before.spec, resource("monkeys")))
    assert loaded == [after] and understood == ["monkeys"]


def calls(work: Callable[[], object]) -> int:
    """Count the function calls of some work, which no other process makes slower."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_file_and_not_with_its_square() -> None:
    def work(count: int) -> tuple[int, int]:
        text = dump(many(count))
        before = document(text)
        spec = edit.add_resource(before.spec, resource("monkeys"))
        return calls(lambda: document(text)), calls(lambda: edited(before, spec))

    for small, large in zip(work(50), work(200), strict=True):
        assert large < 4.4 * small
        assert large < 200 * 600
