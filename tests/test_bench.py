"""The bench measures what it says it measures; no test asserts a time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import cases
import measure
import pytest
import run
from measure import Case, Failed, Result, Sample

PYTHON = sys.executable


def samples(*walls: float) -> list[Sample]:
    return [Sample(wall, wall / 2, 10) for wall in walls]


def case(name: str, code: str, **options: object) -> Case:
    return Case(name, [PYTHON, "-c", code], **options)  # type: ignore[arg-type]


def test_without_flags_everything_is_measured_fifteen_times() -> None:
    options = run.arguments([])
    assert (options.rounds, options.cache, options.scaffold) == (15, None, None)
    assert (options.no_peers, options.only) == (False, "")
    assert (options.before, options.sizes) == (None, ())


def test_flags_are_read() -> None:
    options = run.arguments(["--rounds", "3", "--cache", "kept", "--no-peers", "--only", "add"])
    assert (options.rounds, options.cache, options.no_peers, options.only) == (3, Path("kept"), True, "add")


@pytest.mark.parametrize("rounds", ["0", "-1", "many"])
def test_rounds_are_at_least_one(rounds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.arguments(["--rounds", rounds])
    assert stopped.value.code == 2
    assert "--rounds" in capsys.readouterr().err


def test_a_slow_moment_does_not_move_the_median() -> None:
    assert measure.median(samples(10, 900, 11, 9, 12), "wall") == 11
    assert measure.median(samples(10, 900, 11, 9, 12), "cpu") == 5.5


def test_a_ratio_compares_within_each_round() -> None:
    # The machine was ten times as slow in the second round, for both alike.
    assert measure.ratio(samples(20, 200, 20), samples(10, 100, 10)) == 2
    with pytest.raises(ValueError):
        measure.ratio(samples(1, 2), samples(1))


def test_a_process_is_timed_with_its_children(tmp_path: Path) -> None:
    child = "sum(range(3_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    folder = tmp_path / "run"
    folder.mkdir()
    alone = measure.run([PYTHON, "-c", "pass"], folder, os.environ)
    both = measure.run([PYTHON, "-c", code], folder, os.environ)
    assert both.cpu > alone.cpu > 0
    assert both.wall > 0
    assert 1 < both.megabytes < 1000


def test_a_failing_command_says_its_last_words(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with pytest.raises(Failed, match="exit 3: no such thing"):
        measure.run([PYTHON, "-c", "print('no such thing'); raise SystemExit(3)"], folder, os.environ)


def test_cases_take_turns_in_fresh_folders(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def code(name: str) -> str:
        return (
            f"import os; assert not os.listdir(); open('made', 'w'); open({str(log)!r}, 'a').write({name!r})"
        )

    results = measure.measure([case("a", code("a")), case("b", code("b"))], 2, tmp_path, os.environ)
    # A round to warm up, then two that count, each beginning with another case.
    assert log.read_text() == "ab" + "ba" + "ab"
    assert [(len(one.samples), one.files, one.failure) for one in results] == [(2, 1, ""), (2, 1, "")]


def test_only_new_and_changed_files_count(tmp_path: Path) -> None:
    def prepare(folder: Path) -> None:
        for name in ("same", "changed"):
            (folder / name).write_text("before")

    made = case("a", "open('changed', 'w').write('after'); open('new', 'w')", prepare=prepare)
    [result] = measure.measure([made], 1, tmp_path, os.environ)
    assert result.files == 2


def test_a_generator_that_writes_nothing_has_failed(tmp_path: Path) -> None:
    idle = case("idle", "pass")
    results = measure.measure([idle, case("quiet", "pass", writes=False)], 1, tmp_path, os.environ)
    assert [result.failure for result in results] == ["it wrote nothing", ""]
    assert "- idle: not measured, it wrote nothing" in measure.table(results)


def test_the_table_compares_a_case_with_the_one_it_names() -> None:
    ours = Result(case("ours", ""), samples(100, 120, 110), files=4)
    theirs = Result(case("theirs", "", against="ours"), samples(200, 240, 220), files=4)
    lone = Result(case("lone", "", against="missing", writes=False), samples(5, 5, 5))
    assert measure.table([ours, theirs, lone]).splitlines()[2:] == [
        "| ours | 4 | 110 | 100 | 55 | 10 |  |",
        "| theirs | 4 | 220 | 200 | 110 | 10 | 2.00 x ours |",
        "| lone |  | 5 | 5 | 2 | 10 |  |",
    ]


def test_nothing_of_the_users_own_is_seen_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    seen = run.environment(tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in seen
    assert seen["XDG_CACHE_HOME"].startswith(str(tmp_path))
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_sizes_are_read_once_each_and_in_order() -> None:
    assert run.arguments(["--sizes", "1000,1,1"]).sizes == (1, 1000)
    with pytest.raises(SystemExit):
        run.arguments(["--sizes", "1,none"])


def test_two_installations_take_turns_command_by_command() -> None:
    old, new = ([case("add", code), case("plan", code)] for code in ("1", "2"))
    beside = cases.beside(old, new)
    assert [(one.name, one.against) for one in beside] == [
        ("before: add", ""),
        ("add", "before: add"),
        ("before: plan", ""),
        ("plan", "before: plan"),
    ]


def test_an_app_of_any_size_is_made_and_what_is_done_in_it_leaves_it_as_it_was(tmp_path: Path) -> None:
    scaffold = str(Path(PYTHON).parent / "scaffold")
    apps = {size: cases.prepare(scaffold, tmp_path, os.environ, size) for size in (1, 2)}
    assert sorted(path.name for path in (apps[2] / "data").glob("thing*")) == [
        "thing0000s.ts",
        "thing0001s.ts",
    ]
    sized = cases.sized(scaffold, apps)
    assert [one.against for one in sized if "2 resources" in one.name] == [
        f"scaffold {command}, 1 resources"
        for command in ("add resource", "rename field", "update", "plan", "apply")
    ]
    before = (apps[2] / "scaffold.toml").read_text()
    work = tmp_path / "work"
    work.mkdir()
    results = measure.measure(sized[-5:-1], 1, work, os.environ)
    assert not any(result.failure for result in results)
    of_update = next(result for result in results if "update" in result.case.name)
    # Both list pages, and what scaffold remembers of them.
    assert of_update.files >= 2 * len(apps)
    assert (apps[2] / "scaffold.toml").read_text() == before
