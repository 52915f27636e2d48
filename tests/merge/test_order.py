"""Imports that were sorted stay so when names change; an order of one's own stays as it is."""

from __future__ import annotations

import pytest

from scaffold.merge.order import kept, natural, place

# As Biome 2 sorts them.
SORTED = """\
import "side";
import h from "https://x.y/z";
import fs from "node:fs";
import { s } from "@scope/pkg";
import { z } from "zod";
import c from "#y";
import type { T } from "@/data/todos";
import * as n from "@/data/todos";
import { type Abc, Abd, PUT as create, GET as list, abc as zz } from "@/data/todos";
import b from "~/x";
import abs from "/abs";
import yy from "../../y";
import x from "../x";
import b9 from "./b9";
import b10 from "./b10";

// detached
import q from "./q";

export { Alpha, alpha as beta, zeta } from "./m";
"""

B = 'import b from "./b";\n'


def test_what_is_sorted_stays_as_it_is() -> None:
    assert kept(SORTED + "// old", SORTED) == SORTED


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        (
            'import { a } from "./a";\nimport { b } from "./b";\n',
            'import { a } from "./x";\nimport { b } from "./b";\n',
            'import { b } from "./b";\nimport { a } from "./x";\n',
        ),
        (
            'import {\n  a,\n  type b,\n} from "./a";\n',
            'import {\n  x,\n  type b,\n} from "./a";\n',
            'import {\n  type b,\n  x,\n} from "./a";\n',
        ),
        (
            "import { a, b } from './a'\nimport { c } from './b'\n\nx();\n",
            "import { z, b } from './y'\nimport { c } from './b'\n\nx();\n",
            "import { c } from './b'\nimport { b, z } from './y'\n\nx();\n",
        ),
        ('export { a, b } from "./a";\n', 'export { x, b } from "./a";\n', 'export { b, x } from "./a";\n'),
    ],
)
def test_what_was_sorted_is_sorted_again(old: str, new: str, outcome: str) -> None:
    assert kept(old, new) == outcome


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # An order of its owner's.
        ('import b from "./b";\nimport a from "./a";\n', 'import b from "./d";\nimport a from "./c";\n'),
        ('import { b, a } from "./a";\n', 'import { d, c } from "./a";\n'),
        *(
            (f'import a from "./a";\n{between}{B}', f'import a from "./x";\n{between}{B}')
            for between in ("// b\n", "\n", 'import "./side";\n')
        ),
        ('import a from "./a";', 'import a from "./b"; }'),
    ],
)
def test_an_order_of_ones_own_stays(old: str, new: str) -> None:
    assert kept(old, new) == new


def test_modules_are_sorted_by_how_far_they_are_away() -> None:
    sources = ["https://a.b", "node:fs", "zod", "#x", "@/a", "~/x", "/a", "../../a", "../b", "./a"]
    assert sorted(reversed(sources), key=place) == sources


@pytest.mark.parametrize(
    "names",
    [
        ["FormData", "file2", "file10", "file10a", "formData", "formValues"],
        ["a-b", "a1-b2", "ab"],
        ["createTodo", "TodoInput2", "todoControls", "todoInput"],
    ],
)
def test_names_are_sorted_as_biome_sorts_imports(names: list[str]) -> None:
    assert sorted(reversed(names), key=natural) == names
