"""A company's own colour on its customers' pages: four tokens that can be read in light and in dark."""

from __future__ import annotations

import re

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5
"""Contrast that WCAG 2.2 AA asks of text."""
WHITE, BLACK, NIGHT = (255, 255, 255), (0, 0, 0), (26, 29, 33)
"""Paper, ink, and the surface of dark pages."""

Colour = tuple[int, int, int]


def is_readable(colour: str) -> bool:
    """Whether white text can be read on a colour, and the colour on white."""
    return contrast(parsed(colour), WHITE) >= READABLE


def tokens_of(colour: str) -> str:
    """The declarations that put a colour, "#0a5c85", in the place of the house's own accent."""
    light = parsed(colour)
    dark = next(
        shade for part in range(0, 101, 5)
        if contrast(shade := mixed(light, WHITE, part / 100), NIGHT) >= READABLE + 1
    )  # fmt: skip
    pairs = {
        "--accent": (light, dark),
        "--accent-strong": (mixed(light, BLACK, 0.2), mixed(dark, WHITE, 0.35)),
        "--on-accent": (WHITE, (11, 16, 20)),
        "--tint": (mixed(light, WHITE, 0.9), mixed(light, NIGHT, 0.75)),
    }
    return "".join(f"{name}:light-dark({written(one)},{written(other)});" for name, (one, other) in pairs.items())


def parsed(colour: str) -> Colour:
    """The parts of "#0a5c85"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(colour: Colour) -> str:
    """The same backwards."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """So much of the other in the one, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours are apart, from 1 to 21, as WCAG reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
