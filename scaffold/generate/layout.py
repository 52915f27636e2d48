"""Break lines that are too long where Biome would, so that templates are written as if names were short.

A formatter for the few shapes that the templates use, one line at a time: imports, signatures, statements
with calls, properties, JSX. Tests run Biome over hundreds of names to prove that both agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scaffold.generate.brackets import brackets, depths_of, split
from scaffold.generate.width import width

WIDTH = 100
INDENT = "  "
# Breaking a call for a lone argument of up to so many columns gains too little.
SHORT = WIDTH // 4

_EMPTY_LINES = re.compile(r"\n{3,}")
_FUNCTION = re.compile(r"(export )?(default )?(async )?function ")
_ASSIGNMENT = re.compile(r"(export )?(const|type) .+? = |\w+: ")
_ATTRIBUTE = re.compile(r"\w+=[\"{]")
_ARROW = re.compile(r"(async )?\([^()]*\) => (?=[\w.]+\()")
_KEYWORDS = re.compile(r"((return|throw|await|new) )*")
_MEMBERS = re.compile(r"[\w$]+(\.[\w$]+)+")
_OPERATOR = re.compile(r" (===|!==|[<>]=?|&&|\|\|) ")
_SENTENCE = re.compile(r"[^\W\d_][\w ,.'-]* [\w ,.'-]*\.")
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
    # Comments keep their lines, and so does the first line of a test or a loop.
    if text.startswith(("//", "/*", "*", "test(", "for (", "while (")):
        return line
    if text.startswith("if ("):
        return _guard(indent, text)
    if text.startswith("<"):
        return _element(indent, text)
    if _ATTRIBUTE.match(text):
        return _attribute(indent, text)
    if text.startswith("{ "):
        return _object(indent, text)
    if text.startswith("{"):
        return _conditional(indent, text)
    if text.startswith("import "):
        return _import(indent, text)
    if _FUNCTION.match(text):
        return _signature(indent, text)
    if _SENTENCE.fullmatch(text):
        return _prose(indent, text)
    return _statement(indent, text)


def _prose(indent: str, text: str) -> str:
    """Break what people read between words, each line as full as it gets."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and width(f"{indent}{lines[-1]} {word}") > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return "\n".join(indent + line for line in lines)


def _import(indent: str, text: str) -> str:
    start, end = text.find("{"), text.find("}")
    names = split(text[start + 1 : end].strip())
    # A single name stays on the line, however long, and so does a whole module.
    return indent + text if len(names) == 1 else _lines(indent, text[: start + 1], names, text[end:])


def _signature(indent: str, text: str) -> str:
    start, end = brackets(text)
    inner = text[start + 1 : end]
    if not inner.startswith("{"):
        return _lines(indent, text[: start + 1], split(inner), text[end:], declares=True)
    # The one parameter is an object: its names get a line each, not the parameter, and so does what they are.
    _, brace = brackets(inner)
    named, types, members = inner[brace:].partition(": { ")
    closed = inner[brace:]
    if types:
        members = "".join(f"{indent}{INDENT}{one};\n" for one in split(members.removesuffix(" }"), "; "))
        closed = f"{named}: {{\n{members}{indent}}}"
    names = split(inner[1:brace].strip())
    return _lines(indent, text[: start + 2], names, closed + text[end:], declares=True)


def _guard(indent: str, text: str) -> str:
    """Break `if (test) return value;` behind the test; a test is not broken."""
    _, end = brackets(text)
    head, statement = text[: end + 1], text[end + 2 :]
    if statement == "{" or width(indent + head) > WIDTH:
        return indent + text
    return f"{indent}{head}\n" + fit(indent + INDENT + statement)


def _statement(indent: str, text: str) -> str:
    match = _ASSIGNMENT.match(text)
    head = match[0] if match else ""
    body, end = text[len(head) :], ""
    if body[-1] in ",;":
        body, end = body[:-1], body[-1]
    if not head:
        *tests, last = split(body, " && ")
        return _awaited(indent, tests, last, end) if tests else _expression(indent, "", body, end)
    if (arrow := _ARROW.match(body)) and width(indent + head + arrow[0]) <= WIDTH:
        return f"{indent}{head}{arrow[0].rstrip()}\n" + fit(indent + INDENT + body[arrow.end() :] + end)
    condition, *branches = split(body, " ? ", " : ")
    if branches and _OPERATOR.search(condition):
        return f"{indent}{head.rstrip()}\n" + _choice(indent + INDENT, condition, branches, end)
    if branches:
        return _choice(indent, head + condition, branches, end)
    if _starts_on_next_line(indent, head, body):
        return f"{indent}{head.rstrip()}\n" + fit(indent + INDENT + body + end)
    return _expression(indent, head, body, end)


def _awaited(indent: str, tests: list[str], last: str, end: str) -> str:
    """Break `test && (await call(arguments))` before what is awaited, and then that in its own brackets."""
    # A letter in the place of the outer bracket keeps it from being broken.
    call = _break(indent, "_" + last[1:-1]) if last.startswith("(await ") else f"{indent}{last[:-1]}"
    lines = [
        *(f"{indent}{test} &&" for test in tests),
        f"{indent}{last[0]}{call[len(indent) + 1 :]}{last[-1]}",
    ]
    return "\n".join(lines) + end


def _choice(indent: str, condition: str, branches: list[str], end: str) -> str:
    line = f"{indent}{condition} ? {' : '.join(branches)}{end}"
    if width(line) <= WIDTH:
        return line
    lines = [f"{indent}{INDENT}{mark} {branch}" for mark, branch in zip("?:", branches, strict=True)]
    return "\n".join([indent + condition, *lines]) + end


def _starts_on_next_line(indent: str, head: str, body: str) -> bool:
    """Tell whether a value moves below its name; below a name of four letters it would gain too little."""
    if head.endswith(": ") and len(head) <= len("four: "):
        return False
    if body.startswith(('"', "'")):
        return True
    if _MEMBERS.fullmatch(body) or len(split(body, " && ")) > 1:
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
        start, end = brackets(text, at)
        if not end:
            break
        until, _ = brackets(text, end)
        if width(line + text[at : until + 1]) <= WIDTH:
            line += text[at : end + 1]
        else:
            broken = _broken(indent, (line + text[at : start + 1]).strip(" "), text[start : end + 1])
            lines, _, line = broken.rpartition("\n")
            done += lines + "\n"
        at = end + 1
    return done + line + text[at:]


def _broken(indent: str, opened: str, closed: str) -> str:
    items = split(closed[1:-1].strip())
    *others, last = items
    before = opened + "".join(f"{item}, " for item in others)
    arrow = _ARROW.match(last)
    # The list stays together where it ends with an object, an array or a function, and that is broken.
    if last.startswith(("{ ", "[")) and width(f"{indent}{before}{{") <= WIDTH:
        return _lines(indent, before + last[0], split(last[1:-1].strip()), last[-1] + closed[-1])
    if arrow and width(indent + before + arrow[0].rstrip()) <= WIDTH:
        return _lines(indent, before + arrow[0].rstrip(), [last[arrow.end() :]], closed[-1])
    return _lines(indent, opened, items, closed[-1])


def _lines(indent: str, opened: str, items: list[str], closed: str, *, declares: bool = False) -> str:
    lines = [fit(f"{indent}{INDENT}{item},") for item in items]
    # Nothing follows the rest of what is declared.
    if closed.startswith(">") or (declares and items[-1].startswith("...")):
        lines[-1] = lines[-1].removesuffix(",")
    return "\n".join([indent + opened, *lines, indent + closed])


def _object(indent: str, text: str) -> str:
    """Break `{ name: value },`."""
    _, end = brackets(text)
    return _lines(indent, "{", split(text[1:end].strip()), text[end:])


def _conditional(indent: str, text: str) -> str:
    """Break `{test && <Element />}` and `{call(argument)}`."""
    condition, *elements = split(text[1:-1], " && ")
    if not elements:
        # A letter in the place of the brace keeps what is in it from being broken as an object.
        return indent + "{" + _break(indent, "_" + text[1:])[len(indent) + 1 :]
    if len(elements) != 1:
        return indent + text
    return f"{indent}{{{condition} && (\n{fit(indent + INDENT + elements[0])}\n{indent})}}"


def _element(indent: str, text: str) -> str:
    depths = depths_of(text)
    end = next(at for at, letter in enumerate(text) if letter == ">" and not depths[at])
    tag, content = text[: end + 1], text[end + 1 :]
    if content:
        inner, _, name = content.rpartition("</")
        # A text is a paragraph of its own, however long.
        child = fit(indent + INDENT + inner) if inner.startswith("{") else indent + INDENT + inner
        return f"{fit(indent + tag)}\n{child}\n{indent}</{name}"
    close = "/>" if tag.endswith("/>") else ">"
    name, *attributes = split(tag.removesuffix(close).rstrip(), " ")
    lines = [_attribute(indent + INDENT, attribute) for attribute in attributes]
    return "\n".join([indent + name, *lines, indent + close])


def _attribute(indent: str, text: str) -> str:
    name, is_expression, value = text.partition("={")
    if width(indent + text) <= WIDTH or not is_expression:
        return indent + text
    if value.startswith("["):
        return _lines(indent, f"{name}={{[", split(value[1:-2]), "]}")
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
        members = split(text[start:], ".")
        head = members[0]
        # What has no brackets belongs to what comes before it, except the name of the first call.
        while len(members) > 1 and "(" not in head and not brackets(members[1])[1] and "(" not in members[1]:
            head += "." + members.pop(1)
        # A name between two calls belongs to the second one.
        for at in range(len(members) - 2, 0, -1):
            if "(" not in members[at] and "(" in members[at + 1]:
                members[at] += "." + members.pop(at + 1)
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
        start, end = brackets(text)
        return text[: start + 1] if end else text


def _is_short(arguments: str) -> bool:
    if _NUMBER_OR_STRING.fullmatch(arguments):
        return arguments[0] not in "\"'" or width(arguments) <= SHORT
    return not arguments or (arguments.isidentifier() and len(arguments) <= SHORT)


def _opening(call: str) -> int:
    """Return where the arguments of a call begin."""
    depths = depths_of(call)
    return max(at for at, letter in enumerate(call) if letter == "(" and not depths[at])
