"""Each check that lets somebody in or turns them away, taken out: the app's own tests have to notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from apps import lend, run, scaffold
from shares import share

# A check of one line, one of several, and one that chooses: what is left without each lets everybody in.
LINE = re.compile(r"^ +if \(.*\) return .*;\n", re.MULTILINE)
BLOCK = re.compile(r"^( +)if \([^{]*\) \{\n(?:\1 .*\n)+?\1\}\n", re.MULTILINE)
CHOICE = re.compile(r"(?<=return )[^;?\n]* \? (\S+) : .*(?=;)")
CALLER = re.compile(r"^ +if \(caller instanceof Response\) return caller;\n", re.MULTILINE)
SESSION = re.compile(r"^ +if \(!session\) return .*;\n", re.MULTILINE)
EXPORT = re.compile(r"^ +if \(caller instanceof Response\) return signInOr.*;\n", re.MULTILINE)
SCOPE = re.compile(r'authenticate\(request, "([\w-]+):(read|write)"(?=[,)])')
LIMIT = re.compile(r", \{ perMinute: \d+ \}(?=\))")
# Of a query for tokens: of which kind, used or not, over or not.
CONDITION = re.compile(r"\s+and [\w.]+ (?:= '\w+'|is null|> now\(\))")
OWNER = re.compile(r", (?:mayRead|mayChange)\(caller\)|(?:mayRead|mayChange)\(caller\), ")
ROLE = re.compile(r"^ +(?:requireRole\(.*\);|if \(!hasRole\(.*\)\) return .*;)\n", re.MULTILINE)
UNDO = re.compile(r"^ +if \(role\) requireRole\(.*\);\n", re.MULTILINE)
# How many where a run takes shares.
SHARE = 6


@dataclass(frozen=True)
class Mutant:
    """One file with something changed in one place, and the tests that have to notice."""

    path: str
    text: str
    what: str
    tests: tuple[str, ...]


def without(app: Path, path: str, what: re.Pattern[str], *tests: str, instead: str = "") -> Iterator[Mutant]:
    text = (app / path).read_text()
    for found in what.finditer(text):
        changed = text[: found.start()] + found.expand(instead) + text[found.end() :]
        yield Mutant(path, changed, f"{path}:{text[: found.start()].count(chr(10)) + 1}", tests)


def mutants(app: Path) -> list[Mutant]:
    """Take each check of the guard out, each scope of the handlers, and each question whose record it is."""
    session, cors = "tests/api/session.test.ts", "tests/lib/cors.test.ts"
    guard = ("tests/lib/guard.test.ts", "tests/lib/rate-limits.test.ts", session)
    api, forms = "tests/api/todos.test.ts", "tests/actions/todos.test.ts"
    routes = ("app/api/todos/route.ts", "app/api/todos/[id]/route.ts", "app/api/todos/bulk/route.ts")
    roles = "tests/roles/vaults.test.ts"
    others = ("app/vaults/actions.ts", "app/vaults/export/route.ts", "data/vaults.ts")
    handlers = [
        (CALLER, ""),
        (SCOPE, "authenticate(request, undefined"),
        (SCOPE, r'authenticate(request, "\1:any"'),
        (LIMIT, ""),
    ]
    return [
        *without(app, "lib/session-tokens.ts", LINE, session),
        *without(app, "lib/session-tokens.ts", BLOCK, session),
        *without(app, "lib/session-tokens.ts", CONDITION, session),
        *without(app, "lib/cors.ts", LINE, cors),
        *without(app, "lib/guard.ts", LINE, *guard),
        *without(app, "lib/guard.ts", BLOCK, *guard),
        *without(app, "lib/guard.ts", CHOICE, *guard, instead=r"\1"),
        *(
            mutant
            for path in routes
            for what, instead in handlers
            for mutant in without(app, path, what, api, instead=instead)
        ),
        *without(app, "app/todos/actions.ts", SESSION, forms),
        *without(app, "app/todos/export/route.ts", EXPORT, forms),
        *without(app, "data/todos.ts", OWNER, api, forms),
        *(
            mutant
            for path in (*(path.replace("todos", "vaults") for path in routes), *others)
            for mutant in without(app, path, ROLE, roles)
        ),
        *without(app, "db/undo.ts", UNDO, roles),
    ]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    folder = tmp_path_factory.mktemp("mutants")
    scaffold(folder, "new", "myapp", "--yes", "--for", "api,frontend", "--no-install", "--no-git")
    made = folder / "myapp"
    lend(node_modules, made)
    scaffold(made, "add", "resource", "todos", "text:string", "--for", "forms,api")
    scaffold(made, "add", "resource", "vaults", "name:string", "--for", "forms,api", "--role", "keeper")
    scaffold(made, "add", "resource", "coins", "vault:ref(vaults)", "--for", "forms,api")
    spec = (made / "scaffold.toml").read_text()
    limits = "requests-per-minute = { read = 300, write = 30 }\n"
    (made / "scaffold.toml").write_text(spec.replace("\n[resource.todos.f", f"{limits}\n[resource.todos.f"))
    scaffold(made, "apply")
    return made


def failed(app: Path, *tests: str) -> bool:
    """Run some of the app's own tests: a test failed, or all passed."""
    done = run(app, "npx", "vitest", "run", "--bail", "1", *tests, check=False)
    assert re.search(r"Tests +.*(failed|passed)", done.stdout), done.stdout + done.stderr
    return done.returncode != 0


def test_no_check_can_go_without_a_test_that_fails(app: Path) -> None:
    found = mutants(app)
    assert len(found) >= 30
    assert not failed(app, *sorted({name for mutant in found for name in mutant.tests}))
    unseen = []
    for mutant in share(found, SHARE, of="mutants"):
        original = (app / mutant.path).read_text()
        (app / mutant.path).write_text(mutant.text)
        if not failed(app, *mutant.tests):
            unseen.append(mutant.what)
        (app / mutant.path).write_text(original)
    assert not unseen
