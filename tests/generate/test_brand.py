"""The colours that an app makes of its brand's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scaffold.generate.brand import CONTRAST, DARK_GROUND, LIGHT_GROUND, USUAL, brand_of, contrast

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLORS)
def test_every_brand_can_be_read_on_light_and_dark(color: str) -> None:
    brand = brand_of(color)
    assert contrast(brand.light, LIGHT_GROUND) >= CONTRAST
    assert contrast(brand.dark, DARK_GROUND) >= CONTRAST
    assert contrast(brand.light, brand.on_light) >= CONTRAST
    assert contrast(brand.dark, brand.on_dark) >= CONTRAST


def test_a_color_that_can_be_read_stays_as_it_is() -> None:
    assert brand_of("#0a6b4a").light == "#0a6b4a"
    assert brand_of(USUAL).light == USUAL


def test_white_and_black_have_brands_too() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert brand_of("#ffffff").dark == "#ffffff"
    assert brand_of("#000000").light == "#000000"
