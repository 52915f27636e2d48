"""Names of a module: those it gives a meaning to, and those it uses."""

from __future__ import annotations

from scaffold.merge.scope import declared, used
from scaffold.merge.syntax import parse

CODE = b"""
import type { T } from "t";
import Link, { a as b } from "x";
import * as data from "data";

export const one = b(two.three, { key: four });
const { five, six: seven } = one;
export default function Page({ id }: Props) {
  return <Link href={data.path(id)}>text</Link>;
}
export { one as other };
type Mine = T;
"""


def test_what_a_module_declares() -> None:
    names = declared(parse(CODE).root)
    assert {"T", "Link", "b", "data", "one", "five", "Page", "Mine"} <= names
    assert not names & {"a", "two", "key", "id", "other"}


def test_what_a_module_uses() -> None:
    names = used(parse(CODE).root)
    assert {"b", "two", "four", "one", "Props", "Link", "data", "id", "T"} <= names
    assert not names & {"three", "key", "path", "href", "Page", "text", "a"}
