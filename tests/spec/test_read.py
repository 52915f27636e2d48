"""scaffold.toml is read strictly: each mistake has its place and a way out."""

from __future__ import annotations

from datetime import date

import pytest

from scaffold.errors import ScaffoldError
from scaffold.spec import names
from scaffold.spec.model import App, Webhook
from scaffold.spec.read import document, parse, understand

TOP = 'format = 1\n[app]\nname = "myapp"\nfor = ["forms", "api"]\n'
TODOS = '[resource.todos]\nfor = ["api"]\n[resource.todos.fields]\ntext = "string"\n'


def test_a_small_file_is_read_with_its_defaults() -> None:
    spec = parse(TOP + TODOS + "[webhook.stripe]\n")
    assert spec.app == App("myapp", ("forms", "api"))
    (one,) = spec.resources
    assert (one.noun, one.consumers, one.owner, one.public_read) == (
        names.Noun("todos", "todo"),
        ("api",),
        "user",
        False,
    )
    assert spec.webhooks == (Webhook("stripe"),)
    assert spec.resource("Todo") is one and spec.resource("nothing") is None


FRONTEND = "format = 1\n[app]\nname = 'a'\nfor = ['frontend']\n"
ENDS = TODOS.replace('["api"]\n', '["api"]\ndeprecated = {}\n')
LIMITED = TODOS.replace('["api"]\n', '["api"]\nrequests-per-minute = {}\n')
PER_MINUTE = "[resource.todos.requests-per-minute]"
BAD = [
    ("", "format is missing", "scaffold.toml"),
    ("format = 2", "newer", "scaffold.toml"),
    ("format = true", "whole number", "scaffold.toml"),
    ("format = 1\n[app\n", "not valid TOML", "line 2"),
    ("format = 1\nformat = 1\n", "not valid TOML", "line 2"),
    ("format = 1\n<<<<<<< HEAD\n[app]\n", "conflict markers", "line 2"),
    ("format = 1\n[app]\nfor = ['api']", "`name` is missing", "[app]"),
    ("format = 1\n[app]\nname = 'My App'\nfor = ['api']", "My App", "[app]"),
    ("format = 1\n[app]\nname = 'a'\nfor = 'api'", "has to be a list", "[app]"),
    ("format = 1\n[app]\nname = 'a'\nfor = [1]", "list of texts", "[app]"),
    ("format = 1\n[app]\nname = 'a'\nfor = []", "no consumer", "[app] for"),
    (FRONTEND + "sign-in = false", "a frontend needs sign-in", "[app]"),
    (FRONTEND + "origins = 'https://a.example'", "has to be a list", "[app]"),
    (FRONTEND + "origins = [1]", "list of texts", "[app]"),
    (FRONTEND + "origins = ['https://*.a.example']", "without a wildcard", "[app] origins"),
    (FRONTEND.replace("frontend", "api") + "origins = ['https://a.example']", "for a frontend", "[app]"),
    (TOP + "[resource.todos]\nfor = ['frontend']", "not called by `frontend`", "[resource.todos] for"),
    ("format = 1\n[app]\nname = 'a'\nfor = ['apis']", "no consumer `apis`", "[app] for"),
    ("format = 1\n[app]\nname = 'a'\nfor = ['api']\nsign-in = 1", "true or false", "[app]"),
    ("format = 1\n[app]\nname = 'a'\nfor = ['api']\npackage-manager = 'pip'", "pip", "[app]"),
    ("format = 1\n[app]\nname = 'a'\nfor = ['api']\nworkspace = 'yes'", "true or false", "[app]"),
    (TOP + "[resources.todos]", "resources", "scaffold.toml"),
    (TOP + "resource = 1", "resource", "[app]"),
    (TOP + "[resource]\ntodos = 1", "has to be a block", "[resource]"),
    (TOP + "[[resource]]\n", "has to be a block", "scaffold.toml"),
    (TOP + "[resource.page]\nfor = ['api']", "file name Next.js", "[resource.page]"),
    (TOP + "[resource.todos]\nfor = ['webhooks']", "not called by", "[resource.todos] for"),
    (TOP + "[resource.todos]\nfor = ['api']", "at least one field", "[resource.todos]"),
    (TOP + TODOS + "[resource.posts]\nfor = ['api']\nowner = 'me'\n", "`me`", "[resource.posts]"),
    (TOP + ENDS.format("'2026-12-01'"), "has to be a day", "[resource.todos]"),
    (TOP + ENDS.format("2026-12-01T00:00:00Z"), "has to be a day", "[resource.todos]"),
    (TOP + ENDS.format("2026-12-01\nsunset = 2026-12-01"), "later than `deprecated`", "[resource.todos]"),
    (TOP + ENDS.format("2026-12-01\nsunset = 2026-11-30"), "later than `deprecated`", "[resource.todos]"),
    (TOP + ENDS.format("2026-12-01").replace("deprecated", "sunset"), "later than `depr", "[resource.todos]"),
    (TOP + ENDS.format("2026-12-01").replace("api", "forms"), "no API is deprecated", "[resource.todos]"),
    (TOP + LIMITED.format("30"), "has to name the scopes", "[resource.todos]"),
    (TOP + LIMITED.format("{ write = 0 }"), "`write` has to be from 1", PER_MINUTE),
    (TOP + LIMITED.format("{ read = -1 }"), "`read` has to be from 1", PER_MINUTE),
    (TOP + LIMITED.format("{ read = 1_000_000_000 }"), "to 999999999", PER_MINUTE),
    (TOP + LIMITED.format("{ read = '9' }"), "whole number", PER_MINUTE),
    (TOP + LIMITED.format("{ read = 1.5 }"), "whole number", PER_MINUTE),
    (TOP + LIMITED.format("{ write = true }"), "whole number", PER_MINUTE),
    (TOP + LIMITED.format("{ delete = 9 }"), "`delete` is not a key", PER_MINUTE),
    (TOP + LIMITED.format("{ read = 9 }").replace("api", "forms"), "no API is limited", "[resource.todos]"),
    (TOP + TODOS + "due = 'dat'\n", "no type `dat`", "[resource.todos.fields]"),
    (TOP + TODOS + "due = 1\n", "has to be a text", "[resource.todos.fields]"),
    (TOP + TODOS + "due = { label = 'x' }\n", "`type` is missing", "[resource.todos.fields.due]"),
    (TOP + TODOS + "Text = 'string'\n", "`text` is there twice", "[resource.todos.fields]"),
    (TOP + TODOS + TODOS.replace("todos", "Todo"), "name `todo`", "[resource.todos]"),
    (
        TOP + TODOS.replace("todos", "blogPosts") + TODOS.replace("todos", "blog-posts"),
        "blog-post",
        "[resource.blog-posts]",
    ),
    (TOP + TODOS.replace("todos", "indices") + TODOS.replace("todos", "indexes"), "`index`", "[resource."),
    (TOP + "[action.archive]", "what it acts on", "[action.archive]"),
    (TOP + "[action.archiveTodo]\nresource = 'todos'", "no resource `todos`", "[action.archiveTodo]"),
    (TOP + TODOS + "[action.archiveTodo]\nresource = 'todos'", "no forms", "[action.archiveTodo]"),
    (TOP + "[action.sendMail]\n[action.send-mail]\n", "twice", "[action.sendMail]"),
    (TOP + "[webhook.paypal]", "paypal", "[webhook.paypal]"),
    (TOP + "[webhook.stripe]\nkey = 1", "`key`", "[webhook.stripe]"),
]


@pytest.mark.parametrize(("text", "what", "where"), BAD)
def test_a_mistake_is_refused_with_its_place_and_a_way_out(text: str, what: str, where: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        parse(text)
    assert what in caught.value.what and where in (caught.value.where or "") and caught.value.hint
    assert caught.value.exit_code == 1 and caught.value.what.isprintable()


def test_the_end_of_an_api_is_read() -> None:
    (todos,) = parse(TOP + ENDS.format("2026-12-01\nsunset = 2027-06-01")).resources
    assert (todos.deprecated, todos.sunset) == (date(2026, 12, 1), date(2027, 6, 1))
    (todos,) = parse(TOP + ENDS.format("2026-12-01")).resources
    assert (todos.deprecated, todos.sunset) == (date(2026, 12, 1), None)


def test_the_limits_of_scopes_are_read() -> None:
    said = {"{ read = 300, write = 30 }": (300, 30), "{ write = 1 }": (None, 1), "{}": (None, None)}
    for text, limits in said.items():
        (todos,) = parse(TOP + LIMITED.format(text)).resources
        assert todos.limits == limits
    (todos,) = parse(TOP + TODOS + "[resource.todos.requests-per-minute]\nread = 9\n").resources
    assert todos.limits == (9, None) and todos.limits.named == {"read": 9}


def test_an_unknown_key_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(ScaffoldError) as caught:
        parse(TOP + TODOS.replace("for =", "foor ="))
    with pytest.raises(ScaffoldError) as caught:
        parse(TOP + TODOS.replace("for =", "onwer = 'none'\nfor ="))
    assert caught.value.hint == "did you mean `owner`?"


MANY = TOP + TODOS + TODOS.replace("todos", "blogPosts") + "[action.send-mail]\n[webhook.stripe]\n"


def test_a_document_knows_each_block_as_it_is_spelled() -> None:
    found = document(MANY)
    assert found.text == MANY and found.spec == parse(MANY)
    spelled = {block: getattr(part, "noun", None) for block, part in found.parts.items()}
    assert spelled == {
        ("resource", "todos"): names.Noun("todos", "todo"),
        ("resource", "blogPosts"): names.Noun("blog-posts", "blog-post"),
        ("action", "send-mail"): None,
        ("webhook", "stripe"): None,
    }


def test_a_block_that_says_the_same_is_not_understood_again() -> None:
    before = document(MANY)
    header = "[resource.todos.fields]"
    after = understand(MANY.replace(header, f'owner = "none"\n{header}'), before)
    same = {block for block, part in after.parts.items() if part is before.parts[block]}
    assert same == {*before.parts} - {("resource", "todos")}
    assert after.spec.resources[1].owner == "none"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('text = "string"\ndue = "date?"', 'due = "date?"\ntext = "string"'),
        ("public-read = true", "public-read = 1"),
        ("public-read = true", "public-read = 1.0"),
        ("public-read = true\n", ""),
        ('["api"]', '["api", "api"]'),
    ],
)
def test_a_block_that_says_another_thing_is_understood_again(old: str, new: str) -> None:
    text = TOP + TODOS.replace('["api"]', '["api"]\npublic-read = true') + 'due = "date?"\n'
    changed = text.replace(old, new)
    assert changed != text
    again: object
    try:
        again = understand(changed)
    except ScaffoldError as error:
        with pytest.raises(ScaffoldError, match=error.what):
            understand(changed, document(text))
    else:
        assert understand(changed, document(text)) == again


def test_the_rules_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("scaffold.spec.read.check", asked.append)
    spec = parse(MANY)
    assert asked == [spec]
    understand(MANY)
    assert len(asked) == 1
