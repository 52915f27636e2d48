"""The app that three commands make: it installs, lints, typechecks, tests and builds with no warning."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from apps import DEVELOP, npm, run, scaffold, serve


@pytest.fixture(scope="module")
def build(first_app: Path) -> str:
    return (first_app.parent / "build.log").read_text()


def test_dependencies_install_without_a_conflict(brief_app: Path) -> None:
    printed = npm(brief_app, "ls", "--all")
    assert not re.search(r"ERESOLVE|invalid|UNMET DEPENDENCY|peer dep", printed)
    again = npm(brief_app, "install", "--no-audit", "--no-fund")
    assert not re.search(r"ERESOLVE|npm warn (?!Unknown)", again)
    # The lockfile that was shipped is the one that was installed.
    assert run(brief_app, "git", "status", "--short", "package-lock.json").stdout == ""


def test_lint_and_format_are_clean(brief_app: Path) -> None:
    printed = npm(brief_app, "run", "lint")
    assert "No fixes applied" in printed
    assert not re.search(r"warn(?!ings\b)", printed.replace("npm warn Unknown", ""))


def test_types_check(brief_app: Path) -> None:
    npm(brief_app, "run", "typecheck")


def test_its_own_tests_pass(brief_app: Path) -> None:
    printed = npm(brief_app, "test")
    assert re.search(r"Tests .*passed", printed)
    assert "failed" not in printed


def test_it_builds_without_a_warning(build: str) -> None:
    assert not re.search(r"warn(?!.*Unknown user config)", build, re.I)


def test_its_own_browser_tests_pass(brief_app: Path, build: str) -> None:
    printed = npm(brief_app, "run", "test:e2e")
    assert re.search(r"\d+ passed", printed)


def test_building_and_testing_leave_the_tree_clean(brief_app: Path, build: str) -> None:
    run(brief_app, "git", "add", "--all")
    run(brief_app, "git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "todos")
    npm(brief_app, "run", "typecheck")
    assert run(brief_app, "git", "status", "--short").stdout == ""


def test_a_fresh_clone_needs_npm_ci_and_nothing_else(
    brief_app: Path, tmp_path: Path, browser: Browser, build: str
) -> None:
    run(tmp_path, "git", "clone", "-q", str(brief_app), "clone")
    clone = tmp_path / "clone"
    assert not (clone / ".env.local").exists()
    npm(clone, "ci", "--no-audit", "--no-fund")
    secrets = (clone / ".env.local").read_text()
    assert secrets != (brief_app / ".env.local").read_text()
    assert (clone / ".env.local").stat().st_mode & 0o077 == 0
    with serve(clone, program=DEVELOP) as server:
        page = browser.new_page(base_url=server.url)
        refused: list[str] = []
        page.on("console", lambda one: refused.append(one.text) if "Security Policy" in one.text else None)
        # While developing, the doors are there for whoever develops.
        page.goto("/doors", timeout=120_000)
        page.get_by_text("/api/hello").wait_for(timeout=60_000)
        page.goto("/sign-up")
        page.get_by_label("Name").fill("Ann")
        page.get_by_label("Email").fill("ann@example.com")
        page.get_by_label("Password").fill("a long password")
        page.get_by_role("button", name="Create account").click()
        page.get_by_text("ann@example.com").wait_for(timeout=60_000)
        # A resource that is added while the server runs is there at once, its table included.
        scaffold(clone, "add", "resource", "notes", "text:string")
        _until_found(page, "/notes")
        page.get_by_label("Text").fill("While it runs")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("link", name="While it runs", exact=True).wait_for(timeout=60_000)
        assert refused == []


def _until_found(page: Page, path: str) -> None:
    """Go to a page that Next.js is about to notice."""
    for _ in range(30):
        answer = page.goto(path, timeout=120_000)
        if answer is not None and answer.status == 200:
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{path} was not found")


def test_secrets_are_never_committed(brief_app: Path, git: Callable[..., str]) -> None:
    tracked = git(brief_app, "ls-files")
    assert ".env.local" not in tracked.splitlines()
    secrets = re.findall(r"=(.{20,})", (brief_app / ".env.local").read_text())
    assert len(secrets) == 2
    history = git(brief_app, "log", "-p", "--all")
    assert not any(secret in history for secret in secrets)


def test_a_key_from_the_command_line_works(brief_app: Path, build: str) -> None:
    printed = npm(brief_app, "run", "--silent", "keys:create", "--", "--email", "script@example.com")
    key = next(line for line in printed.splitlines() if line.startswith("sk_"))
    with serve(brief_app) as server, server.client(headers={"Authorization": f"Bearer {key}"}) as client:
        assert client.post("/api/todos", json={"text": "from a script"}).status_code == 201
        # The embedded database serves one process at a time, and says so.
        refused = run(brief_app, "npm", "run", "keys:create", "--", "--email", "x@example.com", check=False)
        assert refused.returncode != 0
        assert "one process at a time" in refused.stdout + refused.stderr
