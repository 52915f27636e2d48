"""Whether an app is right to TypeScript: it is written once, and single files of it are then others."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# What the edits of people call that is in other files of theirs.
OWN = {
    "lib/audit.ts": "export async function audit(what: string): Promise<void> {\n  console.info(what);\n}\n",
    "own.d.ts": """\
declare function audit(what: string): Promise<void>;
declare function limit(session: unknown): Promise<void>;
declare function Intro(): React.ReactNode;
declare function History(props: { id: string }): React.ReactNode;
""",
}


class App:
    """Hold an app on a disk, of texts by their paths, with the packages of an installed one."""

    def __init__(self, folder: Path, packages: Path, files: Mapping[str, str]) -> None:
        self.folder, self.files = folder, {**files, **OWN}
        folder.mkdir()
        (folder / "node_modules").symlink_to(packages.resolve())
        for path, text in self.files.items():
            self._write(path, text)
        self._run("next", "typegen").check_returncode()

    def errors(self, others: Mapping[str, str]) -> list[str]:
        """List what TypeScript finds with other texts in some files, which then are as they were."""
        for path, text in others.items():
            self._write(path, text)
        said = self._run("tsc", "--noEmit", "--pretty", "false", "--incremental", "false").stdout
        for path in others:
            if path in self.files:
                self._write(path, self.files[path])
            else:
                (self.folder / path).unlink()
        return [line for line in said.splitlines() if ": error TS" in line]

    def _write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "node_modules/.bin" / program), *words],
            cwd=self.folder,
            env={**os.environ, "NEXT_TELEMETRY_DISABLED": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
