"""Who is consuming an endpoint decides its door, its guard and the reason given for them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scaffold import doors as decide
from scaffold.doors import Door
from scaffold.spec.model import CONSUMERS


def test_every_consumer_is_offered() -> None:
    assert [one.consumer for one in decide.ANSWERS] == [*CONSUMERS]


def test_who_asks_gets_the_rule_about_themselves() -> None:
    for consumer, door in {"forms": "Server Action", "api": "Route Handler", "webhooks": "Webhook"}.items():
        rule = decide.answer(consumer)
        assert (rule.consumer, rule.door) == (consumer, door)
        assert all(text.strip() for text in rule)
    # A page that only reads opens no door, so nobody is asked about it.
    assert decide.READER.door == "no endpoint" and decide.READER not in decide.ANSWERS


def test_every_consumer_has_a_door_and_a_guard_of_its_own() -> None:
    for part in ("who", "when", "door", "guard", "why"):
        told = [getattr(rule, part) for rule in (*decide.ANSWERS, decide.READER)]
        assert len(set(told)) == len(told), part


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "b"])), max_size=8))
def test_doors_are_sorted_by_their_place_and_otherwise_stay_as_they_came(
    places: list[tuple[int, str]],
) -> None:
    doors = [Door(str(n), "", "", "", "", "", order=place) for n, place in enumerate(places)]
    sorted_doors = decide.in_order(doors)
    assert [door.order for door in sorted_doors] == sorted(places)
    for place in places:
        assert [door for door in sorted_doors if door.order == place] == [
            door for door in doors if door.order == place
        ]
