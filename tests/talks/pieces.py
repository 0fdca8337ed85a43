"""What chat pictures are drawn with: measured words, lines that fit, and the few shapes of SVG that they need.

Words are measured in DejaVu Sans, the widest of the fonts that a reader may see them in, so that nothing is cut in any.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import matplotlib
from fontTools.ttLib import TTFont

SANS: Final = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
MONO: Final = "Menlo, Consolas, Liberation Mono, DejaVu Sans Mono, monospace"
EMOJI_EM: Final = 1.4  # no text font has them; the widest of emoji fonts
CODE: Final = re.compile(r"`([^`]+)`")
TOGETHER: Final = re.compile(r"(?<=\d) (?=[×%]|h\b|min\b)|(?<=×) (?=\d)")  # no line ends between a number and its unit
NO_BREAK: Final = "\u00a0"


@cache
def _font(name: str) -> tuple[dict[int, str], Any, int]:
    font = TTFont(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf")
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Of *text* in pixels, at most."""
    glyphs, advances, per_em = _font("DejaVuSans-Bold" if bold else "DejaVuSans")
    ems = (advances[glyphs[ord(one)]][0] / per_em if ord(one) in glyphs else EMOJI_EM for one in text)
    return size * sum(ems)


def fitted(text: str, size: float, most: float) -> Iterator[str]:
    """The lines of *text*, none wider than *most* pixels, broken at spaces; what is marked as code stays whole."""
    line = ""
    for word in re.findall(r"(?:`[^`]*`|[^ ])+", TOGETHER.sub(NO_BREAK, text)):
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > most:
            yield line
            longer = word
        line = longer
    yield line


def text(x: float, y: float, words: str, size: float, ink: str, **more: Any) -> str:
    """One line of words, its base line at *y*; what stands between backticks is set as code."""
    parts = [
        f'<tspan font-family="{MONO}" font-size="{_n(size * 0.93)}">{escape(part)}</tspan>'
        if place % 2
        else escape(part)
        for place, part in enumerate(CODE.split(words))
    ]
    return f"<text{_attributes(x=x, y=y, font_size=size, fill=ink, **more)}>{''.join(parts)}</text>"


def box(x: float, y: float, wide: float, high: float, ink: str, radius: float = 0, **more: Any) -> str:
    return f"<rect{_attributes(x=x, y=y, width=wide, height=high, rx=radius or None, fill=ink, **more)}/>"


def face(x: float, y: float, radius: float, name: str, ink: str) -> str:
    """A round picture with the first letter of a name."""
    letter = text(x, y + radius * 0.36, name[0], radius, "#ffffff", font_weight="bold", text_anchor="middle")
    return f"<circle{_attributes(cx=x, cy=y, r=radius, fill=ink)}/>{letter}"


def picture(wide: float, high: float, title: str, shapes: list[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(wide)} {_n(high)}" width="{_n(wide)}" '
        f'height="{_n(high)}" role="img" font-family="{SANS}">'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", *shapes, "</svg>", ""])


def _attributes(**values: Any) -> str:
    said = ((name.replace("_", "-"), value) for name, value in values.items() if value is not None)
    return "".join(f' {name}="{_n(value) if isinstance(value, int | float) else value}"' for name, value in said)


def _n(value: float) -> str:
    """A length, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")
