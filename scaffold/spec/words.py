"""The casing of names: any spelling split into lower-case words, and words put together for each place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from scaffold.spec import reserved

# URLs and IDs stay one word; an acronym ends where the next capitalised word begins (APIClients).
_WORD = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z][A-Z0-9]*")
_BRANDS = {"OAuth": "Oauth", "GraphQL": "Graphql", "GitHub": "Github", "iOS": "Ios", "macOS": "Macos"}
_BRAND = re.compile("|".join(_BRANDS))
_CAPITAL = re.compile(r"[A-Z]")


# Most names of an app are split several times: the fields of many resources, and every name when it is read.
@lru_cache(maxsize=4096)
def split(raw: str) -> tuple[str, ...]:
    """Split any casing into lower-case words that survive being spelled in camelCase and split again."""
    raw = _BRAND.sub(lambda brand: _BRANDS[brand[0]], raw)
    words: list[str] = []
    for word in _WORD.findall(raw):
        # A word cannot begin with a digit in camelCase: `area-51` and `area51` are one name.
        if words and word[0].isdigit():
            words[-1] += word.lower()
        else:
            words.append(word.lower())
    again = camel(words)
    return tuple(words) if raw == again else split(again)


def camel(words: Sequence[str]) -> str:
    """Put words together as a variable: `blogPost`."""
    return words[0] + "".join([word.capitalize() for word in words[1:]])


def pascal(words: Sequence[str]) -> str:
    """Put words together as a type: `BlogPost`."""
    return "".join([word.capitalize() for word in words])


def lower(words: Sequence[str]) -> str:
    """Put words together for people, inside a sentence: `blog post`, `API client`."""
    return " ".join(map(_acronym, words))


def sentence(words: Sequence[str]) -> str:
    """Put words together for people, at the start of a line: `Blog post`."""
    text = lower(words)
    return text[0].upper() + text[1:]


def snake(camel: str) -> str:
    """Spell a camelCase name as an SQL column: `dueDate` is `due_date`."""
    return _CAPITAL.sub(lambda letter: "_" + letter[0].lower(), camel)


def place(table: str, column: str) -> str:
    """Spell an SQL column as people type it: `due_date` of `blog_posts` is `blog-posts.dueDate`."""
    field = re.sub("_([a-z])", lambda found: found[1].upper(), column)
    return f"{table.replace('_', '-')}.{field}"


def kebab(camel: str) -> str:
    """Spell a camelCase name as a file or URL segment: `createTodo` is `create-todo`."""
    return snake(camel).replace("_", "-")


@lru_cache(maxsize=4096)
def title(camel: str) -> str:
    """Spell a camelCase name for people: `dueDate` is `Due date`, `imageUrl` is `Image URL`."""
    return sentence(snake(camel).split("_"))


def _acronym(word: str) -> str:
    if word in reserved.ACRONYMS:
        return word.upper()
    if word.endswith("s") and word[:-1] in reserved.ACRONYMS:
        return word[:-1].upper() + "s"
    return word
