"""What an app consists of: values that are sorted, compared and never changed."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass

import pytest
from hypothesis import given

from scaffold.errors import UsageError
from scaffold.spec import model
from scaffold.spec.model import (
    RESOURCE_CONSUMERS,
    App,
    Spec,
    checked_consumers,
    in_order,
    is_crud,
    resource_consumers,
)
from scaffold.spec.names import Noun, action_name, resource_names
from strategies import dear, specs
from typed import app


def test_consumers_are_put_in_order_and_checked() -> None:
    assert checked_consumers(["api", "forms", "api"]) == ("forms", "api")
    assert in_order(["nobody", "api", "anybody", "forms"]) == ("forms", "api", "anybody", "nobody")
    assert checked_consumers(["frontend", "forms"]) == ("forms", "frontend")
    with pytest.raises(UsageError, match="not called by `webhooks`"):
        checked_consumers(["webhooks"], RESOURCE_CONSUMERS)


def test_a_frontend_calls_what_is_there_for_outsiders() -> None:
    shop = App("shop", ("forms", "frontend"))
    assert shop.frontend and shop.usual_consumers == ("forms", "api")
    assert App("shop", ("frontend",)).usual_consumers == ("api",)
    assert App("shop", ("webhooks",)).usual_consumers == ()
    assert App("shop", ("api",), sign_in=False).resource_consumers == ("api",)
    assert resource_consumers(["frontend"], shop) == ("api",)
    assert resource_consumers(["frontend", "forms", "api"], shop) == ("forms", "api")
    with pytest.raises(UsageError, match="this app is not for a frontend"):
        resource_consumers(["frontend"], App("shop", ("api",)))
    with pytest.raises(UsageError, match="not called by `forms`"):
        resource_consumers(["forms"], App("shop", ("api",), sign_in=False))


@given(specs())
@dear(10)
def test_a_spec_is_a_value(spec: Spec) -> None:
    """Everything in it is frozen, and what is a list elsewhere is a tuple, so it can be hashed."""
    assert hash(spec) == hash(Spec(spec.app, spec.resources[::-1], spec.actions[::-1], spec.webhooks[::-1]))


def test_every_part_is_frozen() -> None:
    for part in (model.App, model.Resource, model.Action, model.Webhook, model.Spec):
        assert is_dataclass(part) and dataclass_fields(part)
        assert "list" not in " ".join(str(field.type) for field in dataclass_fields(part))


def test_a_resource_is_found_by_any_of_its_names() -> None:
    spec = app("resource blog-posts", "resource people")
    for raw in ("blogPosts", "BlogPost", "blog_post"):
        assert spec.resource(raw) is spec.resources[0]
    assert spec.resource("person") is spec.resources[1]
    assert spec.resource("nobody") is None and spec.resource("../x") is None


@pytest.mark.parametrize(
    ("name", "comes"),
    [
        ("createTodo", True),
        ("updateTodo", True),
        ("deleteTodo", True),
        ("deleteTodos", False),
        ("deleteFromTodo", False),
        ("archiveTodo", False),
        ("createTodoList", False),
        ("createNote", False),
    ],
)
def test_create_update_and_delete_of_one_come_with_the_forms(name: str, comes: bool) -> None:
    assert is_crud(action_name(name), resource_names("todos")) is comes


def test_of_two_resources_with_one_name_the_first_has_it() -> None:
    nouns = (Noun("zebra", "animal"), Noun("animal", "beast"), Noun("ant", "animal"))
    resources = tuple(model.Resource(noun, ("forms",), "user", False, ()) for noun in nouns)
    spec = Spec(model.App("shop", ("forms",)), resources)
    assert [resource.noun.key for resource in spec.resources] == ["animal", "ant", "zebra"]
    assert spec.resource("Animal") is spec.resources[0]
    assert spec.resource("zebra") is spec.resources[2] and spec.resource("beast") is spec.resources[0]
