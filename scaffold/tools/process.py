"""Run a tool to its end, without a terminal to ask at; it ends when we do, and fails with its last words."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from scaffold.errors import ScaffoldError, UsageError
from scaffold.interrupts import held_back

GRACE = 3.0
NONE: Mapping[str, str] = MappingProxyType({})


class Interrupted(ScaffoldError):
    """Stop because somebody pressed Ctrl-C while a tool ran."""


class Failed(ScaffoldError):
    """Stop because a tool failed; carries all that it said."""

    def __init__(self, what: str, said: str, *, where: str, hint: str) -> None:
        super().__init__(what, where=where, hint=hint)
        self.said = said


class Overdue(ScaffoldError):
    """Stop because a tool did not end; it was ended, and all that it started."""


def run(
    command: Sequence[str],
    folder: Path,
    what: str,
    hint: str,
    settings: Mapping[str, str] = NONE,
    *,
    limit: float | None = None,
) -> str:
    """Run a tool to its end without a terminal to ask at, and return what it said; `settings` are its own.

    Failed, with the last lines it printed, when it fails; Overdue when it takes more than `limit` seconds.
    """
    environment = os.environ | {"CI": "1", "NO_UPDATE_NOTIFIER": "1"} | dict(settings)
    try:
        with _process(command, folder, environment) as process:
            output, _ = process.communicate(timeout=limit)
    except OSError as error:
        what = f"{what} does not start: {command[0]}: {error.strerror}"
        raise ScaffoldError(what, where=str(folder), hint=hint) from error
    except KeyboardInterrupt:
        raise Interrupted(f"{what} was interrupted", where=str(folder), hint=hint) from None
    except subprocess.TimeoutExpired as late:
        said = last_words((late.output or b"").decode("utf-8", "replace")) or "; nothing was changed"
        what = f"{what} did not end within {limit:g} seconds, and was stopped{said}"
        raise Overdue(what, where=str(folder), hint=hint) from None
    said = output.decode("utf-8", "replace")
    if process.returncode != 0:
        what = f"{what} {ended(process.returncode)}{last_words(said)}"
        raise Failed(what, said, where=str(folder), hint=hint)
    return said


def limit(name: str, usual: float) -> float:
    """Return how many seconds the environment gives a tool, or the usual; UsageError for no number."""
    text = os.environ.get(name, "")
    if not text:
        return usual
    with suppress(ValueError):
        if 0 < float(text) <= threading.TIMEOUT_MAX:
            return float(text)
    what = f"{name} is {text!r}, which is no number of seconds"
    raise UsageError(what, hint=f"say one, or take it away: unset {name}")


def ended(code: int) -> str:
    """Say how a tool ended that failed."""
    import signal

    if code >= 0:
        return f"failed with exit code {code}"
    with suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}"
    return f"was ended by signal {-code}"


def last_words(said: str) -> str:
    """Quote what a tool said last, where it says what went wrong, without the calls that led there."""
    lines = [line for line in said.strip().splitlines() if not re.match(r"\s+at .+:\d+", line)]
    quoted = "\n".join(lines[-15:])
    return f":\n{quoted}\n" if quoted else ""


@contextmanager
def _process(
    command: Sequence[str], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a tool in a group of its own, and end the whole group when we are interrupted."""
    with held_back() as interrupts:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        if interrupts:
            raise KeyboardInterrupt
        yield process
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a tool and all it started: politely, and after GRACE seconds for certain."""
    import signal

    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    # What is left of the group has had its time.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
