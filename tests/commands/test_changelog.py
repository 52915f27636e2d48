"""What changed in the templates is told: an entry for every one that differs from the last release."""

from __future__ import annotations

import released

from scaffold import __version__
from scaffold.commands import changelog
from scaffold.commands.report import Reason
from scaffold.generate import templates


def test_a_template_that_differs_from_the_last_release_has_an_entry() -> None:
    version, kept = released.kept()
    now = released.digests()
    told = [entry for entry in changelog.entries() if changelog.is_later(entry.version, version)]
    differing = [name for name in sorted(now.keys() | kept.keys()) if now.get(name) != kept.get(name)]
    untold = [name for name in differing if not any(entry.is_about(name) for entry in told)]
    assert not untold, f"say in {changelog.FILE.name}, below {changelog.UNRELEASED}, what changed and why"


def test_the_last_release_is_the_one_whose_version_this_is() -> None:
    assert released.kept()[0] == __version__, "python tools/released.py"


def test_an_entry_is_about_templates_that_there_are_and_says_one_thing() -> None:
    names = [*templates.files(templates.TEMPLATES), *released.kept()[1]]
    for entry in changelog.entries():
        assert len(entry.what) < 130 and not entry.what.endswith(".") and entry.what[0].isupper()
        assert entry.version == changelog.UNRELEASED or changelog.numbers(entry.version)
        for one in entry.templates:
            alone = changelog.Entry("", "", (one,))
            assert any(alone.is_about(name) for name in names), (entry.version, one)


def test_entries_are_in_the_order_of_their_versions() -> None:
    versions = [entry.version for entry in changelog.entries()]
    assert versions == sorted(versions, key=lambda version: changelog.numbers(version) or (999,))


def test_a_version_comes_after_another_by_its_numbers_and_what_is_unreleased_comes_last() -> None:
    assert changelog.is_later("0.10.0", "0.9.1") and not changelog.is_later("0.9.1", "0.9.1")
    assert changelog.is_later("Unreleased", "99.0") and not changelog.is_later("0.1.0", "")


def test_reasons_are_those_since_a_version_for_the_files_that_change() -> None:
    made = {"data/todos.ts": "orm/drizzle/resource/data.ts.jinja", "x.ts": "app/x.ts"}
    since = changelog.reasons("0.1.0", made)
    assert since[0] == Reason("0.2.0", changelog.entries()[0].what, ("data/todos.ts",))
    later = changelog.reasons("0.2.0", made)
    assert later == since[1:] and later
    assert changelog.reasons("0.1.0", {}) == ()
