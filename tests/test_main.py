"""The process ends without taking the interpreter apart, and still says everything and how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scaffold.__main__ import main
from scaffold.commands.report import error_dict
from scaffold.errors import ScaffoldError

MAIN = [sys.executable, "-m", "scaffold"]


def test_everything_printed_arrives_in_a_pipe() -> None:
    done = subprocess.run([*MAIN, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "add" in done.stdout and done.stdout.endswith("\n")


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_failure_has_its_exit_code_and_its_message(debug: str) -> None:
    environment = os.environ | {"SCAFFOLD_DEBUG": debug}
    command = [*MAIN, "nonsense"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_output_that_cannot_be_written_is_a_failure() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*MAIN, "--version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode != 0


def test_a_profiler_sees_the_end() -> None:
    environment = os.environ | {"SCAFFOLD_DEBUG": "1"}
    command = [sys.executable, "-m", "cProfile", "-m", "scaffold", "--version"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "function calls" in done.stdout


def test_an_interruption_before_the_first_command_is_said_to_people_and_to_programs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(debug: bool) -> int:
        raise KeyboardInterrupt

    monkeypatch.setenv("SCAFFOLD_DEBUG", "1")
    monkeypatch.setattr("scaffold.__main__._run", interrupted)
    # Another test of this process may have begun something.
    monkeypatch.setattr("scaffold.project.begun.BEGUN", [])
    for arguments, said in (
        ([], "error: interrupted; nothing was written\n"),
        (["--json"], json.dumps(error_dict(ScaffoldError("interrupted; nothing was written"))) + "\n"),
    ):
        monkeypatch.setattr(sys, "argv", ["scaffold", "plan", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 1
        assert capsys.readouterr() == ("", said)
