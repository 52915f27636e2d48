"""The colours that an app makes of its brand's: readable on light and on dark, whatever colour that is.

A colour is moved along its lightness in Oklab (https://bottosson.github.io/posts/oklab/), so that it keeps
its hue, until texts in it have the contrast that WCAG 2.2 asks for (1.4.3: 4.5 to 1).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

USUAL = "#3f46c9"
CONTRAST = 4.5
# What stands behind texts in the colour: the darkest of the light pages, and the lightest of the dark ones
# (`--hover` in globals.css).
LIGHT_GROUND, DARK_GROUND = "#f1f0ef", "#232326"
WHITE, BLACK = "#ffffff", "#111113"
_STEPS = 200

Triple = tuple[float, float, float]


class Brand(NamedTuple):
    """Hold the colour and what is written on it, for a light page and for a dark one, as `#rrggbb`."""

    light: str
    on_light: str
    dark: str
    on_dark: str


@cache
def brand_of(color: str) -> Brand:
    """Return the colours of a brand: its own where that can be read, or else the nearest that can."""
    light, dark = _readable(color, LIGHT_GROUND), _readable(color, DARK_GROUND)
    return Brand(light, _text_on(light), dark, _text_on(dark))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(color: str, ground: str) -> str:
    """Move a colour away from a ground, as little as it takes for texts on it and in it."""
    lightness, a, b = _oklab(color)
    end = 0.0 if _luminance(ground) > 0.5 else 1.0
    for step in range(_STEPS + 1):
        share = step / _STEPS
        # Towards black and white a colour has less and less of its hue.
        moved = _hex((lightness + (end - lightness) * share, a * (1 - share), b * (1 - share)))
        if contrast(moved, ground) >= CONTRAST and contrast(moved, _text_on(moved)) >= CONTRAST:
            return moved
    raise AssertionError(f"no shade of {color} can be read on {ground}")


def _text_on(color: str) -> str:
    return max(WHITE, BLACK, key=lambda text: contrast(text, color))


def _luminance(color: str) -> float:
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(color: str) -> Triple:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _unbent(red), _unbent(green), _unbent(blue)


def _unbent(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _bent(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * 12.92 if share <= 0.0031308 else float(1.055 * share ** (1 / 2.4) - 0.055)


def _oklab(color: str) -> Triple:
    red, green, blue = _linear(color)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(oklab: Triple) -> str:
    lightness, a, b = oklab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_bent(share) * 255):02x}" for share in linear)
