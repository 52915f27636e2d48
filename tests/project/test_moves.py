"""A file is the one of its id: where its part has another name, what went and what came are one file."""

from __future__ import annotations

from scaffold.files import File
from scaffold.project import moves
from scaffold.project.lock import Entries, Entry, Lock


def lock(**files: str) -> Lock:
    return Lock(
        "0.1.0", Entries.of({path: Entry(id, "sum", "managed", "0.1.0") for id, path in files.items()})
    )


def rendered(files: dict[str, str]) -> dict[str, File]:
    return {path: File(path, "", "managed", id) for id, path in files.items()}


HAD = lock(
    **{
        "resource:todos:data.ts": "data/todos.ts",
        "resource:todos:archiveTodo": "app/todos/archive-todo-form.tsx",
        "resource:notes:data.ts": "data/notes.ts",
        "app:doors": "lib/doors.ts",
    }
)
NAMES = {"resource:todos": "resource:tasks", "archiveTodo": "archiveTask"}


def test_the_files_of_what_has_another_name_have_other_paths() -> None:
    now = rendered(
        {
            "resource:tasks:data.ts": "data/tasks.ts",
            "resource:tasks:archiveTask": "app/tasks/archive-task-form.tsx",
            "resource:tasks:new.ts": "data/new.ts",
            "resource:notes:data.ts": "data/notes.ts",
            "app:doors": "lib/doors.ts",
        }
    )
    assert moves.of(HAD, now, NAMES) == {
        "data/tasks.ts": "data/todos.ts",
        "app/tasks/archive-task-form.tsx": "app/todos/archive-todo-form.tsx",
    }
    assert moves.of(HAD, now, {}) == {}


def test_what_is_still_rendered_or_was_there_stays_in_its_place() -> None:
    now = rendered({"resource:tasks:data.ts": "data/todos.ts", "resource:todos:data.ts": "data/notes.ts"})
    assert moves.of(HAD, now, NAMES) == {}
