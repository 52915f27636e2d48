"""Keep what the templates of a release say, so that a later change of one has to be told.

Run it when a version is released, after `__version__` has its number:  python tools/released.py
It writes tools/released.json anew, and gives the entries below "Unreleased" in
scaffold/commands/template_changes.toml that version.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from scaffold import __version__
from scaffold.commands import changelog
from scaffold.generate import templates

FILE = Path(__file__).parent / "released.json"


def digests() -> dict[str, str]:
    """Fingerprint every template there is."""
    names = sorted(templates.files(templates.TEMPLATES))
    return {name: sha256((templates.TEMPLATES / name).read_bytes()).hexdigest()[:16] for name in names}


def kept() -> tuple[str, dict[str, str]]:
    """Return the version that was released last, and the fingerprints of its templates."""
    found = json.loads(FILE.read_text("utf-8"))
    return found["version"], found["templates"]


def main() -> None:
    """Write down what is released."""
    text = {"version": __version__, "templates": digests()}
    FILE.write_text(json.dumps(text, indent=1) + "\n", "utf-8")
    told = changelog.FILE.read_text("utf-8")
    line = 'version = "{}"'
    changelog.FILE.write_text(
        told.replace(line.format(changelog.UNRELEASED), line.format(__version__)), "utf-8"
    )


if __name__ == "__main__":
    main()
