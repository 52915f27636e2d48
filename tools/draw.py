"""Draw the packages of scaffold and the arrows between them, from the imports themselves.

Run it after a module came or went:  python tools/draw.py
It writes docs/architecture.md, below the line that says so; a test fails while that is out of date.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scaffold"
PAGE = ROOT / "docs/architecture.md"
MARK = "<!-- Drawn by tools/draw.py from the imports: all below is made anew. -->\n"
# Each may import what stands below it; rooms on one floor do not know each other.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("planning", "rows"),
    ("generate", "tools"),
    ("spec", "project"),
    ("contract", "doors", "merge", "options"),
    ("files", "senders"),
    ("errors", "interrupts", "scaffold"),
)


class Module(NamedTuple):
    """Hold one module: its room, its name there, what it says it is, its length, and whom it imports."""

    room: str
    name: str
    says: str
    lines: int
    imports: tuple[tuple[str, str], ...]


def modules() -> list[Module]:
    """Read every module of the package; imports made inside functions count too."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        room, name = _place(path.relative_to(PACKAGE).with_suffix("").parts)
        says = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
        found.append(Module(room, name, says, len(text.splitlines()), tuple(sorted(set(_imports(tree))))))
    return found


def floor(room: str) -> int:
    """Return the floor of a room, 0 being the top one."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def page() -> str:
    """Lay out the drawing and what each room holds."""
    every = modules()
    rooms = [room for rooms in FLOORS for room in rooms if any(module.room == room for module in every)]
    arrows: dict[tuple[str, str], int] = {}
    for module in every:
        for room, _ in module.imports:
            if room != module.room:
                arrows[module.room, room] = arrows.get((module.room, room), 0) + 1
    lines = [MARK, "```mermaid", "flowchart TD"]
    lines += [f"  {_box(room)}" for room in rooms]
    ordered = sorted(arrows.items(), key=lambda arrow: (rooms.index(arrow[0][0]), rooms.index(arrow[0][1])))
    lines += [f"  {_id(start)} -->|{count}| {_id(end)}" for (start, end), count in ordered]
    lines += [
        "```",
        "",
        "An arrow counts the modules of one room that import from the other.",
        "",
    ]
    for room in rooms:
        inside = [module for module in every if module.room == room]
        lines += [f"## {room}", "", "| module | lines | what it is |", "|---|---:|---|"]
        lines += [f"| {module.name} | {module.lines} | {module.says} |" for module in inside]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def written(text: str) -> str:
    """Return the page with the drawing made anew; what stands above the mark is kept."""
    return text.partition(MARK)[0] + page()


def main() -> None:
    """Write the page."""
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")


def _place(parts: tuple[str, ...]) -> tuple[str, str]:
    """Return the room and the name of a module; a module of the ground floor is a room by itself."""
    if parts == ("__init__",):
        return "scaffold", "scaffold"
    if len(parts) == 1:
        return parts[0], parts[0]
    return parts[0], "/".join(parts[1:])


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "scaffold":
                yield _target(parts[1:])


def _target(parts: list[str]) -> tuple[str, str]:
    """Return room and module of an imported name: generate and parts for `generate.parts.doors`."""
    if not parts or not ((PACKAGE / parts[0]).is_dir() or (PACKAGE / f"{parts[0]}.py").is_file()):
        return "scaffold", "scaffold"
    inner = [part for part in parts[1:2] if (PACKAGE / parts[0] / part).with_suffix(".py").is_file()]
    return parts[0], inner[0] if inner else parts[0]


def _box(room: str) -> str:
    return f'{_id(room)}["{room}"]'


def _id(room: str) -> str:
    return room.strip("_") + "_room"


if __name__ == "__main__":
    main()
