"""Messages as pictures of a chat: bubbles as in a private talk, rows with names as in a channel. SVG, light or dark."""

from dataclasses import dataclass
from typing import Final

from tests.talks.pieces import box, face, fitted, picture, text, width
from tests.talks.seen import BOT, Message

WIDE: Final = 420  # of a picture; a phone shows it about 360 wide
SIZE, LINE, SMALL = 15, 20.5, 12.5
HEAD: Final = 54
EDGE: Final = 12
BUTTON_HIGH: Final = 34
BLANK: Final = 0.5  # of a line, where a message leaves one empty
FACES: Final = {BOT: "#0b62a4", "Ann": "#b5487f", "Bob": "#1a8a63", "Cy": "#b06a00", "Coach": "#7a5cc4"}


@dataclass(frozen=True, slots=True)
class Ink:
    paper: str
    head: str
    ours: str
    theirs: str
    text: str
    faint: str
    button: str
    button_text: str
    pressed: str
    pressed_text: str


BUBBLES: Final = {
    "light": Ink(
        *("#d7e3ec", "#ffffff", "#ffffff", "#dff5c9", "#17212b", "#52606d"),
        *("#587389", "#ffffff", "#0b62a4", "#ffffff"),
    ),
    "dark": Ink(
        *("#0e1621", "#17212b", "#1d2b3a", "#2b5278", "#f2f5f8", "#a9b6c3"),
        *("#2a3b4d", "#f2f5f8", "#6cb8ff", "#0e1621"),
    ),
}
ROWS: Final = {
    "light": Ink(
        *("#ffffff", "#f5f6f8", "#ffffff", "#ffffff", "#23262b", "#5b626b"),
        *("#e3e5e9", "#23262b", "#4a56c9", "#ffffff"),
    ),
    "dark": Ink(
        *("#2f3238", "#26282d", "#2f3238", "#2f3238", "#eceef1", "#aeb4bc"),
        *("#4a4e57", "#ffffff", "#5a67e0", "#ffffff"),
    ),
}


def bubbles(messages: list[Message], title: str, theme: str) -> str:
    """A private talk with the bot."""
    ink, y, shapes = BUBBLES[theme], HEAD + 14.0, []
    for message in messages:
        y += _day(shapes, message, ink, y) if message.is_day else _bubble(shapes, message, ink, y)
    head = [
        box(0, 0, WIDE, HEAD, ink.head),
        face(32, HEAD / 2, 18, BOT, FACES[BOT]),
        text(62, 25, BOT, 16, ink.text, font_weight="bold"),
        text(62, 43, "bot", SMALL, ink.faint),
    ]
    return picture(WIDE, y, title, [box(0, 0, WIDE, y, ink.paper), *head, *shapes])


def _day(shapes: list[str], message: Message, ink: Ink, y: float) -> float:
    label = message.lines[0]
    wide = width(label, SMALL) + 2 * EDGE
    shapes.append(box((WIDE - wide) / 2, y, wide, 24, ink.button, 12))
    shapes.append(text(WIDE / 2, y + 16.5, label, SMALL, ink.button_text, text_anchor="middle"))
    return 38


def _bubble(shapes: list[str], message: Message, ink: Ink, y: float) -> float:
    most = WIDE - 2 * EDGE - (8 if message.is_ours else 70)
    lines = _lines(message, most - 2 * EDGE)
    high = _high(lines) + 16
    wide = most if message.rows else max(width(line, SIZE) for line in lines) + 2 * EDGE
    x = EDGE if message.is_ours else WIDE - EDGE - wide
    shapes.append(box(x, y, wide, high, ink.ours if message.is_ours else ink.theirs, 14))
    _words(shapes, lines, x + EDGE, y + 8, ink)
    return high + _buttons(shapes, message, ink, x, y + high + 4, wide) + 12


def rows(messages: list[Message], title: str, theme: str) -> str:
    """The channel in which all of them train."""
    ink, y, shapes = ROWS[theme], HEAD + 14.0, []
    for message in messages:
        y += _row(shapes, message, ink, y)
    head = [box(0, 0, WIDE, HEAD, ink.head), text(18, 33, "# training", 17, ink.text, font_weight="bold")]
    return picture(WIDE, y, title, [box(0, 0, WIDE, y, ink.paper), *head, *shapes])


def _row(shapes: list[str], message: Message, ink: Ink, y: float) -> float:
    x, top = 60.0, y
    if message.asked_by:
        shapes.append(text(x, y + 10, message.asked_by, SMALL, ink.faint))
        y += 20
    shapes.append(face(32, y + 18, 18, message.by, FACES[message.by]))
    shapes.append(text(x, y + 12, message.by, SIZE, ink.text, font_weight="bold"))
    if message.is_ours:
        after = x + width(message.by, SIZE, bold=True) + 8
        shapes.append(box(after, y - 1, 34, 17, ink.pressed, 4))
        shapes.append(text(after + 17, y + 11.5, "APP", 11, ink.pressed_text, font_weight="bold", text_anchor="middle"))
    lines = _lines(message, WIDE - x - EDGE)
    _words(shapes, lines, x, y + 19, ink)
    y += 19 + _high(lines)
    y += _buttons(shapes, message, ink, x, y + 6, WIDE - x - EDGE)
    if message.is_private:
        shapes.append(text(x, y + 14, "Only you can see this", SMALL, ink.faint))
        y += 18
    return y - top + 18


def _lines(message: Message, most: float) -> list[str]:
    return [line for whole in message.lines for line in fitted(whole, SIZE, most)]


def _high(lines: list[str]) -> float:
    return sum(LINE if line else LINE * BLANK for line in lines)


def _words(shapes: list[str], lines: list[str], x: float, y: float, ink: Ink) -> None:
    for line in lines:
        if line:
            shapes.append(text(x, y + LINE * 0.76, line, SIZE, ink.text))
        y += LINE if line else LINE * BLANK


def _buttons(shapes: list[str], message: Message, ink: Ink, x: float, y: float, wide: float) -> float:
    """How high they are together."""
    for place, row in enumerate(message.rows):
        each = (wide - 4 * (len(row) - 1)) / len(row)
        for column, label in enumerate(row):
            is_pressed = label in message.pressed
            left, top = x + column * (each + 4), y + place * (BUTTON_HIGH + 4)
            shapes.append(box(left, top, each, BUTTON_HIGH, ink.pressed if is_pressed else ink.button, 8))
            ink_of = ink.pressed_text if is_pressed else ink.button_text
            size = min(SIZE - 1, (SIZE - 1) * (each - 6) / width(label, SIZE - 1))
            shapes.append(text(left + each / 2, top + 22, label, size, ink_of, text_anchor="middle"))
    return len(message.rows) * (BUTTON_HIGH + 4) + (4 if message.rows else 0)
