"""Two tags that the templates have besides Jinja's own; each stands on a line of its own.

`[% slot "data.ts" %]` is what the actions of the part put there: for each of them the template that it names.
`[% put policy.rules() %]` is what an expression gives, lines and all.
"""

from __future__ import annotations

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Tags(Extension):
    """Teach Jinja the two tags; compiled templates need this no more."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.tags = {"put", "slot"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read one tag, up to its end."""
        tag = next(parser.stream)
        given = parser.parse_expression()
        made = nodes.Output([given]) if tag.value == "put" else _slot(given)
        return made.set_lineno(tag.lineno)


def _slot(name: nodes.Expr) -> nodes.Node:
    """Write `for action in actions if name in action.slots: include action.slots[name]`."""
    slots = nodes.Getattr(nodes.Name("action", "load"), "slots", "load")
    filled = nodes.Compare(name, [nodes.Operand("in", slots)])
    include = nodes.Include(nodes.Getitem(slots, name, "load"), True, False)
    action, actions = nodes.Name("action", "store"), nodes.Name("actions", "load")
    return nodes.For(action, actions, [include], [], filled, False)
