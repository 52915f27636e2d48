"""Hold interrupts back where raising one would break what is half done; they are answered after it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What ends a command: Ctrl-C, a polite kill, a terminal that closes.
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def held_back(tell: Callable[[], object] = lambda: None) -> Iterator[list[int]]:
    """Collect the signals that would raise KeyboardInterrupt; `tell` hears of each at once."""
    held: list[int] = []
    here = threading.current_thread() is threading.main_thread()
    numbers = [int(getattr(signal, name)) for name in SIGNALS if here and hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.default_int_handler]

    def hold(number: int, frame: object) -> None:
        held.append(number)
        tell()

    for number in ours:
        signal.signal(number, hold)
    try:
        yield held
    finally:
        for number in ours:
            signal.signal(number, signal.default_int_handler)
