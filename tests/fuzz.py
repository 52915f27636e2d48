"""Look for edits that a command does not leave as they are.

PYTHONPATH=.:bench python tests/fuzz.py sweep|histories|lives
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import histories
import line_edits
import lives
from evolved import APPS, COMMANDS, changed
from scaffold.merge import clash, code, lacking, match, members, order, rename, sides, style, syntax
from texts import Text

# How many texts are kept understood, and in pairs: the generated ones are the same for every edit of a file.
KEPT = 128


def sweep(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Run every command on every edit of a single line of every file that it changes, or a share of them."""
    choose = random.Random(options.seed)
    part, parts = map(int, options.part.split("/"))
    number = 0
    for name, spec in APPS.items():
        # An edited text is understood once, for all commands that change its file.
        files = defaultdict(list)
        for line in COMMANDS[name]:
            for step in changed(spec, line) if options.only in line else ():
                files[step.path, step.base].append((line, step))
        for (path, base), steps in files.items():
            for edit in line_edits.edits(Text(path, base)):
                number += 1
                for line, step in steps if number % parts == part - 1 else ():
                    if choose.random() < options.share:
                        ended, wrong = step.tried(edit, line_edits.mark_of(edit))
                        where = f"{name}: {line}: {path}:{edit.at + 1} {edit.kind} {edit.put}"
                        wrong = [*wrong, ended] if ended.endswith("the edit") else wrong
                        yield ended, "; ".join(f"{where}: {what}" for what in wrong)


def told(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Tell histories in memory, each of a few commands and a few edits of one file."""
    for seed in range(options.seed, options.seed + options.number):
        one = histories.history(random.Random(seed))
        yield "clean" if one.clean else "stopped", "; ".join(f"{seed}: {one}: {what}" for what in one.wrong)


def lived(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Live lives on a disk, with whole commands, undo and apply."""
    for seed in range(options.seed, options.seed + options.number):
        yield "lived", "; ".join(f"{seed}: {what}" for what in lives.life(random.Random(seed)))


LAYERS = {"sweep": sweep, "histories": told, "lives": lived}


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", choices=LAYERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=100, help="how many histories or lives")
    parser.add_argument("--share", type=float, default=1, help="of the edits of the sweep")
    parser.add_argument("--part", default="1/1", help="of the edits of the sweep: the first of two, 1/2")
    parser.add_argument("--only", default="", help="commands of the sweep with this in them")
    options = parser.parse_args(given)
    understood = lru_cache(KEPT)(syntax.parse)
    for module in (clash, code, lacking, members, order, rename):
        module.parse = understood
    for module in (rename, sides):
        module.Matching = lru_cache(KEPT)(match.Matching)
    sides.Style.of = lru_cache(KEPT)(style.Style.of)
    # Trees are thrown away whole, but point at their parents.
    gc.set_threshold(200_000, 10, 10)
    found: Counter[str] = Counter()
    start = time.monotonic()
    for ended, wrong in LAYERS[options.layer](options):
        found[ended] += 1
        if wrong:
            found["wrong"] += 1
            print(wrong, flush=True)
    print(f"{options.layer}: {dict(found)} in {time.monotonic() - start:.0f} s")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
