"""A webhook has a handler, a module and tests of its own, and shares the rest with all others."""

from __future__ import annotations

import re

import pytest

from scaffold.generate import parts, webhook
from scaffold.generate.facts import Facts
from scaffold.generate.render import render
from scaffold.generate.templates import TEMPLATES
from scaffold.senders import SENDERS
from scaffold.spec import edit
from scaffold.spec.model import App, Spec

LEFT_OVER = re.compile(r"\[\[|\]\]|\[%|%\]|\[#|\{\{ ")


EMPTY = Spec(App("myapp", ("forms", "api")))


def texts(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items()}


def test_a_sender_is_a_row_and_a_folder_with_three_templates() -> None:
    folders = [path for path in (TEMPLATES / "webhook").iterdir() if path.is_dir()]
    assert {path.name for path in folders} == SENDERS.keys()
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {
            f"{one}.ts.jinja" for one in ("route", "data", "test")
        }


@pytest.mark.parametrize("sender", SENDERS)
def test_the_slots_of_a_webhook_leave_nothing_behind(sender: str) -> None:
    files = texts(edit.add_webhook(EMPTY, sender))
    made = [path for path in files if f"webhooks/{sender}" in path]
    assert len(made) == 3
    for path in made:
        assert not LEFT_OVER.search(files[path]), path
        assert "\n\n\n" not in files[path], path


@pytest.mark.parametrize("name", SENDERS)
def test_every_sender_is_a_webhook_with_a_door(name: str) -> None:
    spec = edit.add_webhook(Spec(App("myapp", ("webhooks",))), name)
    guards = {door.path: door.guard for door in parts.doors(spec)}
    assert guards[f"POST /api/webhooks/{name}"] == SENDERS[name].guard
    assert (TEMPLATES / "webhook" / name / "route.ts.jinja").is_file()


def test_senders_share_what_they_have_in_common_and_only_if_there_is_one() -> None:
    assert list(webhook.parts(EMPTY, Facts(EMPTY.app))) == []
    one = edit.add_webhook(EMPTY, "stripe")
    both = edit.add_webhook(one, "github")
    assert [part.id for part in webhook.parts(one, Facts(one.app))] == ["webhook:shared", "webhook:stripe"]
    assert [part.id for part in webhook.parts(both, Facts(both.app))] == [
        "webhook:shared",
        "webhook:github",
        "webhook:stripe",
    ]
    alone, together = texts(one), texts(both)
    assert all(together[path] == text for path, text in alone.items() if "webhook" in path)


@pytest.mark.parametrize("sender", SENDERS)
def test_a_handler_reads_its_own_secret_and_no_other(sender: str) -> None:
    route = texts(edit.add_webhook(EMPTY, sender))[f"app/api/webhooks/{sender}/route.ts"]
    assert {name for name, row in SENDERS.items() if row.secret in route} == {sender}
