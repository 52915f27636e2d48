"""What a new line needs is imported again, the way its owner imports, though they had no use for it."""

from __future__ import annotations

import pytest

from scaffold.merge.code import merge
from scaffold.merge.result import Conflict, Merged

BASE = """\
import { a, b } from "@/a";
import { c } from "@/c";

export function f() {
  return a(b);
}
"""
NEW = """
export function g() {
  return c(1);
}
"""


C, D = 'import { c } from "@/c";\n', 'import { d } from "@/d";\n'


@pytest.mark.parametrize(
    ("has", "wanted"),
    [
        ("", C),
        (D, C + D),
        (D.replace("@/d", "@/c"), 'import { c, d } from "@/c";\n'),
        ('import type { d } from "@/c";\n', f'import type {{ d }} from "@/c";\n{C}'),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_import_that_its_owner_took_out_comes_back(has: str, wanted: str, ends: str) -> None:
    def own(text: str) -> str:
        return text.replace("return a(b)", "return a(b, d)").replace("\n", ends)

    result = merge(BASE, own(BASE.replace(C, has)), BASE + NEW)
    assert isinstance(result, Merged) and result.review
    assert result.text == own((BASE + NEW).replace(C, wanted))


@pytest.mark.parametrize("first", ["", '"use client";\n\n', "'use server'\n\n", "// Ask Ann.\n"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_where_no_import_is_left_it_stands_below_what_has_to_be_first(first: str, ends: str) -> None:
    base = f'{first}import {{ a }} from "@/a";\n\nexport function f() {{\n  a();\n}}\n'
    mine = base.replace('import { a } from "@/a";\n\n', "").replace("a();", "b();").replace("\n", ends)
    result = merge(base, mine, base + "\nexport function g() {\n  a();\n}\n")
    assert isinstance(result, Merged) and result.text.count("@/a") == 1
    above = first if first.startswith(('"', "'")) else "import { a }"
    assert result.text.startswith(above.replace("\n", ends))


def test_it_is_written_as_its_owner_writes() -> None:
    base = BASE.replace(C, 'import * as c from "@/c";\n')
    mine = base.replace('import * as c from "@/c";\n', "").replace('"', "'").replace(";", "")
    result = merge(base, mine, base + NEW)
    assert isinstance(result, Merged) and "import * as c from '@/c'\n" in result.text


def test_a_name_that_its_owner_gave_another_meaning_is_theirs() -> None:
    mine = BASE.replace(C, "") + "\nfunction c() {}\n"
    result = merge(BASE, mine, BASE + NEW)
    assert isinstance(result, Conflict) or result is None or 'from "@/c"' not in result.text


def test_what_is_declared_nowhere_is_a_conflict() -> None:
    base = "function a() {}\n\nexport function f() {\n  return a();\n}\n"
    new = base.replace("return a();", "a();\n  return a();")
    mine = base.replace("function a() {}\n\n", "").replace("return a()", "return b()")
    assert isinstance(merge(base, mine, new), Conflict)
