"""Commands as they are typed, run on a spec: `resource todos name:string --for api`."""

from __future__ import annotations

import shlex

from scaffold.errors import AlreadyThere
from scaffold.spec import edit
from scaffold.spec.check import check
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))


def run(spec: Spec, line: str) -> Spec:
    """Return the spec after a command, the same one when nothing is to do; ScaffoldError when refused."""
    kind, name, *rest = shlex.split(line)
    flags: dict[str, str] = {}
    fields = []
    words = iter(rest)
    for word in words:
        if word in ("--button", "--public-read", "--require-match"):
            flags[word] = "yes"
        elif word.startswith("--"):
            flags[word] = next(words)
        else:
            fields.append(word)
    try:
        after = _edited(spec, kind, name, fields, flags)
    except AlreadyThere:
        return spec
    check(after)
    return after


def _edited(spec: Spec, kind: str, name: str, fields: list[str], flags: dict[str, str]) -> Spec:
    if kind == "webhook":
        return edit.add_webhook(spec, name)
    if kind == "action":
        button, resource = "--button" in flags, flags.get("--resource")
        role = flags.get("--role", "")
        return edit.add_action(spec, Action(action_name(name), resource, button, parse_fields(fields), role))
    resource = Resource(
        resource_names(name, flags.get("--singular")),
        tuple(flags.get("--for", "forms,api").split(",")),
        flags.get("--owner", "none" if "--role" in flags else "user"),
        "--public-read" in flags,
        parse_fields(fields or ["name:string"]),
        "--require-match" in flags,
        role=flags.get("--role", ""),
    )
    return edit.add_resource(spec, resource)


def app(*lines: str, spec: Spec = EMPTY) -> Spec:
    """Return the spec that commands make, one after the other."""
    for line in lines:
        spec = run(spec, line)
    return spec
