"""Measure how often a change stops at lines that people edited: `python bench/conflicts.py`."""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from hand_edits import EDITS
from typecheck import App as Typed

from scaffold.generate.render import render
from scaffold.merge.file import merge
from scaffold.merge.result import Conflict
from scaffold.merge.syntax import parse
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

FIELDS = ("text:string", "completed:boolean=false", "due:date?", "priority:integer=0")
Engine = Callable[[str, str, str, str], str | None]
# A text with some edits, and whether one of them is in a line that the change rewrites or takes away.
Made = tuple[str, bool]
Texts = Mapping[str, str]


def spec(fields: Sequence[str] = FIELDS, owner: str = "user", *actions: Action) -> Spec:
    resource = Resource(
        resource_names("todos"), ("forms", "api"), owner, False, tuple(map(parse_field, fields))
    )
    made = edit.add_resource(Spec(App("myapp", ("forms", "api"))), resource)
    for action in (ARCHIVE, *actions):
        made = edit.add_action(made, action)
    return made


ARCHIVE = Action(action_name("archiveTodo"), fields=(parse_field("reason:string"),))
PUBLISH = Action(action_name("publishTodo"), fields=(parse_field("note:string"),))
CHANGES: Mapping[str, tuple[Spec, float]] = {
    "add action with fields": (spec(FIELDS, "user", PUBLISH), 1),
    "add a field": (spec((*FIELDS, "notes:text?")), 1),
    "rename a field": (spec([field.replace("due", "dueDate") for field in FIELDS]), 2),
    "remove a field": (spec([field for field in FIELDS if not field.startswith("due")]), 8),
    "boolean → enum": (spec([re.sub("boolean=false", "enum(open,done)=open", field) for field in FIELDS]), 8),
    "required → optional": (spec([re.sub("integer=0", "integer?", field) for field in FIELDS]), 8),
    "owner user → none": (spec(FIELDS, "none"), 15),
}


def texts(of: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(of).items() if file.ownership == "managed"}


def ours(path: str, base: str, mine: str, theirs: str) -> str | None:
    """Merge as scaffold does; None where it stops. A clean merge that does not parse ends the run."""
    result = merge(path, base, mine, theirs)
    if isinstance(result, Conflict):
        return None
    if (
        path.endswith((".ts", ".tsx"))
        and parse(mine.encode()).whole
        and not parse(result.text.encode()).whole
    ):
        raise SystemExit(f"{path} does not parse:\n{result.text}")
    return result.text


def git(_path: str, base: str, mine: str, theirs: str) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, text in (("mine", mine), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_text(text, "utf-8")
            names.append(str(Path(folder) / name))
        merged = subprocess.run(
            ["git", "merge-file", "-p", *names], capture_output=True, text=True, check=False
        )
        return None if merged.returncode else merged.stdout


def line_edits(count: int, choose: random.Random) -> Callable[[str, str, str], Made]:
    """Make edits of single lines, of each kind as many: a line put in, changed or taken out."""

    def edited(_path: str, base: str, theirs: str) -> Made:
        lines = base.split("\n")[:-1]
        places = sorted(choose.sample(range(len(lines)), min(count, len(lines))), reverse=True)
        for number, place in enumerate(places):
            indent = re.match(r"\s*", lines[place])
            kind = choose.choice(["insert", "change", "delete"])
            if kind == "insert":
                lines.insert(place, f"{indent[0] if indent else ''}// note {number}")
            elif kind == "delete":
                del lines[place]
            else:
                lines[place] = re.sub(r"([A-Za-z_]\w*)", r"\1X", lines[place], count=1)
        return "\n".join(lines) + "\n", not rewritten(base, theirs).isdisjoint(places)

    return edited


def rewritten(base: str, theirs: str) -> set[int]:
    """List the lines that a change rewrites or takes away, alone or with the declaration that they are in."""
    before, after = base.split("\n")[:-1], theirs.split("\n")[:-1]
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    lines = {
        line for tag, low, high, _, _ in codes if tag in ("replace", "delete") for line in range(low, high)
    }
    old, new = (parse(text.encode()) for text in (base, theirs))
    left = {node.name for node in new.root.children}
    for node in old.root.children if old.whole else ():
        if node.name is not None and node.name not in left:
            lines |= set(range(base.count("\n", 0, node.start), base.count("\n", 0, node.end) + 1))
    return lines


def hand_edits(count: int, choose: random.Random) -> Callable[[str, str, str], Made]:
    """Make edits of the kinds that people make."""

    def edited(path: str, base: str, theirs: str) -> Made:
        made = 0
        text = base
        for one in choose.sample(EDITS, len(EDITS)):
            after = one.apply(path, text) if made < count else None
            if after is not None:
                text, made = after, made + 1
        return text, not rewritten(base, text).isdisjoint(rewritten(base, theirs))

    return edited


def trials(
    engine: Engine,
    change: Spec,
    edited: Callable[[str, str, str], Made],
    count: int,
    wrong: Callable[[Texts, Texts], bool] | None = None,
) -> Counter[str]:
    """Run one change in as many edited apps: in how many it is clean or stops, apart from true conflicts.

    `wrong` tells whether what was merged is, where neither the edited texts nor the new ones are.
    """
    before, after = texts(spec()), texts(change)
    changed = [path for path in before if path in after and before[path] != after[path]]
    found: Counter[str] = Counter()
    for _ in range(count):
        made = {path: edited(path, before[path], after[path]) for path in changed}
        merged = {path: engine(path, before[path], made[path][0], after[path]) for path in changed}
        clean = {path: text for path, text in merged.items() if text is not None}
        touched = any(touches for _, touches in made.values())
        is_clean = len(clean) == len(changed)
        found[("true " if touched else "") + ("clean" if is_clean else "conflict")] += 1
        if wrong is not None and is_clean:
            found["wrong"] += wrong({path: text for path, (text, _) in made.items()}, clean)
    return found


def checker(change: Spec, packages: Path, folder: Path) -> Callable[[Texts, Texts], bool]:
    """Return what tells merged texts that TypeScript refuses from those it did not take before the merge."""
    apps = [
        Typed(folder / name, packages, {path: file.text for path, file in render(of).items()})
        for name, of in (("before", spec()), ("after", change))
    ]

    def wrong(mine: Texts, merged: Texts) -> bool:
        errors = apps[1].errors(merged)
        is_wrong = bool(errors) and not apps[0].errors(mine)
        if is_wrong:
            print(*errors[:3], sep="\n", file=sys.stderr)
        return is_wrong

    if any(app.errors({}) for app in apps):
        raise SystemExit("what is generated has errors")
    return wrong


def share(found: Counter[str], prefix: str = "") -> str:
    all_of = found[f"{prefix}clean"] + found[f"{prefix}conflict"]
    return f"{100 * found[f'{prefix}conflict'] / all_of:.1f} %" if all_of else "-"


def rows(count: int, seed: int, only: str) -> Iterator[str]:
    yield "| change | edits a file | apart: stops | git merge-file | goal | touching trials | of them stop |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for name, (change, goal) in CHANGES.items():
        if only not in name:
            continue
        for label, make, edits in KINDS:
            mine = trials(ours, change, make(edits, random.Random(seed)), count)
            gits = trials(git, change, make(edits, random.Random(seed)), count)
            touching = 100 * (mine["true clean"] + mine["true conflict"]) / count
            wanted = f"{goal} %" if edits == 3 else ""
            yield (
                f"| {name} | {label} | {share(mine)} | {share(gits)} | {wanted} | {touching:.0f} %"
                f" | {share(mine, 'true ')} |"
            )


def typed_rows(count: int, seed: int, only: str, packages: Path) -> Iterator[str]:
    yield "| change | edits a file | merged | with errors that neither side has |"
    yield "| --- | --- | ---: | ---: |"
    for name, (change, _) in CHANGES.items():
        if only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            wrong = checker(change, packages, Path(folder))
            for label, make, edits in KINDS:
                found = trials(ours, change, make(edits, random.Random(seed)), count, wrong)
                yield f"| {name} | {label} | {found['clean'] + found['true clean']} | {found['wrong']} |"


KINDS = (
    ("1 line", line_edits, 1),
    ("3 lines", line_edits, 3),
    ("10 lines", line_edits, 10),
    ("3 by hand", hand_edits, 3),
)


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="how many edited apps for each row")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="changes with this in their name")
    parser.add_argument(
        "--typecheck", type=Path, metavar="DIR", help="see what TypeScript says of it; node_modules of an app"
    )
    options = parser.parse_args(given)
    each = (options.trials, options.seed, options.only)
    for row in typed_rows(*each, options.typecheck) if options.typecheck else rows(*each):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
