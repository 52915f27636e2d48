"""Break lines that are too long where Biome would, so that templates are written as if names were short.

A formatter for the few shapes that the templates use, one line at a time: imports, signatures, statements
with calls, properties, JSX. Tests run Biome over hundreds of names to prove that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scaffold.generate.width import width

WIDTH = 100
INDENT = "  "
# Breaking a call for a lone argument of up to so many columns gains too little.
SHORT = WIDTH // 4

_EMPTY_LINES = re.compile(r"\n{3,}")
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_FUNCTION = re.compile(r"(export )?(default )?(async )?function ")
_ASSIGNMENT = re.compile(r"(export )?(const|type) .+? = |\w+: ")
_ATTRIBUTE = re.compile(r"\w+=[\"{]")
_ARROW = re.compile(r"(async )?\([^()]*\) => (?=[\w.]+\()")
_KEYWORDS = re.compile(r"((return|throw|await|new) )*")
_MEMBERS = re.compile(r"[\w$]+(\.[\w$]+)+")
_NUMBER_OR_STRING = re.compile(r"-?[\d.][\w.-]*|\".*\"|'.*'")


def layout(code: str) -> str:
    """Break each line of more than WIDTH columns, and leave one empty line where there are several."""
    # A letter is at most two columns wide, and one of ASCII is one.
    most = WIDTH if code.isascii() else WIDTH // 2
    text = "\n".join([fit(line) if len(line) > most else line for line in code.split("\n")])
    return _EMPTY_LINES.sub("\n\n", text) if "\n\n\n" in text else text


def fit(line: str) -> str:
    """Break one line, and its parts if need be; what cannot be broken comes back as it is."""
    if width(line) <= WIDTH:
        return line
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    # Comments keep their lines, and so does the first line of a test; conditions break in a way of their own.
    if text.startswith(("//", "/*", "*", "test(", "if (", "for (", "while (")):
        return line
    if text.startswith("<"):
        return _element(indent, text)
    if _ATTRIBUTE.match(text):
        return _attribute(indent, text)
    if text.startswith("{"):
        return _conditional(indent, text)
    if text.startswith("import "):
        return _import(indent, text)
    if _FUNCTION.match(text):
        return _signature(indent, text)
    return _statement(indent, text)


def _import(indent: str, text: str) -> str:
    start, end = text.index("{"), text.index("}")
    names = _split(text[start + 1 : end].strip())
    # A single name stays on the line, however long.
    return indent + text if len(names) == 1 else _lines(indent, text[: start + 1], names, text[end:])


def _signature(indent: str, text: str) -> str:
    start, end = _brackets(text)
    inner = text[start + 1 : end]
    if not inner.startswith("{"):
        return _lines(indent, text[: start + 1], _split(inner), text[end:])
    # The one parameter is an object: its names get a line each, not the parameter.
    _, brace = _brackets(inner)
    return _lines(indent, text[: start + 2], _split(inner[1:brace].strip()), inner[brace:] + text[end:])


def _statement(indent: str, text: str) -> str:
    match = _ASSIGNMENT.match(text)
    head = match[0] if match else ""
    body, end = text[len(head) :], ""
    if body[-1] in ",;":
        body, end = body[:-1], body[-1]
    if not head:
        return _expression(indent, "", body, end)
    if (arrow := _ARROW.match(body)) and width(indent + head + arrow[0]) <= WIDTH:
        return f"{indent}{head}{arrow[0].rstrip()}\n" + fit(indent + INDENT + body[arrow.end() :] + end)
    condition, *branches = _split(body, " ? ", " : ")
    if branches:
        lines = [f"{indent}{INDENT}{mark} {branch}" for mark, branch in zip("?:", branches, strict=True)]
        return "\n".join([indent + head + condition, *lines]) + end
    if _starts_on_next_line(indent, head, body):
        return f"{indent}{head.rstrip()}\n" + fit(indent + INDENT + body + end)
    return _expression(indent, head, body, end)


def _starts_on_next_line(indent: str, head: str, body: str) -> bool:
    """Tell whether a value moves below its name; below a name of four letters it would gain too little."""
    if head.endswith(": ") and len(head) <= len("four: "):
        return False
    if body.startswith(('"', "'")):
        return True
    if _MEMBERS.fullmatch(body) or len(_split(body, " && ")) > 1:
        return True
    chain = _Chain.read(body)
    return chain.is_poor or width(indent + head + chain.unbreakable) > WIDTH


def _expression(indent: str, head: str, body: str, end: str) -> str:
    """Break a chain of several calls before each of them, anything else in its brackets."""
    chain = _Chain.read(body)
    if len(chain.calls) < 2:
        return _break(indent, head + body + end)
    *calls, last = chain.calls
    lines = [_break(indent, head + chain.head)]
    lines += [_break(indent + INDENT, call) for call in calls]
    return "\n".join([*lines, _break(indent + INDENT, last + end)])


def _break(indent: str, text: str) -> str:
    """Break brackets from left to right until the rest fits."""
    done, line, at = "", indent, 0
    while width(line + text[at:]) > WIDTH:
        start, end = _brackets(text, at)
        if not end:
            break
        until, _ = _brackets(text, end)
        if width(line + text[at : until + 1]) <= WIDTH:
            line += text[at : end + 1]
        else:
            broken = _broken(indent, (line + text[at : start + 1]).strip(" "), text[start : end + 1])
            lines, _, line = broken.rpartition("\n")
            done += lines + "\n"
        at = end + 1
    return done + line + text[at:]


def _broken(indent: str, opened: str, brackets: str) -> str:
    items = _split(brackets[1:-1].strip())
    *others, last = items
    before = opened + "".join(f"{item}, " for item in others) + "{"
    if last.startswith("{ ") and width(indent + before) <= WIDTH:
        # The list stays together, and the object that ends it is broken.
        return _lines(indent, before, _split(last[1:-1].strip()), "}" + brackets[-1])
    return _lines(indent, opened, items, brackets[-1])


def _lines(indent: str, opened: str, items: list[str], closed: str) -> str:
    lines = [fit(f"{indent}{INDENT}{item},") for item in items]
    if closed.startswith(">"):
        lines[-1] = lines[-1].removesuffix(",")
    return "\n".join([indent + opened, *lines, indent + closed])


def _conditional(indent: str, text: str) -> str:
    """Break `{test && <Element />}`."""
    condition, *elements = _split(text[1:-1], " && ")
    if len(elements) != 1:
        return indent + text
    return f"{indent}{{{condition} && (\n{fit(indent + INDENT + elements[0])}\n{indent})}}"


def _element(indent: str, text: str) -> str:
    depths = _depths(text)
    end = next(at for at, letter in enumerate(text) if letter == ">" and not depths[at])
    tag, content = text[: end + 1], text[end + 1 :]
    if content:
        inner, _, name = content.rpartition("</")
        return f"{fit(indent + tag)}\n{indent}{INDENT}{inner}\n{indent}</{name}"
    close = "/>" if tag.endswith("/>") else ">"
    name, *attributes = _split(tag.removesuffix(close).rstrip(), " ")
    lines = [_attribute(indent + INDENT, attribute) for attribute in attributes]
    return "\n".join([indent + name, *lines, indent + close])


def _attribute(indent: str, text: str) -> str:
    name, is_expression, value = text.partition("={")
    if width(indent + text) <= WIDTH or not is_expression:
        return indent + text
    return f"{indent}{name}={{\n{indent}{INDENT}{value[:-1]}\n{indent}}}"


@dataclass(frozen=True, slots=True)
class _Chain:
    """Take `head.call(…).call(…)` apart; `head` is `a`, `a.b` or `a(…)`, with `await` or `new` before it."""

    head: str
    calls: list[str]
    arguments: list[str]

    @classmethod
    def read(cls, text: str) -> _Chain:
        match = _KEYWORDS.match(text)
        start = match.end() if match else 0
        members = _split(text[start:], ".")
        head = members[0]
        # What has no brackets belongs to what comes before it, except the name of the first call.
        while len(members) > 1 and "(" not in head and not _brackets(members[1])[1] and "(" not in members[1]:
            head += "." + members.pop(1)
        arguments = [call[_opening(call) + 1 : -1] for call in members if call.endswith(")")]
        return cls(text[:start] + head, [f".{call}" for call in members[1:]], arguments)

    @property
    def is_poor(self) -> bool:
        """Tell whether breaking the brackets would gain next to nothing."""
        return 0 < len(self.arguments) < 3 and all(map(_is_short, self.arguments))

    @property
    def unbreakable(self) -> str:
        """Return what is before the first place for a break."""
        text = self.head if len(self.calls) > 1 else self.head + "".join(self.calls)
        start, end = _brackets(text)
        return text[: start + 1] if end else text


def _is_short(arguments: str) -> bool:
    if _NUMBER_OR_STRING.fullmatch(arguments):
        return arguments[0] not in "\"'" or width(arguments) <= SHORT
    return not arguments or (arguments.isidentifier() and len(arguments) <= SHORT)


def _opening(call: str) -> int:
    """Return where the arguments of a call begin."""
    depths = _depths(call)
    return max(at for at, letter in enumerate(call) if letter == "(" and not depths[at])


def _brackets(text: str, at: int = 0) -> tuple[int, int]:
    """Return where the next brackets with something in them open and close, or twice nothing."""
    depths = _depths(text)
    for start in range(at, len(text)):
        if text[start] in _CLOSING and not depths[start]:
            end = next((close for close in range(start + 1, len(text)) if not depths[close]), 0)
            if end > start + 1:
                return start, end
    return len(text), 0


def _split(text: str, *separators: str) -> list[str]:
    """Split at separators of one length, or at commas, that are in no brackets and in no string."""
    marks, parts, start = separators or (", ",), [], 0
    for at, depth in enumerate(_depths(text)):
        if not depth and at >= start and text.startswith(marks, at):
            parts.append(text[start:at])
            start = at + len(marks[0])
    return [*parts, text[start:]]


# One text is cut at one place after the other.
@lru_cache(maxsize=16)
def _depths(text: str) -> Sequence[int]:
    """Say how deep in brackets and strings each letter is; a bracket is as deep as what is around it."""
    depths: list[int] = []
    opened: list[str] = []
    quote, before = "", ""
    for letter in text:
        if quote:
            depths.append(len(opened) + 1)
            if before == "\\":
                letter = ""
            elif letter == quote:
                quote = ""
        elif letter in "\"'`":
            quote = letter
            depths.append(len(opened) + 1)
        elif opened and letter == opened[-1]:
            opened.pop()
            depths.append(len(opened))
        else:
            depths.append(len(opened))
            # A `<` after a name opens type arguments; elsewhere it compares or begins an element.
            if letter in _CLOSING and (letter != "<" or before.isalnum()):
                opened.append(_CLOSING[letter])
        before = letter
    return depths
