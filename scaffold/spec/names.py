"""Every spelling of a name, derived once from what was typed; names that would break the app are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, NoReturn

from scaffold.errors import UsageError
from scaffold.spec import nouns, reserved, words

# A Postgres identifier has 63 bytes, and index names are longer than the table's own.
MAX_LENGTH = 40

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Noun(NamedTuple):
    """Hold a resource's noun, `blog-posts` and `blog-post`, and spell it for every place it is used.

    Plural and singular are the same for a noun like `series`.
    """

    key: str
    singular_key: str

    @property
    def camel(self) -> str:
        return words.camel(self.key.split("-"))

    @property
    def singular_camel(self) -> str:
        return words.camel(self.singular_key.split("-"))

    @property
    def pascal(self) -> str:
        return words.pascal(self.key.split("-"))

    @property
    def singular_pascal(self) -> str:
        return words.pascal(self.singular_key.split("-"))

    @property
    def snake(self) -> str:
        return self.key.replace("-", "_")

    @property
    def singular_snake(self) -> str:
        return self.singular_key.replace("-", "_")

    @property
    def title(self) -> str:
        return words.sentence(self.key.split("-"))

    @property
    def singular_title(self) -> str:
        return words.sentence(self.singular_key.split("-"))

    @property
    def lower(self) -> str:
        return words.lower(self.key.split("-"))

    @property
    def singular_lower(self) -> str:
        return words.lower(self.singular_key.split("-"))


class ActionName(NamedTuple):
    """Hold an action's name, `createTodo`, and split it into a verb and the noun it acts on."""

    camel: str

    @property
    def pascal(self) -> str:
        return self.camel[0].upper() + self.camel[1:]

    @property
    def kebab(self) -> str:
        return words.kebab(self.camel)

    @property
    def verb(self) -> str:
        return self.kebab.split("-")[0]

    @property
    def noun(self) -> str:
        """Return what follows the verb, without a preposition: `cart` for `addToCart`."""
        return "-".join(_noun(self.kebab.split("-")))

    @property
    def title(self) -> str:
        return words.title(self.camel)


def resource_key(raw: str) -> str:
    """Spell any noun as a key without changing its number or judging it: `BlogPost` is `blog-post`."""
    return "-".join(words.split(raw)) if _PLAIN.fullmatch(raw) else raw


def resource_names(raw: str, singular: str | None = None) -> Noun:
    """Derive a resource's names from its noun in any casing, singular or plural.

    A `singular` that is given wins over the derived one. UsageError when the app could not use the name.
    """
    _checked(raw, "resource", "todos", lambda guess: resource_names(guess).key)
    if singular is not None:
        _checked(singular, "singular", "todo", resource_key)
    noun = _derive(raw, singular)
    problem = _resource_problem(noun, resource_key(raw))
    if problem:
        what = f"{shown(raw)} cannot be a resource: {problem}"
        raise UsageError(what, hint=_other_resource(noun, singular))
    return noun


def action_name(raw: str) -> ActionName:
    """Derive an action's names from a verb and a noun in any casing; UsageError when it cannot be used."""
    parts = _checked(raw, "action", "createTodo", lambda guess: action_name(guess).camel)
    name = ActionName(words.camel(parts))
    if not _noun(parts):
        example = words.camel([*parts, "todo"])
        raise UsageError(
            f"{shown(raw)} cannot be an action: it does not say what it acts on",
            hint=f"type a verb and a noun, such as `{example}`",
        )
    if name.camel in reserved.JS_WORDS or name.camel in reserved.ACTIONS:
        raise UsageError(
            f"{shown(raw)} cannot be an action: the generated code uses `{name.camel}` for something else",
            hint="type a verb and a noun, such as `createTodo`",
        )
    return name


@lru_cache(maxsize=4096)
def field_name(raw: str) -> str:
    """Return a field's name in camelCase; UsageError when the app, JavaScript or Postgres uses it already."""
    parts = _checked(raw, "field", "dueDate", field_name)
    name = words.camel(parts)
    problem = reserved.FIELDS.get(name)
    if name in reserved.JS_WORDS:
        problem = f"`{name}` is a word JavaScript keeps for itself"
    if problem:
        other = "assigneeId" if name in ("userId", "ownerId") else words.camel([*parts, "value"])
        raise UsageError(f"{shown(raw)} cannot be a field: {problem}", hint=f"try `{other}`")
    return name


def app_name(raw: str) -> str:
    """Return a name that is both a directory and an npm package, with `@scope/` or without; or UsageError."""
    scope, slash, own = raw.partition("/")
    if slash and scope.startswith("@"):
        return _scoped_name(raw, scope[1:], own)
    if raw in reserved.PACKAGES or re.fullmatch(r"(com|lpt)[0-9]", raw):
        problem = "a module or device of that name exists already"
    elif not raw.strip():
        raise UsageError("an app needs a name", hint="scaffold new myapp")
    elif "/" in raw or "\\" in raw or raw in (".", ".."):
        problem = "it is a path; the app is made in the directory you are in, or in the one given with -C"
    elif len(raw) > 100:
        problem = "it is longer than 100 characters"
    elif _is_package(raw):
        return raw
    else:
        problem = "npm allows only small letters, digits, and - _ . between them"
    raise UsageError(f"{shown(raw)} cannot be an app: {problem}", hint=f"scaffold new {_package(raw)}")


def app_name_of(folder: str) -> str:
    """Name the app in a folder that may be called anything: `MyShop` is `my-shop`."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", _ascii(folder)).lower()
    is_free = _is_package(parted) and len(parted) <= 100 and parted not in reserved.PACKAGES
    return parted if is_free else _package(parted)


def _scoped_name(raw: str, scope: str, own: str) -> str:
    if _is_package(scope) and _is_package(own) and len(raw) <= 200 and own != "node_modules":
        return raw
    guess = f"@{_package(scope)}/{_package(own)}" if scope else _package(own)
    problem = "npm allows only small letters, digits, and - _ . between them, on both sides of one slash"
    raise UsageError(f"{shown(raw)} cannot be an app: {problem}", hint=f"scaffold new {guess}")


def _is_package(raw: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?", raw)) and ".." not in raw


def _package(raw: str) -> str:
    """Make a name that npm takes out of any text."""
    guess = re.sub(r"[^a-z0-9]+", "-", _ascii(raw).lower()).strip("-")[:100].strip("-")
    return f"{guess}-app".strip("-") if not guess or guess in reserved.PACKAGES else guess


def shown(raw: str) -> str:
    """Quote what was typed for a message: one line, printable, at most 60 characters."""
    text = raw if raw.isprintable() else ascii(raw)[1:-1]
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`"


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Guess which of the known words was meant; None when none is like it."""
    import difflib

    return next(iter(difflib.get_close_matches(typed, list(known), n=1)), None)


def _derive(raw: str, singular: str | None) -> Noun:
    typed = words.split(raw)
    single = words.split(singular) if singular else (*typed[:-1], nouns.singular(typed[-1]))
    plural = typed if singular and typed != single else (*typed[:-1], nouns.plural(typed[-1]))
    return Noun("-".join(plural), "-".join(single))


def _resource_problem(noun: Noun, typed: str) -> str | None:
    both = (noun.singular_key, noun.key)
    for key in (typed, noun.key):
        if key in reserved.TAKEN:
            return f"`{key}` is taken; {reserved.TAKEN[key]}"
    if noun.key.startswith("auth-"):
        return "tables that begin with `auth_` belong to signing in"
    for key in both:
        if key in reserved.NEXT_FILES:
            return f"`{key}` is a file name Next.js gives a meaning"
    for camel in (noun.singular_camel, noun.camel):
        if camel in reserved.JS_WORDS:
            return f"`{camel}` is a word JavaScript keeps for itself"
        if camel in reserved.IMPORTED:
            return f"the generated code uses `{camel}` for something else"
    for pascal in (noun.singular_pascal, noun.pascal):
        if pascal in reserved.GLOBAL_TYPES:
            return f"its type `{pascal}` would hide the one TypeScript or Next.js has"
    if min(map(len, both)) < 2:
        return "one letter says too little"
    if max(map(len, both)) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH} letters"
    return None


def _other_resource(noun: Noun, singular: str | None) -> str:
    """Offer a name that is allowed, and the way to keep the URL with another singular."""
    free = reserved.INSTEAD.get(noun.singular_key, f"{noun.singular_key}-record").replace("auth-", "login-")
    other = _derive(free, None)
    if _resource_problem(other, free):
        return f"type a noun of at most {MAX_LENGTH} letters, such as `todos`"
    hint = f"try `{other.key}`"
    kept = _derive(noun.key, other.singular_key)
    if singular is None and not _resource_problem(kept, noun.key):
        hint += f", or keep the URL with `{kept.key} --singular {kept.singular_key}`"
    return hint


def _checked(raw: str, kind: str, example: str, spell: Callable[[str], str]) -> tuple[str, ...]:
    """Split a name into lower-case words, or refuse it with the nearest name that would be allowed."""
    if not raw.strip():
        raise UsageError(f"{_a(kind)} needs a name", hint=f"try `{example}`")
    if not _PLAIN.fullmatch(raw):
        _refuse_letters(raw, kind, example, spell)
    if len(raw) > 4 * MAX_LENGTH or len("-".join(parts := words.split(raw))) > MAX_LENGTH:
        raise UsageError(
            f"{shown(raw)} cannot be {_a(kind)}: it is longer than {MAX_LENGTH} letters",
            hint="the name becomes a table, a type and a URL; type a shorter one",
        )
    return parts


def _refuse_letters(raw: str, kind: str, example: str, spell: Callable[[str], str]) -> NoReturn:
    if "/" in raw or "\\" in raw or "." in raw:
        problem = "it is a name, not a path"
    elif any(letter.isspace() for letter in raw):
        problem = "a name has no spaces"
    elif raw[0] in "0123456789_-":
        problem = "a name begins with a letter"
    elif raw.isascii():
        problem = "only letters, digits, - and _ are allowed"
    else:
        problem = "only the letters a to z, digits, - and _ are allowed"
    guess = re.sub(r"[^A-Za-z0-9]+", "-", _ascii(raw)).strip("-")
    guess = (f"my-{guess}" if guess[:1].isdigit() else guess)[:MAX_LENGTH].rstrip("-")
    try:
        hint = f"try `{spell(guess)}`" if guess else f"try a name such as `{example}`"
    except UsageError:
        hint = f"try a name such as `{example}`"
    raise UsageError(f"{shown(raw)} cannot be {_a(kind)}: {problem}", hint=hint)


def _ascii(raw: str) -> str:
    """Drop accents, so that a hint can offer `cafe` for `café`."""
    import unicodedata

    return unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "action" else f"a {kind}"


def _noun(parts: Sequence[str]) -> Sequence[str]:
    rest = parts[1:]
    return rest[1:] if rest and rest[0] in reserved.PREPOSITIONS else rest
