"""What every app has: its skeleton, its lockfile, and the lists of what all other parts are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import lock
import pytest

from scaffold.generate import templates
from scaffold.generate.app import DOORS, ENVIRONMENT, MANAGER_FILES, Lists, Skeleton
from scaffold.generate.facts import Facts
from scaffold.generate.parts import doors, parts
from scaffold.generate.render import render
from scaffold.senders import SENDERS
from scaffold.spec.model import PACKAGE_MANAGERS, App, Limits, Spec
from typed import app as spec

EMPTY = Spec(App("myapp", ("forms", "api")))


def test_nothing_renders_the_lockfile_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    text = templates.text
    monkeypatch.setattr(templates, "text", lambda name, view: seen.append(name) or text(name, view))
    for part in parts(EMPTY):
        part.digest()
        part.targets()
        if all(target.ownership != "seeded" for target in part.targets()):
            part.render()
    assert "app/lib/doors.ts.jinja" in seen and not any("package-lock" in name for name in seen)


def paths(made: Spec) -> set[str]:
    return {target.path for part in parts(made) for target in part.targets()}


def lists(made: Spec) -> dict[str, str]:
    (part,) = [part for part in parts(made) if isinstance(part, Lists)]
    return {file.path: file.text for file in part.render()}


def test_an_app_has_tokens_and_cors_for_a_frontend_only() -> None:
    without = render(EMPTY)
    # What a request or an answer would be about.
    told = "access token|CORS|Access-Control|allowedOrigins|session-tokens|api/session"
    assert [path for path, file in without.items() if re.search(told, file.text)] == []
    named = Spec(App("myapp", ("forms", "api", "frontend"), origins=("https://app.example.com",)))
    with_it = render(named)
    assert {path for path in with_it.keys() - without.keys() if not path.startswith("tests/")} == {
        "app/api/session/refresh/route.ts",
        "app/api/session/route.ts",
        "app/api/session/sign-up/route.ts",
        "app/api/sessions/route.ts",
        "db/schema/session-tokens.ts",
        "lib/cors.ts",
        "lib/openapi-session.ts",
        "lib/origins.ts",
        "lib/session-sign-in.ts",
        "lib/session-tokens.ts",
    }
    assert without.keys() < with_it.keys()
    assert 'string[] = ["https://app.example.com"];\n' in with_it["lib/origins.ts"].text
    many = tuple(f"https://app-{number}.example.com" for number in range(9))
    text = render(Spec(App("myapp", ("frontend",), origins=many)))["lib/origins.ts"].text
    assert '  "https://app-8.example.com",\n];\n' in text
    assert with_it["lib/origins.ts"].ownership == "owned"


def test_the_doors_of_an_app_for_a_frontend_say_so() -> None:
    named = spec("resource todos", spec=Spec(App("myapp", ("frontend",))))
    told = {door.what: door for door in doors(named)}
    assert told["Session"].caller == "a decoupled frontend" and "CORS" in told["Session"].guard
    assert ", access token, or session cookie" in told["Todos"].guard
    assert "access token" not in str(doors(spec("resource todos")))


def test_the_end_of_an_api_is_in_its_answers_its_document_and_its_door() -> None:
    plain = spec("resource todos --for api", "resource posts --for forms,api")
    todos = replace(plain.resources[1], deprecated=date(2026, 12, 1), sunset=date(2027, 6, 1))
    ending = replace(plain, resources=(plain.resources[0], todos))
    files, before = ({path: file.text for path, file in render(one).items()} for one in (ending, plain))
    changed = {path for path in files if files[path] != before.get(path)}
    assert changed == {
        "app/api/todos/route.ts",
        "app/api/todos/[id]/route.ts",
        "app/api/todos/bulk/route.ts",
        "lib/api.ts",
        "lib/doors.ts",
        "lib/retiring.ts",
        "tests/lib/retiring.test.ts",
    }
    for path in ("app/api/todos/route.ts", "app/api/todos/[id]/route.ts"):
        assert 'const ending = retiring("2026-12-01", "2027-06-01");' in files[path]
        assert " = handler(" not in files[path] and "retiring" not in before[path]
    assert '    deprecated: "2026-12-01",\n    sunset: "2027-06-01",\n' in files["lib/api.ts"]
    (door,) = [one for one in doors(ending) if one.path == "/api/todos"]
    assert door.guard.endswith("; deprecated since 2026-12-01, gone on 2027-06-01")
    without = replace(ending, resources=(plain.resources[0], replace(todos, sunset=None)))
    assert 'const ending = retiring("2026-12-01");' in render(without)["app/api/todos/route.ts"].text


def test_limits_change_the_files_of_their_resource_and_the_lists_alone() -> None:
    plain = spec("resource todos --for api", "resource posts --for forms,api")
    todos = replace(plain.resources[1], limits=Limits(300, 30))
    limited = replace(plain, resources=(plain.resources[0], todos))
    files, before = ({path: file.text for path, file in render(one).items()} for one in (limited, plain))
    assert files.keys() == before.keys()
    assert {path for path in files if files[path] != before[path]} == {
        "app/api/todos/route.ts",
        "app/api/todos/[id]/route.ts",
        "app/api/todos/bulk/route.ts",
        "lib/api.ts",
        "lib/doors.ts",
        "tests/api/todos.test.ts",
    }
    assert "    perMinute: { read: 300, write: 30 },\n" in files["lib/api.ts"]


@pytest.mark.parametrize("manager", PACKAGE_MANAGERS)
def test_a_package_manager_finds_its_own_files_and_no_other_ones(manager: str) -> None:
    every = {path for files in MANAGER_FILES.values() for path in files}
    alone, member = (
        paths(Spec(App("myapp", ("api",), package_manager=manager, workspace=workspace)))
        for workspace in (False, True)
    )
    assert alone & every == set(MANAGER_FILES[manager])
    # In a workspace they are the root's, and an image is built from there.
    assert member == alone - every - {"Dockerfile", ".dockerignore"}


@pytest.mark.parametrize("manager", PACKAGE_MANAGERS)
def test_every_lockfile_has_the_packages_that_were_tested_together(manager: str) -> None:
    path = MANAGER_FILES[manager][0]
    text = render(Spec(App("myapp", ("api",), package_manager=manager)))[path].text
    assert re.search(r"https?://\S+\.tgz", text) is None
    found, tested = lock.versions(text), lock.versions(lock.read("package-lock.json"))
    # What only a processor that is none would need, is not in every one.
    ours = {
        (name, version) for name, version in tested ^ found if "wasm" not in name and "emnapi" not in name
    }
    assert ours <= {("tslib", "2.8.1")}
    assert {name for name, _ in found} >= {"next", "@next/swc-darwin-arm64", "@next/swc-win32-x64-msvc"}


@pytest.mark.parametrize("manager", PACKAGE_MANAGERS)
def test_every_lockfile_is_that_of_todays_package_json(manager: str) -> None:
    made = render(Spec(App("myapp", ("api",), package_manager=manager)))
    package, text = json.loads(made["package.json"].text), made[MANAGER_FILES[manager][0]].text
    found = lock.versions(text)
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert (name, version) in found, f"{name}@{version}: run python tools/lock.py"


def test_yarn_is_told_where_each_package_is_or_it_would_add_that() -> None:
    text = lock.read("yarn.lock")
    assert text.count("\n  version ") == text.count("\n  resolved ") == text.count("\n  integrity ")


def test_an_app_in_which_nobody_signs_in_has_no_way_to() -> None:
    closed, open = (Spec(App("myapp", ("api",), sign_in=sign_in)) for sign_in in (False, True))
    assert [door.what for door in Skeleton(Facts(closed.app)).doors()] == ["Hello", "Health", "API"]
    assert [door.what for door in Skeleton(Facts(open.app)).doors()] == [
        "Hello",
        "Health",
        "API",
        "Sign-in",
        "Password reset",
        "Account",
    ]
    gone = paths(open) - paths(closed)
    assert "lib/credentials.ts" in gone and paths(closed) < paths(open)
    for page in ("/api-keys", "/account", "/forgot-password"):
        assert page in lists(open)[DOORS] and page not in lists(closed)[DOORS]
    assert "SMTP_URL" in lists(open)[ENVIRONMENT] and "SMTP_URL" not in lists(closed)[ENVIRONMENT]


def test_of_an_app_from_another_template_only_the_list_of_doors_is_ours() -> None:
    foreign = Spec(App("myapp", ("api",), template="./mine"))
    assert paths(foreign) == {DOORS}
    assert lists(foreign)[DOORS] == lists(Spec(App("myapp", ("api",))))[DOORS]


def test_the_list_of_doors_has_every_door_and_every_page() -> None:
    made = spec("resource todos", "action generateReport", "webhook stripe")
    text = lists(made)[DOORS]
    for door in doors(made):
        assert f'path: "{door.path}"' in text, door
    for page in (page for part in parts(made) for page in part.pages()):
        assert f'title: "{page.title}",\n    path: "{page.path}"' in text, page


def test_a_long_guard_gets_a_line_of_its_own_in_the_list_of_doors() -> None:
    text = lists(spec("resource quarterlyReports --public-read"))[DOORS]
    assert '    guard:\n      "reading: none; changing: API key with quarterly-reports:write' in text


def test_the_environment_asks_for_the_secrets_of_the_apps_own_senders() -> None:
    text = lists(spec("webhook github", "webhook stripe"))[ENVIRONMENT]
    asked = [line for line in text.splitlines() if line.endswith("_WEBHOOK_SECRET=")]
    assert asked == [f"{SENDERS[name].secret}=" for name in ("github", "stripe")]
    for line in SENDERS["github"].comment:
        assert f"# {line}\n" in text


def test_what_every_app_has_knows_nothing_of_its_other_parts() -> None:
    bare, full = render(EMPTY), render(spec("resource todos", "action generateReport", "webhook stripe"))
    own = [path for path, file in bare.items() if not file.id.startswith("app:doors:")]
    assert len(own) > 50
    assert all(full[path] == bare[path] for path in own)
