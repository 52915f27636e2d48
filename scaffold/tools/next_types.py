"""What Next.js remembers of an app's routes for the compiler: of those that go it would go on asking."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Both are made anew by the next server or build, and read by every check of types until then.
CHECKS = (".next/dev/types/validator.ts", ".next/types/validator.ts")
_ROUTES = ("/page.tsx", "/route.ts", "/layout.tsx")


def forget(root: Path, gone: Iterable[str]) -> None:
    """Let no check of types ask for routes that are gone."""
    if any(path.startswith("app/") and path.endswith(_ROUTES) for path in gone):
        forget_all(root)


def forget_all(root: Path) -> None:
    """Let no check of types ask for any route until Next.js has looked again."""
    for check in CHECKS:
        # What cannot be taken away says so itself, when types are checked.
        with suppress(OSError):
            (root / check).unlink()
