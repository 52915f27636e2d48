"""Run scaffold: `scaffold …` and `python -m scaffold …`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line; every failure ends in one message and an exit code."""
    debug = bool(os.environ.get("SCAFFOLD_DEBUG"))
    try:
        code = _run(debug)
    except KeyboardInterrupt:
        # Before the first command has begun: the imports take a moment too.
        _say_interrupted()
        code = 1
    if not debug:
        _leave(code)
    sys.exit(code)


def _run(debug: bool) -> int:
    import gc
    import signal

    # A command ends before there is garbage to collect, and looking for it while importing takes 10 ms.
    gc.disable()
    from scaffold.cli.app import run

    # A closed terminal and a polite kill end a command as Ctrl-C does: tools included, nothing half-written.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            signal.signal(getattr(signal, name), signal.default_int_handler)
    return run(sys.argv[1:], debug=debug)


def _say_interrupted() -> None:
    """Say so to people, or to a program that asked for JSON; no module of ours may be there yet."""
    begun = sys.modules.get("scaffold.project.begun")
    # Somebody who presses Ctrl-C twice interrupts the sentence that says what became of the change.
    told = "to see what became of the change: scaffold status"
    what = f"interrupted; {told if begun and vars(begun)['BEGUN'] else 'nothing was written'}"
    if "--json" in sys.argv:
        fields = f'"error": "{what}", "where": null, "hint": null, "exit": 1, "conflicts": []'
        print(f'{{"version": 1, {fields}}}', file=sys.stderr)
    else:
        print(f"error: {what}", file=sys.stderr)


def _leave(code: int) -> None:
    """End at once: all files are closed, and taking the interpreter apart costs a fifth of a short run."""
    with suppress(OSError, ValueError):
        # Not sys.stdout.flush(): there is no stdout once its reader has gone.
        print(end="", flush=True)
        print(end="", flush=True, file=sys.stderr)
        os._exit(code)


if __name__ == "__main__":
    main()
