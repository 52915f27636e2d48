"""`api lock` and `api diff`: what the app's API promised when it was released, and what it promises now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.report import Contract, NextStep, Report
from scaffold.contract.difference import Difference, differences
from scaffold.contract.document import Document
from scaffold.errors import ScaffoldError
from scaffold.files import CONTRACT, SPEC, decode, encode, to_lf
from scaffold.options import DEFAULT, Options
from scaffold.project import memory
from scaffold.project.plan import Plan, raw_change
from scaffold.tools import openapi

# What is raised by what is no OpenAPI document.
NO_DOCUMENT = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


def api_lock(directory: Path, options: Options = DEFAULT) -> Report:
    """Write the API as it is to openapi.lock.json: that is what clients rely on from then on."""
    with opened(directory, options) as app:
        before = memory.read(app.root, [CONTRACT])[CONTRACT]
        if not _has_api(app):
            raise _no_api(app)
        text = _today(app)
        plan = Plan((raw_change(CONTRACT, before, encode(text)),))
        app.apply(plan, "api lock")
        if before is not None:
            return Report("api lock", not options.dry_run, plan, (*app.notes, *_broken(decode(before), text)))
        step = NextStep(f"git add {CONTRACT}", "from then on `scaffold api diff` says what breaks clients")
        return Report("api lock", not options.dry_run, plan, app.notes, (step,))


def api_diff(directory: Path, options: Options = DEFAULT) -> Contract:
    """Compare the API with openapi.lock.json; ScaffoldError where there is none, or nothing to compare."""
    with opened(directory, options._replace(dry_run=True), looking=True) as app:
        locked = memory.read(app.root, [CONTRACT])[CONTRACT]
        if locked is None:
            if not _has_api(app):
                raise _no_api(app)
            what = "nobody has said yet what clients of the API rely on"
            raise ScaffoldError(what, where=CONTRACT, hint="write it down as it is today: scaffold api lock")
        before = _released(decode(locked))
        found = _compared(before, openapi.parse(_today(app)))
        next = (NextStep("scaffold api lock", "once your API's clients know"),) if found else ()
        return Contract(app.spec.app.name, tuple(found), next, app.notes)


def _today(app: OpenedApp) -> str:
    with app.options.progress.working("Asking the app for its API"):
        return openapi.document(app.root, app.spec.app.package_manager)


def _broken(before: str, text: str) -> tuple[str, ...]:
    """Say what the new lock gives up of the one before."""
    try:
        found = _compared(_released(before), openapi.parse(text))
    except ScaffoldError:
        return ()
    return tuple(one.line for one in found if one.breaks)


def _released(text: str) -> Mapping[str, Any]:
    try:
        return openapi.parse(to_lf(text))
    except ValueError as error:
        raise _unreadable(str(error)) from error


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    try:
        Document(before)
    except NO_DOCUMENT as error:
        raise _unreadable("it is no OpenAPI document") from error
    try:
        Document(after)
    except NO_DOCUMENT as error:
        raise openapi.no_document() from error
    try:
        return differences(before, after)
    except NO_DOCUMENT as error:
        # Something deep in one of them, and nobody knows in which.
        raise _unreadable("it cannot be compared with the API of today") from error


def _unreadable(why: str) -> ScaffoldError:
    hint = f"take it back from git: git checkout -- {CONTRACT}; or write it anew: scaffold api lock"
    return ScaffoldError(f"{CONTRACT} cannot be read: {why}", where=CONTRACT, hint=hint)


def _has_api(app: OpenedApp) -> bool:
    return any("api" in resource.consumers for resource in app.spec.resources)


def _no_api(app: OpenedApp) -> ScaffoldError:
    what = "the app has no API: no resource is for external clients"
    hint = "scaffold add resource todos text:string --for api"
    for resource in app.spec.resources[:1]:
        hint = f"scaffold change resource {resource.noun.key} --for {','.join([*resource.consumers, 'api'])}"
    return ScaffoldError(what, where=SPEC, hint=hint)
