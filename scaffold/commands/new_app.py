"""`new`: a whole app, planned, written, installed, migrated and committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.commands import next_steps
from scaffold.commands.migrated import migrated
from scaffold.commands.new_plan import kept, left_out, whole
from scaffold.commands.opened import is_unmigrated, opened
from scaffold.commands.place import place
from scaffold.commands.planned import Planned
from scaffold.commands.report import Report
from scaffold.commands.rule import EVERYBODY
from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import File
from scaffold.generate import parts as generate
from scaffold.generate import templates
from scaffold.generate.render import context
from scaffold.options import DEFAULT, Missing, Options, texts
from scaffold.project import begun, new_folder
from scaffold.project.plan import Plan
from scaffold.senders import SENDERS
from scaffold.spec import edit
from scaffold.spec.brand import checked_brand
from scaffold.spec.check import check, typed
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import (
    PACKAGE_MANAGERS,
    RESOURCE_CONSUMERS,
    App,
    Resource,
    Spec,
    checked_consumers,
)
from scaffold.spec.names import resource_names, shown
from scaffold.tools import git, node, workspace

DEFAULT_CONSUMERS = ("forms", "api")
# Those who sign in.
SIGNED_IN = frozenset({"forms", "frontend"})


@dataclass(frozen=True)
class NewApp:
    """Hold an app that is planned and not yet written."""

    target: Path
    spec: Spec
    plan: Plan
    notes: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        """Tell what would be written."""
        return Report(self.label, plan=self.plan, notes=self.notes, doors=generate.doors(self.spec))

    @property
    def label(self) -> str:
        """Name the change to people."""
        return f"new {self.target.name}"


def new(
    directory: Path,
    name: str,
    *,
    consumers: Sequence[str] | None = None,
    sign_in: bool | None = None,
    resources: Sequence[str] | None = None,
    webhooks: Sequence[str] | None = None,
    package_manager: str | None = None,
    template: str | None = None,
    brand: str | None = None,
    install: bool = True,
    commit: bool = True,
    options: Options = DEFAULT,
) -> Report:
    """Make a new app in a folder below `directory` that has its name; `.` is the folder itself.

    `consumers` are `forms`, `api`, `webhooks` and `frontend`; a resource is a text such as
    `todos text:string`; `template` is a folder or git address of a Copier template; `brand` is a colour
    such as `#0a7f5a`. With a None left, the usual answer is taken; the package manager is that of the
    workspace around the app, or npm.
    """
    planned = prepare(
        directory,
        name,
        consumers=consumers,
        sign_in=sign_in,
        resources=resources,
        webhooks=webhooks,
        package_manager=package_manager,
        template=template,
        brand=brand,
        install=install,
        options=options,
    )
    return (
        planned.report
        if options.dry_run
        else finish(planned, install=install, commit=commit, options=options)
    )


def prepare(
    directory: Path,
    name: str,
    *,
    consumers: Sequence[str] | None = None,
    sign_in: bool | None = None,
    resources: Sequence[str] | None = None,
    webhooks: Sequence[str] | None = None,
    package_manager: str | None = None,
    template: str | None = None,
    brand: str | None = None,
    install: bool = True,
    options: Options = DEFAULT,
) -> NewApp:
    """Plan a new app and write nothing; takes what `new` takes."""
    target, name = place(directory, name)
    if package_manager is not None and package_manager not in PACKAGE_MANAGERS:
        raise UsageError(
            f"there is no package manager {shown(package_manager)}",
            hint=f"choose from {', '.join(PACKAGE_MANAGERS)}, such as --pm {PACKAGE_MANAGERS[0]}",
        )
    if template is not None and not template.strip():
        raise UsageError("--template names no template", hint="--template ./my-template")
    if not options.dry_run:
        new_folder.take_back(target)
    new_folder.check(target)
    there = workspace.around(target)
    package_manager = workspace.manager(there, package_manager)
    if install and not options.dry_run:
        node.check_node()
        node.check_package_manager(package_manager)
    chosen = _consumers(texts("consumers", consumers), sign_in, options)
    with_sign_in = _sign_in(chosen, sign_in, options)
    app = App(
        name,
        chosen,
        with_sign_in,
        package_manager,
        template,
        workspace=there is not None,
        brand=None if brand is None else checked_brand(brand),
    )
    with typed("leave out --no-sign-in, or who signs in: --for api"):
        check(Spec(app))
    spec = _with_parts(Spec(app), texts("resources", resources), texts("webhooks", webhooks), options)
    return NewApp(target, spec, whole(spec, _template(spec, options), target), kept(target))


def finish(
    planned: NewApp, *, install: bool = True, commit: bool = True, options: Options = DEFAULT
) -> Report:
    """Write a planned app, install its dependencies, make its first migration and its first commit."""
    try:
        return _finish(planned, install, commit, options)
    except KeyboardInterrupt:
        if not any(fate == "complete" for _, fate in begun.changes()):
            raise
        what = f"interrupted, but the app is complete: {next_steps.way(planned.target)}"
        again = next_steps.again(planned.target, planned.spec.app.package_manager)
        raise ScaffoldError(what, where=str(planned.target), hint=f"to go on: {again}") from None


def _finish(planned: NewApp, install: bool, commit: bool, options: Options) -> Report:
    target, spec = planned.target, planned.spec
    new_folder.write(target, planned.plan, planned.label)
    options.progress.done(f"created {next_steps.way(target)}: {len(planned.report.changes)} files")
    unmigrated = False
    locked = workspace.lock(target, spec.app.package_manager, templates.text("app/yarn.lock", {}))
    try:
        if node.is_package(target):
            if install:
                _install(target, spec.app, options)
                unmigrated = _migrate(planned, options)
            else:
                unmigrated = is_unmigrated(target)
    finally:
        # What was written is whole even where the installation failed, so it is committed all the same.
        why_not = git.first_commit(target) if commit else None
    return Report(
        planned.label,
        written=True,
        plan=planned.plan,
        notes=(
            *planned.notes,
            *workspace.notes(target, spec.app.package_manager),
            *locked,
            *((f"no git repository was made: {why_not}",) if why_not else ()),
            *(left_out(planned.target, planned.plan) if commit else ()),
        ),
        next=tuple(next_steps.after_new(target, spec, installed=install, unmigrated=unmigrated)),
        doors=generate.doors(spec),
    )


def resource(text: str, app: App) -> Resource:
    """Read `todos text:string completed:boolean=false`, with quotes as in a shell."""
    name, *fields = words(text) or [""]
    noun = resource_names(name)
    if not fields:
        raise UsageError(f"{noun.key} has no fields", hint=f'such as "{noun.key} name:string"')
    return Resource(noun, app.usual_consumers or RESOURCE_CONSUMERS[:1], fields=parse_fields(fields))


def words(text: str) -> list[str]:
    """Split words as a shell does; UsageError when a quote is not closed."""
    import shlex

    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{text!r}: {error}".lower(), hint="close the quote") from error


def _consumers(given: Sequence[str] | None, sign_in: bool | None, options: Options) -> tuple[str, ...]:
    """Return who calls the server: as given, or the usual answer."""
    if given is not None:
        return checked_consumers(given, EVERYBODY)
    # Forms and a frontend need sign-in, so without it they are not offered.
    allowed = tuple(consumer for consumer in EVERYBODY if consumer not in SIGNED_IN or sign_in is not False)
    usual = tuple(consumer for consumer in DEFAULT_CONSUMERS if consumer in allowed)
    if options.answers == "usual":
        return usual
    hint = f"--for {','.join(allowed)}"
    raise Missing("consumers", "Who will call your server?", hint, allowed=allowed, usual=usual)


def _sign_in(consumers: Sequence[str], given: bool | None, options: Options) -> bool:
    """Return whether people sign in: as given, needed by who calls, or the usual answer."""
    if given is None and not SIGNED_IN.intersection(consumers) and options.answers == "asked":
        raise Missing("sign_in", "Do people sign in?", "--sign-in")
    return given is not False


def _with_parts(
    spec: Spec, resources: Sequence[str] | None, senders: Sequence[str] | None, options: Options
) -> Spec:
    """Add the first resources and senders."""
    if resources is None and options.answers == "asked" and spec.app.usual_consumers:
        raise Missing(
            "resources",
            "A first resource with its fields (enter for none):",
            '--resource "todos text:string"',
        )
    for text in resources or ():
        spec = edit.add_resource(spec, resource(text, spec.app))
    if senders is None and options.answers == "asked" and "webhooks" in spec.app.consumers:
        raise Missing(
            "webhooks", "Which of them send events?", "--webhook stripe", allowed=tuple(sorted(SENDERS))
        )
    for sender in senders or ():
        spec = edit.add_webhook(spec, sender)
    return spec


def _template(spec: Spec, options: Options) -> dict[str, File]:
    """Return the files that another template makes, where one was asked for."""
    if spec.app.template is None:
        return {}
    from scaffold.tools import copier

    with options.progress.working(f"Reading {spec.app.template}"):
        return copier.copy(spec.app.template, context(spec))


def _install(target: Path, app: App, options: Options) -> None:
    """Install the dependencies."""
    manager = app.package_manager
    with options.progress.working(f"Installing dependencies with {manager} (a minute or so)"):
        node.install(target, manager, next_steps.again(target, manager), member=app.workspace)


def _migrate(planned: NewApp, options: Options) -> bool:
    """Make the first migration, as any later one is made; tell whether it is still to be made."""
    try:
        with opened(planned.target, options) as app:
            made = migrated(app, Planned(planned.spec, planned.spec, Plan()), "init")
            app.apply(made.plan, planned.label)
    except ScaffoldError as error:
        again = next_steps.again(planned.target, planned.spec.app.package_manager)
        raise ScaffoldError(
            error.what.replace("; nothing was changed", ""),
            where=error.where,
            hint=f"the app is written; to finish it, once that is mended: {again}",
        ) from error
    new_folder.forget_history(planned.target)
    return made.unmigrated
