"""`scaffold new`: ask, show the plan, write, install, migrate, commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold import ask, decide, edit, new_folder, project, show, toolchain
from scaffold.apply import apply
from scaffold.errors import ScaffoldError, UsageError
from scaffold.names import app_name
from scaffold.plan import File, Plan
from scaffold.spec import PACKAGE_MANAGERS, App, Spec
from scaffold.terminal import Output, colour, say_next, working


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
    target = (
        (directory / answers.name).resolve() if answers.name == "." else directory.resolve() / answers.name
    )
    name = app_name(target.name if answers.name == "." else answers.name)
    if answers.package_manager not in PACKAGE_MANAGERS:
        raise UsageError(
            f"there is no package manager {answers.package_manager!r}", hint=f"--pm {PACKAGE_MANAGERS[0]}"
        )
    new_folder.check(target)
    if output.writes and install:
        toolchain.check_node()
        toolchain.check_package_manager(answers.package_manager)
    interactive = ask.at_terminal() and not output.yes and answers.consumers is None
    spec = _spec(name, answers, output, interactive)
    plan = project.first_plan(spec, _template(spec))
    if interactive or not output.writes:
        _show(spec, plan, output)
    if not output.writes:
        return
    if interactive and not ask.confirm(f"Write {target}?"):
        raise ScaffoldError("stopped; nothing was written", hint=f"scaffold new {answers.name}")
    new_folder.write(target, plan)
    if not output.json:
        print(f"{colour('created', 'green')} {target}: {len(show.changes(plan))} files")
    if install:
        _install(target, answers.package_manager)
    if git:
        why_not = toolchain.git_init(target)
        if why_not and not output.json:
            print(f"no git repository was made: {why_not}")
    steps = _next(directory, target, spec, installed=install)
    if output.json:
        output.report(f"new {name}", plan, next=steps, doors=decide.doors(spec))
    else:
        say_next(steps)


def _spec(name: str, answers: Answers, output: Output, interactive: bool) -> Spec:
    consumers = ask.consumers(answers.consumers, ask.DEFAULT_CONSUMERS if output.yes else None)
    sign_in = ask.sign_in(answers.sign_in, ask=interactive and "forms" not in consumers)
    app = App(name, consumers, sign_in, answers.package_manager, answers.template)
    spec = Spec(app)
    resources = list(answers.resources)
    if interactive and not resources and {"forms", "api"} & set(consumers):
        first = ask.first_resource()
        resources += [first] if first else []
    for text in resources:
        spec = edit.add_resource(spec, ask.resource(text, consumers))
    senders = answers.webhooks
    if interactive and not senders and "webhooks" in consumers:
        senders = ask.senders()
    for sender in senders:
        spec = edit.add_webhook(spec, sender)
    edit.check(spec)
    return spec


def _template(spec: Spec) -> dict[str, File]:
    """Return the files that another template makes, where one was asked for."""
    if spec.app.template is None:
        return {}
    from scaffold import skeleton

    answers = {
        "name": spec.app.name,
        "package_manager": spec.app.package_manager,
        "sign_in": spec.app.sign_in,
    }
    with working(f"Reading {spec.app.template}"):
        return skeleton.copy(spec.app.template, answers)


def _show(spec: Spec, plan: Plan, output: Output) -> None:
    """Show what would be made: the doors, then the files."""
    if output.json or output.diff:
        output.report(f"new {spec.app.name}", plan, doors=decide.doors(spec))
        return
    rows = [(one.what, one.door, one.caller, one.guard, one.why) for one in decide.doors(spec)]
    head = ("what", "door", "who calls it", "guard", "why")
    if not ask.at_terminal():
        print(show.table(head, rows))
    else:
        from rich import box
        from rich.console import Console
        from rich.table import Table

        table = Table(*head, box=box.SIMPLE_HEAD, pad_edge=False)
        for row in rows:
            table.add_row(*row)
        Console().print(table)
    print(f"\n{spec.app.name}/\n{show.tree(change.path for change in show.changes(plan))}\n")
    if output.dry_run:
        print("nothing was written (dry run)")


def _install(target: Path, package_manager: str) -> None:
    """Install the dependencies and make the first migration with them."""
    with working(f"Installing dependencies with {package_manager} (a minute or so)"):
        toolchain.install(target, package_manager)
    if not toolchain.is_installed(target):
        # Another template may not use our database at all.
        return
    with working("Making the first migration"):
        nothing = Plan()
        apply(target, nothing.with_changes(*toolchain.migration(target, nothing, "init")), "first migration")
    new_folder.forget_history(target)


def _next(directory: Path, target: Path, spec: Spec, *, installed: bool) -> Sequence[str]:
    manager = spec.app.package_manager
    steps = []
    if target != directory.resolve():
        steps.append(f"cd {target.relative_to(directory.resolve())}")
    if not installed:
        steps += [f"{manager} install", "scaffold apply    # makes the first migration"]
    steps.append(f"{manager} run dev    # http://localhost:3000")
    if not spec.resources:
        steps.append("scaffold add resource todos text:string completed:boolean=false")
    if "webhooks" in spec.app.consumers and not spec.webhooks:
        steps.append("scaffold add webhook stripe    # or github, shopify")
    for webhook in spec.webhooks:
        steps.append(f"set {decide.SENDERS[webhook.sender].secret} in .env.local")
    return steps
