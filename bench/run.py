"""Measure scaffold beside its peers, in one run: `python bench/run.py`; prints a Markdown table."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import cases
import peers
from measure import Case, measure, table


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=_at_least_one, default=15, metavar="N", help="how often (default: 15)"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where the peers are installed and kept")
    parser.add_argument("--scaffold", metavar="PATH", help="the scaffold to measure (default: this Python's)")
    parser.add_argument("--before", metavar="PATH", help="another scaffold, to be measured beside this one")
    parser.add_argument(
        "--sizes", type=_sizes, default=(), metavar="N,…", help="also in apps of so many resources"
    )
    parser.add_argument("--no-peers", action="store_true", help="measure scaffold alone; installs nothing")
    parser.add_argument("--only", metavar="TEXT", default="", help="only commands with this in their name")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    scaffold = options.scaffold or _beside_python()
    if scaffold is None:
        print("scaffold is not installed: pip install -e .", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="scaffold-bench-") as temporary:
        work = Path(temporary)
        chosen = _cases(options, os.path.abspath(scaffold), work)
        if not chosen:
            print(f"no command has {options.only!r} in its name", file=sys.stderr)
            return 2
        results = measure(chosen, options.rounds, work, environment(work), say=_progress)
    print(table(results))
    return 1 if any(one.failure and one.case.name.startswith("scaffold") for one in results) else 0


def environment(work: Path) -> dict[str, str]:
    """Return what every command sees: nothing of it is written to the user's own folders."""
    # Without bytecode every run would compile every module again, which no installation does.
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "npm_config_", "NODE_OPTIONS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    for name in ("cache", "config"):
        (work / name).mkdir(mode=0o700, exist_ok=True)
    return kept | {
        "XDG_CACHE_HOME": str(work / "cache"),
        "XDG_CONFIG_HOME": str(work / "config"),
        "NO_COLOR": "1",
        "NEXT_TELEMETRY_DISABLED": "1",
        # Nobody waits for a network: create-next-app would ask the registry for a newer version of itself.
        "npm_config_registry": "http://127.0.0.1:9/",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def _cases(options: argparse.Namespace, scaffold: str, work: Path) -> list[Case]:
    seen = environment(work)
    chosen = _own(scaffold, work / "own", seen, options.sizes)
    if options.before:
        before = _own(os.path.abspath(options.before), work / "before", seen, options.sizes)
        chosen = cases.beside(before, chosen)
    if not options.no_peers:
        cache = (options.cache or work / "peers").resolve()
        files = cases.written(scaffold, work / "own/base-0", work, seen)
        programs = peers.npm_peers(cache)
        chosen += cases.npm(programs, work, files)
        copier = peers.copier(cache)
        chosen += [cases.copier(copier)] if copier else []
        for name in [name for name in peers.NPM if name not in programs] + ([] if copier else ["copier"]):
            print(f"{name} could not be installed, so it is left out", file=sys.stderr)
    return [case for case in chosen if options.only in case.name]


def _own(scaffold: str, work: Path, seen: dict[str, str], sizes: Sequence[int]) -> list[Case]:
    own = cases.own(scaffold, cases.prepare(scaffold, work, seen))
    if not sizes:
        return own
    return own + cases.sized(scaffold, {size: cases.prepare(scaffold, work, seen, size) for size in sizes})


def _beside_python() -> str | None:
    beside = Path(sys.executable).parent / "scaffold"
    return str(beside) if beside.exists() else shutil.which("scaffold")


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({_at_least_one(number) for number in text.split(",")}))


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
