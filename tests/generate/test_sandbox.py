"""What an app's own templates may see is decided for each type, and stays decided."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError

from scaffold.generate.sandbox import Sandbox
from scaffold.spec.names import Noun

SAFE = ("noun.key", "noun.camel", "texts[0].upper()", "'%s' % noun.key", "{'a': 1}.items()|list")
UNSAFE = (
    "noun.__init__",
    "noun._replace",
    "''.__class__",
    "''['__class__']",
    "'{0.__class__}'.format(noun)",
    "noun._replace.__globals__",
    "kind.mro()",
    "call.__code__",
    "texts.append('b')",
    "{'a': 1}.clear()",
)


def rendered(sandbox: Sandbox, expression: str) -> str:
    seen = {"noun": Noun("todos", "todo"), "texts": ["a"], "kind": Noun, "call": rendered}
    return sandbox.from_string(f"{{{{ {expression} }}}}").render(seen)


@pytest.mark.parametrize("expression", UNSAFE)
def test_what_is_unsafe_stays_so_however_often_it_is_asked(expression: str) -> None:
    sandbox = Sandbox(undefined=StrictUndefined)
    for allowed in SAFE:
        assert rendered(sandbox, allowed)
    for _ in range(2):
        with pytest.raises(SecurityError):
            rendered(sandbox, expression)


def test_one_name_is_decided_for_each_type() -> None:
    class Append:
        append = "harmless"

    sandbox = Sandbox(undefined=StrictUndefined)
    template = sandbox.from_string("{{ it.append }}")
    assert template.render(it=Append()) == "harmless"
    with pytest.raises(SecurityError):
        template.render(it=[])
    assert template.render(it=Append()) == "harmless"
