"""`which` and `status`: say what the rule is, and what the app consists of."""

from __future__ import annotations

from pathlib import Path

from scaffold import ask, decide, project, show, store
from scaffold.plan import paths_to_read
from scaffold.render import render


def which(consumers: str | None, *, as_json: bool, ask_first: bool) -> None:
    """Say what to write for who is calling; without an answer, say the whole rule."""
    chosen = None
    if consumers is not None or (ask_first and ask.at_terminal()):
        chosen = ask.consumers(consumers, None)
    answers = [*decide.ANSWERS, decide.READER] if chosen is None else [decide.answer(one) for one in chosen]
    if as_json:
        names = ("consumer", "who", "when", "door", "guard", "why")
        print(show.as_json(answers=[{name: getattr(one, name) for name in names} for one in answers]))
        return
    print("Who, or what, is consuming this endpoint?\n")
    print("\n\n".join(show.rule(one) for one in answers))
    print(f"\n{decide.RULE_OF_THUMB}")


def status(directory: Path, *, as_json: bool) -> None:
    """Show every door, and which generated files were edited, deleted or are out of date."""
    root = project.find_root(directory)
    spec = project.read_spec(root)
    state = store.load(root)
    rendered = render(spec)
    disk = store.read(root, paths_to_read(state, rendered))
    files = {}
    for path, entry in state.lock.files.items():
        data = disk.get(path)
        if data is None:
            files[path] = "deleted"
        elif entry.ownership != "seeded" and store.sha256(store.decode(data)) != entry.sha256:
            files[path] = "edited"
    doors = decide.doors(spec)
    edited = {door: any(path.startswith(door.files) for path in files) for door in doors}
    if as_json:
        rows = [
            row | {"edited": edited[door]} for row, door in zip(show.doors_json(doors), doors, strict=True)
        ]
        print(show.as_json(app=spec.app.name, doors=rows, files=files))
        return
    table = [
        (one.what, one.door, one.path, one.caller, one.guard, "yes" if edited[one] else "") for one in doors
    ]
    print(show.table(("what", "door", "path", "who calls it", "guard", "edited"), table))
    if files:
        print("\nfiles that are no longer as they were generated:")
        for path, what in sorted(files.items()):
            print(f"  {what.ljust(7)}  {path}")
