"""The migrations of two branches with the real drizzle-kit: one chain, for whatever database there is."""

from __future__ import annotations

import json
import os
import re
from itertools import combinations, permutations
from pathlib import Path

import pytest

import forks
from apps import lend, run
from forks import at, change, committed, fork, merge, one_after_the_other
from projects import git, new_app, scaffold
from shares import share

MERGED = ("nooks", "notes")
PAIRS = share([MERGED, ("due", "less"), ("stripe", "github"), ("due", "due'")], 2, of="pairs")
if os.environ.get("SCAFFOLD_FORKS") == "whole":
    PAIRS = [*combinations(forks.CHANGES, 2), *((name, f"{name}'") for name in forks.CHANGES)]
# Where several pairs need it, a branch is made once.
NAMES = sorted({name for pair in (*PAIRS, MERGED) for name in pair})

# Runs folders of migrations one after the other on a new database each, and prints what that leaves.
PROBE = """
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { runMigrations } from "@/db/migrate";

const QUESTIONS = [
  `select table_name, column_name, data_type, is_nullable, column_default
   from information_schema.columns where table_schema = 'public' order by 1, 2`,
  "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
  `select conname, pg_get_constraintdef(oid) from pg_constraint
   where connamespace = 'public'::regnamespace order by 1`,
];
for (const folders of JSON.parse(process.argv[2])) {
  const client = new PGlite("memory://");
  const ran = async () => (await client.query("select * from drizzle.__drizzle_migrations")).rows.length;
  for (const folder of folders) await runMigrations(drizzle(client), folder);
  const once = await ran();
  await runMigrations(drizzle(client), folders.at(-1));
  const found = await Promise.all(QUESTIONS.map((question) => client.query(question)));
  console.log(JSON.stringify([once === (await ran()), ...found.map(({ rows }) => rows)]));
  await client.close();
}
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make an app with a migration, and a branch for each change, with a migration of its own."""
    app = new_app(tmp_path_factory.mktemp("forks"), *forks.BASE)
    lend(node_modules, app)
    scaffold(app, "apply")
    git(app, "init", "--quiet", "--initial-branch=main")
    committed(app)
    fork(app, NAMES)
    return app


def kept(app: Path, name: str) -> str:
    """Keep a copy of the migrations as they are now, where git does not look."""
    folder = app.parent / name
    run(app, "cp", "-r", "db/migrations", str(folder))
    return str(folder)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_chain_runs_wherever_none_or_one_or_the_other_ran(one: str, other: str, app: Path) -> None:
    name = f"{one}+{other}"
    ends, folders, chains = [], [], []
    for branch in (one, other):
        at(app, branch)
        folders.append(kept(app, f"{name}:{branch}"))
    for (first, second), taken in zip(permutations((one, other)), forks.TAKEN, strict=False):
        end = one_after_the_other(app, (first, second))
        ends.append(kept(app, f"{name}:{first}, then"))
        at(app, first)
        merge(app, second, end["scaffold.toml"], taken)
        chains.append(forks.migrations(app))
    # Whoever merges whom, and nothing is left to be made.
    assert chains[0] == chains[1]
    journal = json.loads(chains[0]["meta/_journal.json"])["entries"]
    own = {path for path in chains[0] if path.endswith(".sql")}
    # What both made alike comes once.
    texts = {file.read_bytes() for folder in folders for file in Path(folder).glob("*.sql")}
    assert len(journal) == len(own) == len(texts)
    assert "everything is as it should be" in scaffold(app, "apply").out
    whole = kept(app, name)
    jobs = [[ends[0]], [whole], [folders[0], whole], [folders[1], whole]]
    (app / "scripts/probe.ts").write_text(PROBE)
    tsx = ("node_modules/.bin/tsx", "--conditions=react-server")
    said = run(app, *tsx, "scripts/probe.ts", json.dumps(jobs)).stdout.splitlines()
    assert len(said) == 4 and len(set(said)) == 1 and json.loads(said[0])[0] is True


# What one branch gives another name, what the other does with it, and the spec that both together have.
RENAMES = {
    "a resource": (
        ("rename", "resource", "todos", "tasks"),
        ("add", "field", "todos", "due:date?", "rank:integer=3"),
    ),
    "a field": (("rename", "field", "todos", "text", "title"), ("change", "field", "todos", "text:text=x")),
    "a resource and its owner": (
        ("rename", "resource", "todos", "tasks"),
        ("change", "resource", "todos", "--owner", "none", "--allow-data-loss"),
    ),
}


ORDERS = [(name, first) for name in RENAMES for first in ("rename", "other")]


@pytest.mark.parametrize(("renamed", "first"), share(ORDERS, 2, of="renames"))
def test_a_rename_and_what_another_branch_does_under_the_old_name(
    renamed: str, first: str, app: Path
) -> None:
    rename, other = RENAMES[renamed]
    name = f"{rename[1]}-{other[1]}-{first}"
    # What the one command does after the other is what both are to be together.
    at(app, "start")
    scaffold(app, *other)
    scaffold(app, *rename)
    end, alike = forks.tree(app), kept(app, f"{name}:alike")
    folders = {}
    for command in (rename, other) if first == "rename" else (other, rename):
        at(app, "start")
        scaffold(app, *command)
        committed(app)
        git(app, "branch", "--force", f"side-{command[0]}")
        folders[command[0]] = kept(app, f"{name}:{command[0]}")
    at(app, f"side-{rename[0]}")
    forks.merged(app, f"side-{other[0]}")
    # Whoever merges settles the code; the migrations are scaffold's.
    for path, data in end.items():
        if not path.startswith(".scaffold/"):
            (app / path).parent.mkdir(parents=True, exist_ok=True)
            (app / path).write_bytes(data)
    for path in forks.tree(app).keys() - end.keys():
        (app / path).unlink()
    scaffold(app, "apply")
    assert "everything is as it should be" in scaffold(app, "apply").out
    whole = kept(app, name)
    *_, last = files = sorted(Path(whole).glob("*.sql"))
    # An index that came under the old name of its table is made again under the new one.
    assert len(files) == (4 if rename[1] == "resource" and "field" in other else 3)
    assert len(files) == 3 or set(re.findall(r"^\w+ \w+", last.read_text(), re.M)) == {
        "DROP INDEX",
        "CREATE INDEX",
    }
    jobs = [[alike], [whole], [folders[rename[0]], whole], [folders[other[0]], whole]]
    (app / "scripts/probe.ts").write_text(PROBE)
    tsx = ("node_modules/.bin/tsx", "--conditions=react-server")
    said = run(app, *tsx, "scripts/probe.ts", json.dumps(jobs)).stdout.splitlines()
    assert len(said) == 4 and len(set(said)) == 1 and json.loads(said[0])[0] is True


def test_a_change_after_a_merge_follows_the_chain(app: Path) -> None:
    end = one_after_the_other(app, MERGED)
    at(app, MERGED[0])
    merge(app, MERGED[1], end["scaffold.toml"], "markers")
    change(app, "due")
    last = json.loads(forks.migrations(app)["meta/_journal.json"])["entries"][-1]["tag"]
    assert last == "0003_apply"
    sql = forks.migrations(app)["0003_apply.sql"].decode()
    added = 'ALTER TABLE "todos" ADD COLUMN "due" date;--> statement-breakpoint\n'
    assert (
        sql == f'{added}CREATE INDEX "todos_due_filter_idx" ON "todos" USING btree ("owner_id","due","id");'
    )
