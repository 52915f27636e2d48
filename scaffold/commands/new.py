"""`scaffold new`: ask, show the plan, write, install, migrate, commit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from scaffold import doors as decide
from scaffold.cli import ask, show
from scaffold.cli.terminal import Output, colour, say_next, width
from scaffold.commands import next_steps as steps
from scaffold.commands import reconcile as project
from scaffold.errors import UsageError
from scaffold.files import File
from scaffold.generate.render import context
from scaffold.project import new_folder
from scaffold.project.plan import Plan
from scaffold.project.write import apply
from scaffold.spec import edit
from scaffold.spec.check import check, typed
from scaffold.spec.model import PACKAGE_MANAGERS, App, Spec
from scaffold.spec.names import app_name, shown
from scaffold.tools import toolchain


class Answers(NamedTuple):
    """Hold what the flags of `new` say; None where a question is open."""

    name: str
    consumers: str | None = None
    sign_in: bool | None = None
    resources: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    package_manager: str = "npm"
    template: str | None = None


def new(directory: Path, answers: Answers, output: Output, *, install: bool, git: bool) -> None:
    """Make a new app in a folder below `directory` that has its name; `.` is the folder itself."""
    target = _target(directory, answers.name)
    if answers.package_manager not in PACKAGE_MANAGERS:
        raise UsageError(
            f"there is no package manager {shown(answers.package_manager)}",
            hint=f"choose from {', '.join(PACKAGE_MANAGERS)}, such as --pm {PACKAGE_MANAGERS[0]}",
        )
    if answers.template is not None and not answers.template.strip():
        raise UsageError("--template names no template", hint="--template ./my-template")
    new_folder.check(target)
    if output.writes and install:
        toolchain.check_node()
        toolchain.check_package_manager(answers.package_manager)
    spec = _spec(target.name, answers, output)
    plan = project.first_plan(spec, _template(spec, output))
    if output.asks or not output.writes:
        _show(spec, plan, output)
    if not output.writes:
        return
    if output.asks and not ask.confirm(f"Write it to {target}?"):
        raise ask.stopped()
    new_folder.write(target, plan)
    output.say(f"{colour('created', 'green')} {steps.way(target)}: {len(show.changes(plan))} files")
    notes: list[str] = []
    try:
        if install and toolchain.is_package(target):
            _install(target, answers.package_manager, output)
    finally:
        # What was written is whole even where the installation failed, so it is committed all the same.
        why_not = toolchain.git_init(target) if git else None
        if why_not:
            notes.append(f"no git repository was made: {why_not}")
            output.say(notes[-1])
    next = steps.after_new(target, spec, installed=install)
    if output.json:
        output.report(f"new {target.name}", plan, notes=notes, next=next, doors=decide.doors(spec))
    else:
        say_next(next)


def _target(directory: Path, name: str) -> Path:
    """Return the folder of the new app; UsageError for a name that is none."""
    here = project.existing(directory)
    # A shell's completion ends the name of an empty folder that is there already with a slash.
    plain = name.rstrip("/") or name
    if plain == ".":
        app_name(here.name)
        return here
    *above, last = plain.split("/")
    if above and last not in ("", ".", ".."):
        folder = "/".join(above) or "/"
        raise UsageError(
            f"{shown(name)} is a path, and an app needs a name", hint=f"scaffold new {last} -C {folder}"
        )
    return here / app_name(plain)


def _spec(name: str, answers: Answers, output: Output) -> Spec:
    """Put the answers together, from the flags and from whoever is at the terminal."""
    asks = output.asks
    # Forms need sign-in, so without it they are not offered.
    closed = answers.sign_in is False
    usual = [one for one in ask.DEFAULT_CONSUMERS if not (closed and one == "forms")]
    allowed = [one for one in ask.EVERYBODY if answers.consumers or not (closed and one == "forms")]
    consumers = ask.consumers(
        answers.consumers, allowed=allowed, usual=usual if output.yes or asks else None, asks=asks
    )
    sign_in = answers.sign_in
    if sign_in is None:
        sign_in = ask.sign_in() if asks and "forms" not in consumers else True
    spec = Spec(App(name, consumers, sign_in, answers.package_manager, answers.template))
    with typed("leave out --no-sign-in, or forms: --for api"):
        check(spec)
    for text in answers.resources or _first_resource(spec, asks):
        spec = edit.add_resource(spec, ask.resource(text, consumers))
    senders = answers.webhooks or (ask.senders() if asks and "webhooks" in consumers else ())
    for sender in senders:
        spec = edit.add_webhook(spec, sender)
    return spec


def _first_resource(spec: Spec, asks: bool) -> list[str]:
    if not asks or not {"forms", "api"} & set(spec.app.consumers):
        return []

    def refusal(text: str) -> str | None:
        return ask.why_not(
            lambda: project.first_plan(edit.add_resource(spec, ask.resource(text, spec.app.consumers)), {})
        )

    first = ask.first_resource(refusal)
    return [first] if first else []


def _template(spec: Spec, output: Output) -> dict[str, File]:
    """Return the files that another template makes, where one was asked for."""
    if spec.app.template is None:
        return {}
    from scaffold.tools import copier as skeleton

    with output.working(f"Reading {spec.app.template}"):
        return skeleton.copy(spec.app.template, context(spec))


def _show(spec: Spec, plan: Plan, output: Output) -> None:
    """Show what would be made: the doors, then the files."""
    doors = decide.doors(spec)
    if output.json or output.diff:
        output.report(f"new {spec.app.name}", plan, doors=doors)
        return
    rows = [(one.what, one.door, one.caller, one.guard, one.why) for one in doors]
    print(show.table(("what", "door", "who calls it", "guard", "why"), rows, width()))
    files = [change.path for change in show.changes(plan)]
    print(f"\n{show.tree(spec.app.name, files, width())}\n")
    if output.dry_run:
        print("nothing was written (dry run)")


def _install(target: Path, package_manager: str, output: Output) -> None:
    """Install the dependencies and make the first migration with them."""
    with output.working(f"Installing dependencies with {package_manager} (a minute or so)"):
        toolchain.install(target, package_manager, steps.again(target, package_manager))
    if not (toolchain.is_installed(target) and toolchain.uses_database(target)):
        return
    with output.working("Making the first migration"):
        nothing = Plan()
        apply(target, nothing.with_changes(*toolchain.migration(target, nothing, "init")), "first migration")
    new_folder.forget_history(target)
