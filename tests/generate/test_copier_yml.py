"""copier.yml is read without YAML, and says the same as to Copier."""

from __future__ import annotations

import pytest
import yaml

from scaffold.generate import copier_yml
from scaffold.generate.app import MANAGER_FILES
from scaffold.generate.facts import ORM
from scaffold.generate.templates import TEMPLATES, catalogue, skeleton

TEXT = (TEMPLATES / "app/copier.yml").read_text("utf-8")
WHOLE = {"name": "myapp", "package_manager": "npm"}
WHOLE |= dict.fromkeys(("sign_in", "frontend", "roles", "alone"), True)


def test_it_is_read_as_yaml_reads_it() -> None:
    told = yaml.safe_load(TEXT)
    assert copier_yml.syntax(TEXT) == told["_envops"]
    rules = copier_yml.rules(TEXT)
    assert len(rules) == len(told["_exclude"])
    assert all(rule.path in line for rule, line in zip(rules, told["_exclude"], strict=True))


@pytest.mark.parametrize(
    ("path", "answers", "out"),
    [
        ("copier.yml", {}, True),
        ("lib/credentials.ts", {}, False),
        ("lib/credentials.ts", {"sign_in": False}, True),
        ("app/(pages)/sign-in/page.tsx", {"sign_in": False}, True),
        ("app/(pages)/sign-in-again.tsx", {"sign_in": False}, False),
        ("lib/cors.ts", {}, False),
        ("lib/cors.ts", {"frontend": False}, True),
        ("app/api/session/refresh/route.ts", {"frontend": False}, True),
        ("lib/roles.ts", {}, False),
        ("lib/roles.ts", {"roles": False}, True),
        ("package-lock.json", {}, False),
        ("package-lock.json", {"package_manager": "pnpm"}, True),
        ("pnpm-workspace.yaml", {"package_manager": "pnpm"}, False),
        ("pnpm-workspace.yaml", {"package_manager": "pnpm", "alone": False}, True),
        (".yarnrc.yml", {"package_manager": "yarn"}, False),
        ("bun.lock", {"package_manager": "yarn"}, True),
        ("yarn.lock", {"package_manager": "yarn", "alone": False}, True),
    ],
)
def test_what_an_app_goes_without(path: str, answers: dict[str, object], out: bool) -> None:
    assert skeleton([f"app/{path}"], WHOLE | answers) == ([] if out else [path])


def test_every_rule_is_about_a_file_that_there_is() -> None:
    names = [name.removeprefix("app/") for name in catalogue(ORM.folder) if name.startswith("app/")]
    for rule in copier_yml.rules(TEXT):
        assert any(name == rule.path or name.startswith(f"{rule.path}/") for name in names), rule
    others = {file for manager, files in MANAGER_FILES.items() if manager != "npm" for file in files}
    assert set(names) - set(skeleton(catalogue(ORM.folder), WHOLE)) == {"copier.yml", *others}


@pytest.mark.parametrize("line", ['  - "[% if maybe %]x[% endif %]"', '  - "x"', "  - x y"])
def test_a_rule_that_is_not_understood_is_no_rule_at_all(line: str) -> None:
    with pytest.raises(AssertionError, match=r"copier\.yml"):
        copier_yml.rules(f"_exclude:\n{line}\n")
