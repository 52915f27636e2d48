"""Imports of a rendered file: what is not used goes, what is used stays, in the order that Biome wants."""

from __future__ import annotations

import pytest

from scaffold.generate.imports import names_in, tidy

BODY = "\nexport const x = used(First);\n"


@pytest.mark.parametrize(
    ("imports", "left"),
    [
        ('import { other, used } from "a";\n', 'import { used } from "a";\n'),
        ('import { other } from "a";\nimport { used } from "b";\n', 'import { used } from "b";\n'),
        ('import {  } from "a";\nimport { used } from "b";\n', 'import { used } from "b";\n'),
        ('import {\n  other,\n  used,\n} from "a";\n', 'import { used } from "a";\n'),
        ('import { used, First } from "a";\n', 'import { First, used } from "a";\n'),
        ('import { type First, used } from "a";\n', 'import { type First, used } from "a";\n'),
        ('import { type First, other } from "a";\n', 'import type { First } from "a";\n'),
        ('import { long as used, used as other } from "a";\n', 'import { long as used } from "a";\n'),
        ('import { a as used, b as First } from "a";\n', 'import { b as First, a as used } from "a";\n'),
        ('import * as used from "a";\n', 'import * as used from "a";\n'),
        ('import * as other from "a";\nimport used from "b";\n', 'import used from "b";\n'),
        ('import used, { other } from "a";\n', 'import used from "a";\n'),
        ('import other, { used } from "a";\n', 'import { used } from "a";\n'),
        (
            'import { used } from "a";\nimport { First } from "a";\n',
            'import { First, used } from "a";\n',
        ),
        (
            'import { used } from "a";\nimport type { First } from "a";\n',
            'import { used } from "a";\nimport type { First } from "a";\n',
        ),
        (
            'import { used } from "./b";\nimport { First } from "@/a";\n',
            'import { First } from "@/a";\nimport { used } from "./b";\n',
        ),
        (
            'import { used } from "zod";\nimport { First } from "node:fs";\n',
            'import { First } from "node:fs";\nimport { used } from "zod";\n',
        ),
    ],
)
def test_what_is_left_of_imports(imports: str, left: str) -> None:
    assert tidy(imports + BODY) == left + BODY


def test_an_import_for_its_effect_stays_where_it_is() -> None:
    code = '"use client";\n\nimport "server-only";\n\nimport { used } from "a";\n'
    assert tidy(code + BODY) == code + BODY


def test_imports_further_down_come_to_stand_with_the_first() -> None:
    code = 'import { used } from "b";\n\none(used);\nimport { First } from "./a";\n      <First />\n'
    assert tidy(code) == (
        'import { used } from "b";\nimport { First } from "./a";\n\none(used);\n      <First />\n'
    )


def test_a_file_without_imports_stays() -> None:
    assert tidy("export const imported = 1;\n") == "export const imported = 1;\n"


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("call(text)", True),
        ("{ ...text }", True),
        ("{ text }", True),
        ("[text]: 1", True),
        ("ok ? text : other", True),
        ("`a ${text} b`", True),
        ("`a ${one(`b ${text}`)}`", True),
        ("<text />", True),
        ("as typeof text;", True),
        ("record.text", False),
        ("record?.text", False),
        ("{ text: 1 }", False),
        ("{ text?: string }", False),
        ('<input text="a" />', False),
        ("<input text={1} />", False),
        ('"text"', False),
        ("'text'", False),
        ('"a \\" text"', False),
        ("`text`", False),
        ("// text", False),
        ("/* a\n text */", False),
        ("aText(textual, $text)", False),
    ],
)
def test_what_counts_as_a_use(code: str, uses: bool) -> None:
    assert ("text" in names_in(code)) == uses
