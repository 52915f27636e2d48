"""`which` and `status`: say what the rule is, and what the app consists of."""

from __future__ import annotations

from pathlib import Path

from scaffold import doors as decide
from scaffold import files
from scaffold.cli import ask, show
from scaffold.cli.terminal import Output, width
from scaffold.commands import reconcile as project
from scaffold.errors import ScaffoldError
from scaffold.generate import parts
from scaffold.project import memory as store
from scaffold.project.memory import State
from scaffold.project.merge import has_markers
from scaffold.project.write import recover


def which(consumers: str | None, output: Output) -> None:
    """Say what to write for who is calling; without an answer, say the whole rule."""
    chosen = None
    if consumers is not None or output.asks:
        chosen = ask.consumers(
            consumers, asks=output.asks, question="Who, or what, is consuming this endpoint?"
        )
    answers = [*decide.ANSWERS, decide.READER] if chosen is None else [decide.answer(one) for one in chosen]
    if output.json:
        names = ("consumer", "who", "when", "door", "guard", "why")
        print(show.as_json(answers=[{name: getattr(one, name) for name in names} for one in answers]))
        return
    if chosen is None:
        print("Who, or what, is consuming this endpoint?\n")
    print("\n\n".join(show.rule(one) for one in answers))
    print(f"\n{decide.RULE_OF_THUMB}")


def status(directory: Path, output: Output) -> None:
    """Show every door, which generated files were edited or deleted, and whether an `apply` is due."""
    root = project.find_root(directory)
    recover(root)
    spec = project.read_spec(root)
    files = _files(root, store.load(root))
    doors = parts.doors(spec)
    edited = {door: any(path.startswith(door.files) for path in files) for door in doors}
    due, hint = _due(root)
    if output.json:
        rows = [
            row | {"edited": edited[door]} for row, door in zip(show.doors_json(doors), doors, strict=True)
        ]
        print(show.as_json(app=spec.app.name, doors=rows, files=files, due=due or None))
        return
    table = [
        (one.what, one.door, one.path, one.caller, one.guard, "yes" if edited[one] else "") for one in doors
    ]
    print(show.table(("what", "door", "path", "who calls it", "guard", "edited"), table, width()))
    if files:
        print("\nnot as they were generated:")
        for path, what in sorted(files.items()):
            print(f"  {what.ljust(10)}  {path}")
    if due:
        print(f"\n{due}; next: {hint}" if hint else f"\n{due}")


def _files(root: Path, state: State) -> dict[str, str]:
    """List the generated files that are not as they were generated, each with what happened to it."""
    disk = store.read(root, state.lock.files)
    found = {}
    for path, entry in sorted(state.lock.files.items()):
        data = disk[path]
        if data is None:
            found[path] = "deleted"
        elif entry.ownership != "seeded" and files.sha256(files.decode(data)) != entry.sha256:
            found[path] = "unresolved" if has_markers(files.decode(data)) else "edited"
    return found


def _due(root: Path) -> tuple[str, str | None]:
    """Say in a line what `apply` would do or refuse, and what to type; nothing when it has nothing to do."""
    try:
        plan = project.reconcile(root, lambda spec: spec).plan
        plan.check()
    except ScaffoldError as failure:
        return f"apply is refused: {failure.what}", failure.hint
    count = sum(change.before != change.after for change in plan.changes)
    files = "1 file does" if count == 1 else f"{count} files do"
    return (f"{files} not agree with scaffold.toml", "scaffold plan") if count else ("", None)
