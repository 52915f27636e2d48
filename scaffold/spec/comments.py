"""The comments of scaffold.toml: those that went with what they were about, for their owner to know."""

from __future__ import annotations

from collections import Counter

from scaffold.spec import blocks


def gone(before: str, after: str) -> list[str]:
    """List the comments that a text had and has no more, in its order."""
    lines = Counter(before.splitlines()) - Counter(after.splitlines())
    # A long text is read in full only where a comment may be among what went.
    if not any("#" in line for line in lines):
        return []
    kept = Counter(blocks.comments(after))
    found = []
    for comment in blocks.comments(before):
        kept[comment] -= 1
        if kept[comment] < 0:
            found.append(comment)
    return found
