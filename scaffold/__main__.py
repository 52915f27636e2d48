"""Run scaffold: `scaffold …` and `python -m scaffold …`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; every failure ends in one message and an exit code."""
    from scaffold.cli import run

    sys.exit(run(sys.argv[1:], debug=bool(os.environ.get("SCAFFOLD_DEBUG"))))


if __name__ == "__main__":
    main()
