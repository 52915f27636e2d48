"""An interrupt waits for the end of what must not be broken off, and is not lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from scaffold.interrupts import held_back


@pytest.fixture(autouse=True)
def _taken() -> Iterator[None]:
    """Take SIGTERM as the command line does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


def test_an_interrupt_is_held_back_and_told() -> None:
    told: list[str] = []
    with held_back(lambda: told.append("heard")) as held:
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
        assert sorted(held) == [signal.SIGINT, signal.SIGTERM] and told == ["heard", "heard"]


def test_what_comes_after_is_raised_again() -> None:
    with held_back() as held:
        pass
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)
    assert not held


def test_a_signal_that_somebody_else_answers_stays_theirs() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
    with held_back() as held:
        os.kill(os.getpid(), signal.SIGTERM)
    assert heard == [signal.SIGTERM] and not held


def test_in_another_thread_nothing_is_held_back() -> None:
    held: list[list[int]] = []

    def work() -> None:
        with held_back() as here:
            held.append(here)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert held == [[]]
