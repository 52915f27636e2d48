"""What an edit means for an app says which ways into it are new."""

from __future__ import annotations

from scaffold.commands.planned import Planned
from scaffold.project.plan import Plan
from scaffold.spec import edit
from scaffold.spec.model import App, Spec


def test_only_doors_that_were_not_there_are_new() -> None:
    before = edit.add_webhook(Spec(App("myapp", ("forms", "api", "webhooks"))), "github")
    planned = Planned(before, edit.add_webhook(before, "stripe"), Plan())
    assert ["stripe" in door.what.lower() for door in planned.new_doors()] == [True]
    assert planned._replace(after=before).new_doors() == ()
