"""Who is consuming an endpoint decides its door, its guard and the reason given for them."""

from __future__ import annotations

from scaffold import doors as decide
from scaffold.spec.model import CONSUMERS


def test_nothing_is_offered_that_does_not_work_yet() -> None:
    assert [one.consumer for one in decide.ANSWERS] == [one for one in CONSUMERS if one != "frontend"]
