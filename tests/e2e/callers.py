"""Who calls, when schemathesis does (its hooks): a key, and a session for what takes no key."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urljoin

import httpx
import schemathesis

SESSIONS = {"path_regex": "^/api/sessions?$", "method_regex": "GET|DELETE"}


class Caller:
    """What a caller sends of theirs with each request."""

    def set(self, case: Any, token: str, _: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


@schemathesis.auth(refresh_interval=None).skip_for(**SESSIONS)
class Key(Caller):
    """A program."""

    def get(self, case: Any, _: Any) -> str:
        return os.environ["API_KEY"]


@schemathesis.auth(refresh_interval=None).apply_to(**SESSIONS)
class Session(Caller):
    """A person, who signs in for each request: some of them end the session."""

    def get(self, case: Any, _: Any) -> str:
        return signed_in(case)["accessToken"]


@schemathesis.hook
def before_call(_: Any, case: Any, __: Any) -> None:
    """Give a refresh token that works, in place of one that is made up."""
    if case.operation.label != "POST /api/session/refresh" or not isinstance(case.body, dict):
        return
    if {*case.body} == {"refreshToken"} and isinstance(case.body["refreshToken"], str):
        case.body["refreshToken"] = signed_in(case)["refreshToken"]


def signed_in(case: Any) -> dict[str, str]:
    account = {"email": os.environ["EMAIL"], "password": os.environ["PASSWORD"]}
    answer = httpx.post(urljoin(case.operation.base_url, "/api/session"), json=account, timeout=60)
    return dict(answer.raise_for_status().json())
