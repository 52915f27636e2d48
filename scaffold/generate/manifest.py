"""Which template makes which file, when, and whose the file is then: the only place that knows paths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scaffold.doors import SENDERS
from scaffold.files import Ownership
from scaffold.generate.views import ActionView, GroupView, ResourceView, group_views, resource_views
from scaffold.spec.model import Spec

TEMPLATES = Path(__file__).parent.parent / "templates"
if not TEMPLATES.is_dir():
    # In a checkout the templates lie beside the package; the wheel has them inside.
    TEMPLATES = Path(__file__).parent.parent.parent / "templates"

SUFFIX = ".jinja"
OWNERSHIP: dict[str, Ownership] = {
    # A list that is the spec in other words: merging it could only make it wrong.
    "lib/doors.ts": "owned",
    # The package manager rewrites it at every install.
    "package-lock.json": "seeded",
}
SIGN_IN_ONLY = (
    "app/(pages)/api-keys/",
    "app/(pages)/sign-in/",
    "app/(pages)/sign-up/",
    "e2e/account.ts",
    "e2e/sign-in.spec.ts",
    "lib/credentials.ts",
    "lib/sign-in-rules.ts",
    "tests/actions/",
)


class Entry(NamedTuple):
    """Name a template, the file it makes, and the views it is rendered with."""

    template: str
    path: str
    ownership: Ownership
    id: str
    resource: ResourceView | None = None
    group: GroupView | None = None
    action: ActionView | None = None
    sender: dict[str, Any] | None = None


def entries(spec: Spec) -> Iterator[Entry]:
    """List every file of the app that the spec describes."""
    for template in skeleton(spec):
        path = template.removesuffix(SUFFIX)
        yield Entry(f"app/{template}", path, OWNERSHIP.get(path, "managed"), f"app:{path}")
    for resource in resource_views(spec):
        yield from _resource(resource)
    for group in group_views(spec):
        yield from _group(group)
    if spec.webhooks:
        yield from _webhooks(spec)


def skeleton(spec: Spec) -> Iterator[str]:
    """List the templates under templates/app that this app has; copier.yml says the same for copier."""
    if spec.app.template is not None:
        # Another template made the rest, once; the list of doors is still ours.
        yield f"lib/doors.ts{SUFFIX}"
        return
    for name in sorted(_files(TEMPLATES / "app")):
        if name == "copier.yml":
            continue
        if not spec.app.sign_in and name.startswith(SIGN_IN_ONLY):
            continue
        if name.startswith("package-lock.json") and spec.app.package_manager != "npm":
            continue
        yield name


def _files(top: Path) -> Iterator[str]:
    # Not Path.rglob: every command lists the templates, and that takes three times as long.
    for folder, _, names in os.walk(top):
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from names if inside == "." else (f"{inside}/{name}" for name in names)


def _resource(r: ResourceView) -> Iterator[Entry]:
    key, one = r.key, r.singular_key
    files = [
        ("table.ts", f"db/schema/{key}.ts"),
        ("schema.ts", f"lib/schemas/{key}.ts"),
        ("data.ts", f"data/{key}.ts"),
    ]
    if r.api:
        files += [
            ("route.ts", f"app/api/{key}/route.ts"),
            ("route.id.ts", f"app/api/{key}/[id]/route.ts"),
            ("api.test.ts", f"tests/api/{key}.test.ts"),
        ]
    if r.forms:
        files += [
            ("page.tsx", f"app/{key}/page.tsx"),
            ("page.id.tsx", f"app/{key}/[id]/page.tsx"),
            ("actions.ts", f"app/{key}/actions.ts"),
            ("form.tsx", f"app/{key}/{one}-form.tsx"),
            ("actions.test.ts", f"tests/actions/{key}.test.ts"),
            ("e2e.spec.ts", f"e2e/{key}.spec.ts"),
        ]
    for template, path in files:
        yield Entry(f"resource/{template}{SUFFIX}", path, "managed", f"resource:{key}:{template}", resource=r)
    for action in r.custom:
        yield _component(action)


def _group(g: GroupView) -> Iterator[Entry]:
    files = [
        ("page.tsx", f"app/{g.key}/page.tsx"),
        ("actions.ts", f"app/{g.key}/actions.ts"),
        ("data.ts", f"data/{g.key}.ts"),
        ("actions.test.ts", f"tests/actions/{g.key}.test.ts"),
    ]
    if g.all_fields:
        files.append(("schema.ts", f"lib/schemas/{g.key}.ts"))
    for template, path in files:
        yield Entry(f"action/{template}{SUFFIX}", path, "managed", f"action:{g.key}:{template}", group=g)
    for action in g.actions:
        yield _component(action)


def _component(action: ActionView) -> Entry:
    template = "shared/action-button.tsx" if action.button else "shared/action-form.tsx"
    path = f"app/{action.folder}/{action.file}.tsx"
    return Entry(template + SUFFIX, path, "managed", f"action:{action.camel}:component", action=action)


def _webhooks(spec: Spec) -> Iterator[Entry]:
    files = [
        ("webhooks.ts", "lib/webhooks.ts"),
        ("table.ts", "db/schema/webhook-events.ts"),
        ("support.ts", "tests/support/webhooks.ts"),
    ]
    for template, path in files:
        yield Entry(f"webhook/{template}", path, "managed", f"webhook:{template}")
    for webhook in spec.webhooks:
        name = webhook.sender
        sender = SENDERS[name]._asdict() | {"key": name}
        files = [
            ("route", f"app/api/webhooks/{name}/route.ts"),
            ("data", f"data/webhooks/{name}.ts"),
            ("test", f"tests/webhooks/{name}.test.ts"),
        ]
        for part, path in files:
            template = f"webhook/{name}/{part}.ts{SUFFIX}"
            yield Entry(template, path, "managed", f"webhook:{part}.{name}.ts", sender=sender)
