"""A text rewritten by its pieces: all that was not named stays byte for byte."""

from __future__ import annotations

from scaffold.merge.node import Node
from scaffold.merge.sequence import Sequences
from scaffold.merge.sides import Sides
from scaffold.merge.syntax import parse

TEXT = b"f({\n  a: 1,  // first\n  b: 2,\n});\n\n\n  g( );\n"


def opened() -> tuple[Sequences, dict[str, Node]]:
    new = parse(b"f({\n  a: 1,\n  b: 2,\n  c: 3,\n});\n")
    sides = Sides(parse(TEXT), parse(TEXT), new)
    named = {node.name: node for node in sides.mine.root.walk() if node.kind == "pair" and node.name}
    named |= {node.name: node for node in new.root.walk() if node.kind == "pair" and node.name == "c"}
    return Sequences(sides), named


def text(sequences: Sequences) -> bytes:
    return sequences.text(sequences.sides.mine.root)


def test_nothing_said_is_nothing_changed() -> None:
    assert text(opened()[0]) == TEXT


def test_a_piece_is_replaced_removed_and_moved() -> None:
    sequences, pairs = opened()
    sequences.replace(pairs["a"], b"a: 9")
    assert text(sequences) == TEXT.replace(b"a: 1", b"a: 9")
    sequences.remove(pairs["b"])
    assert text(sequences) == TEXT.replace(b"a: 1", b"a: 9").replace(b"  b: 2,\n", b"")
    assert sequences.home(pairs["b"]) is None
    home = sequences.home(pairs["a"])
    assert home is not None
    sequences.insert(home, pairs["b"], before=pairs["a"])
    assert text(sequences).startswith(b"f({\n  b: 2,\n  a: 9,  // first\n});")


def test_an_item_is_put_behind_the_comment_of_its_neighbour() -> None:
    sequences, pairs = opened()
    home = sequences.home(pairs["a"])
    assert home is not None and not sequences.beside_new(home, pairs["a"])
    sequences.insert(home, pairs["c"], after=pairs["a"])
    assert text(sequences) == TEXT.replace(b"// first\n", b"// first\n  c: 3,\n")
    assert [item.name for item in sequences.of(home) if item.kind == "pair"] == ["a", "c", "b"]
