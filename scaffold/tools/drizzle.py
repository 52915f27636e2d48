"""drizzle-kit: writes the migration from one schema to the next."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS, SCHEMA, aside
from scaffold.project.plan import listed
from scaffold.tools import drizzle_folder, packages, process
from scaffold.tools.open_names import NOT_SEEN, Open

NAME, PROGRAM = "drizzle-kit", "bin.cjs"
# Where it looks for its settings by itself, in this order.
CONFIGS = ("drizzle.config.ts", "drizzle.config.js", "drizzle.config.json")
# What drizzle-kit says where it ends with exit code 0 and no migration: nothing to do, nobody to ask.
NOTHING, NOBODY = "No schema changes", "Interactive prompts require a TTY"
# What it says of a snapshot that it cannot use.
MALFORMED = "data is malformed"
NO_NODE = "install Node.js, or put it on the PATH, then run the command again"
# It takes a second or two; one that waits for what never comes would keep everybody waiting.
LIMIT, SECONDS = "SCAFFOLD_DRIZZLE_TIMEOUT", 120.0
STOPPED, UNKNOWN = "scaffold: ", re.compile(r"Cannot find (?:module|package) '([^']+)'")

# The app's own settings, for the schema and the migrations of the stage. What lies elsewhere is still read.
STAGED = """\
import { relative } from "node:path";
import own from "%(own)s";

const [stage, folder, migrations] = ["%(stage)s", "%(folder)s", "%(migrations)s"];
const plain = (path) => relative("", String(path ?? "")).replaceAll("\\\\", "/");
const stop = (what) => {
  console.log(`\\nscaffold: ${what}`);
  process.exit(1);
};
if (own.dialect !== "postgresql") stop(`has the dialect ${own.dialect}, not postgresql`);
if (plain(own.out) !== migrations) stop(`has its migrations in ${own.out}, not ${migrations}`);
const schema = [own.schema].flat().map(plain);
const isStaged = (path) => path === folder || path.startsWith(`${folder}/`);
const reads = `reads ${[own.schema].flat().join(", ")}, not ${folder}/*.ts`;
if (!schema.some(isStaged)) stop(reads);
for (const path of schema) {
  // A pattern that reaches the folder from above would see the tables twice.
  const start = path.replace(/[*?{[(!].*$/, "");
  if (!isStaged(path) && `${folder}/`.startsWith(start)) stop(reads);
}
export default {
  ...own,
  schema: schema.map((path) => (isStaged(path) ? `./${stage}/${path}` : `./${path}`)),
  out: `./${stage}/${migrations}`,
};
"""


class Undecided(ScaffoldError):
    """Stop because a column or table went and another came: only a person knows whether it was renamed."""

    def __init__(self, open_: Open = NOT_SEEN, told: Sequence[str] = ()) -> None:
        """Say what is open, and with what was told already how to tell the rest."""
        pairs = open_.pairs()
        what = "the schema lost one column or table and got another"
        if open_.gone:
            what = f"the schema lost {listed([*open_.gone])} and got {listed([*open_.come])}"
        said = "".join(f" --rename {shlex.quote(one)}" for one in told)
        likely = "".join(f" --rename {shlex.quote(pair)}" for pair in pairs or ("todos.old=new",))
        hint = f"say so: scaffold apply{said}{likely}, or{said} --rename none where nothing was"
        if open_.gone and not pairs:
            # Nothing that came is like what went.
            other = shlex.quote(f"{open_.gone[0]}=NEW")
            hint = f"say that nothing was: scaffold apply{said} --rename none, or{said} --rename {other}"
        super().__init__(f"{what}: was it renamed?", where=SCHEMA, hint=hint)


def config(root: Path) -> str | None:
    """Return the file with the app's settings; another template may have another database, or none."""
    for name in CONFIGS:
        if packages.is_file(root / name):
            return name
        if os.path.lexists(root / name):
            hint = f"take it away: {aside(name, 'old')}"
            raise ScaffoldError(f"{name} is no file, and has to be one", where=name, hint=hint)
    return None


def program(root: Path) -> Path | None:
    """Return drizzle-kit's program, or None where the app's dependencies are not installed."""
    package = packages.find(root, NAME, PROGRAM)
    return package / PROGRAM if package else None


def check_whole(root: Path) -> None:
    """Raise ScaffoldError where an installation left drizzle-kit torn: another one takes it for whole."""
    torn = None if program(root) else packages.find(root, NAME)
    if torn:
        what = f"drizzle-kit is there without its {PROGRAM}: it was not installed as a whole"
        hint = f"rm -rf {shlex.quote(str(torn))}, install the dependencies again, and run the command again"
        raise ScaffoldError(what, where=str(torn), hint=hint)


def generate(root: Path, stage: str, name: str, *, interactive: bool, empty: bool = False) -> str:
    """Write what is missing in the stage's migrations for the stage's schema; return what drizzle-kit said.

    `empty` asks for a migration without statements, for others to fill. What was written is for the caller to
    check: drizzle-kit ends with 0 where it failed, too.
    """
    found, own, limit = program(root), config(root), process.limit(LIMIT, SECONDS)
    assert found is not None and own is not None
    # With a dot, so that it is none of the app's own files, which the stage has links to.
    settings = f"{stage}/.drizzle.config.ts"
    (root / settings).write_text(_staged(stage, own), "utf-8")
    command = ["node", str(found), "generate", f"--config={settings}", f"--name={name}"]
    command += ["--custom"] if empty else []
    if interactive:
        code = subprocess.run(command, cwd=root, check=False).returncode
        if code != 0:
            what = f"drizzle-kit generate {process.ended(code)}; nothing was changed"
            raise ScaffoldError(what, where=SCHEMA, hint=_mend(own))
        return ""
    try:
        said = process.run(command, root, "drizzle-kit generate", NO_NODE, limit=limit)
    except process.Failed as failed:
        raise _refused(failed, root, stage, own) from failed
    except process.Overdue as late:
        hint = f"where it only needs longer, run it again after: export {LIMIT}={5 * limit:g}"
        raise ScaffoldError(_of_the_app(late.what, root, stage), where=SCHEMA, hint=hint) from late
    if NOBODY in said:
        raise Undecided
    return _of_the_app(said, root, stage)


def check_made(root: Path, said: str, *, anything: bool) -> None:
    """Raise ScaffoldError when drizzle-kit made nothing and did not say that there is nothing to make."""
    if anything or NOTHING in said:
        return
    words = process.last_words(said) or "; nothing was changed"
    hint, where = _hint(said, config(root) or CONFIGS[0]), SCHEMA
    if MALFORMED in said:
        hint, where = drizzle_folder.RESTORE, MIGRATIONS
    raise ScaffoldError(f"drizzle-kit made no migration{words}", where=where, hint=hint)


def _staged(stage: str, own: str) -> str:
    names = {"migrations": MIGRATIONS.rstrip("/"), "folder": SCHEMA.rstrip("/"), "stage": stage}
    return STAGED % {**names, "own": "../" * (stage.count("/") + 1) + own}


def _of_the_app(said: str, root: Path, stage: str) -> str:
    """Name the files as the app has them, and not their copies in the stage."""
    return said.replace(f"{root}/", "").replace(f"{stage}/", "")


def _refused(failed: process.Failed, root: Path, stage: str, own: str) -> ScaffoldError:
    """Say which of its files stopped drizzle-kit."""
    stopped = re.search(rf"^{STOPPED}(.+)$", failed.said, re.MULTILINE)
    if stopped:
        wanted = f'dialect: "postgresql", schema: "./{SCHEMA}*.ts", out: "./{MIGRATIONS.rstrip("/")}"'
        return ScaffoldError(
            f"{own} {stopped[1]}; no migration can be made", where=own, hint=f"say there: {wanted}"
        )
    return ScaffoldError(
        _of_the_app(failed.what, root, stage), where=failed.where, hint=_hint(failed.said, own)
    )


def _hint(said: str, own: str) -> str:
    module = UNKNOWN.search(said)
    if module and ("node_modules" in module[1] or not module[1].startswith((".", "/", "@/"))):
        return f"{module[1]} is not installed: install the app's dependencies, then run the command again"
    if not said.strip():
        return "install the app's dependencies again, then run the command again"
    return _mend(own)


def _mend(own: str) -> str:
    return f"mend what it names in {SCHEMA} or {own}, then run the command again"
