"""The one door for foreign text: notes, names, file names, arguments, YAML.

What comes from outside may try to style, script or steer the terminal. `clean` makes it safe to
print and to hand to Textual as literal text; the rest measures, cuts, wraps and compares text in
terminal cells. What is stored stays as it was typed: text is cleaned where it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

REPLACEMENT = "\ufffd"
MAX_MARKS = 5
"""Combining marks on one letter; living scripts need no more, zalgo does."""

# Patterns stay text: `re` compiles and keeps the few that a quick command uses.
_TAB = "    "
_LINE_END = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_UNSTORABLE = "[\x00\ud800-\udfff]"
_SENTENCES = r"(?<=[.?!]) (?=[A-Z])"
_FORMULA = r"\s*['=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"

_JOINERS = "\u200c\u200d"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
_Ranges = tuple[tuple[int, int], ...]
# Variation selectors, skin tones and joining marks only change how a neighbour looks, and
# terminals disagree about the cells they take: they are not shown.
_LEFT_OUT: _Ranges = (
    (0x034F, 0x034F), (0x17B4, 0x17B5), (0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F),
    (0x1F3FB, 0x1F3FF), (0xE0100, 0xE01EF),
)  # fmt: skip
_CONJOINING: _Ranges = ((0x1161, 0x11FF), (0xD7B0, 0xD7FF))
# Widened by Unicode 16; older tables of Python call them narrow.
_NEWLY_WIDE: _Ranges = (
    (0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376),
)  # fmt: skip
# Where a code point that this Python does not know yet is surely an emoji or an ideograph.
_UNKNOWN_BUT_WIDE: _Ranges = (
    (0x1F6D0, 0x1F6FF), (0x1FA70, 0x1FAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
)  # fmt: skip


def _within(char: str, ranges: _Ranges) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in ranges)


# --- safe to show ----------------------------------------------------------
def clean(text: str, *, lines: bool = False) -> str:
    """Make foreign text harmless to show, on one line unless `lines`.

    Controls (C0, C1, ESC, DEL), NUL and lone surrogates become U+FFFD; bidi controls and other
    invisible characters are spelled out as `<U+202E>`; line ends become a space (with `lines`
    they stay, each as one line feed); tabs become spaces; a letter keeps at most `MAX_MARKS`
    combining marks, and a mark without a letter gets a dotted circle to sit on. Joiners between
    two non-ASCII characters, variation selectors and skin tones are not shown. Cleaning twice
    changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_LINE_END, "\n", text) if lines else re.sub(_LINE_END + "+", " ", text)
    shown: list[str] = []
    marks = -1  # on the present letter; -1 where a line has none yet
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char == "\n":
            shown.append(char)
            marks = -1
        elif _is_mark(char):
            if marks < 0:
                shown.append("\u25cc")
            marks = max(marks, 0) + 1
            if marks <= MAX_MARKS:
                shown.append(char)
        elif char in _JOINERS and not before.isascii() and not after.isascii():
            continue
        elif visible := _visible(char):
            shown.append(visible)
            marks = 0
    return "".join(shown)


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    """How one character that is no combining mark is shown; "" when it is left out."""
    if _within(char, _LEFT_OUT):
        return ""
    category = unicodedata.category(char)
    if char == "\t":
        return _TAB
    if category in ("Cc", "Cs"):
        return REPLACEMENT
    unknown = category == "Cn" and not _within(char, _UNKNOWN_BUT_WIDE)
    if category == "Cf" or unknown or char in _BLANK_LETTERS:
        return f"<U+{ord(char):04X}>"
    return char


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Does this character take no cell of its own, sitting on the one before it?"""
    if char.isascii() or _within(char, _LEFT_OUT):
        return False
    return unicodedata.category(char)[0] == "M" or _within(char, _CONJOINING)


def storable(text: str) -> tuple[str, bool]:
    """Text that UTF-8 and SQLite can hold, and whether something had to be replaced.

    Lone surrogates and NUL become U+FFFD; when the second value is True, say so to the person.
    """
    kept, count = re.subn(_UNSTORABLE, REPLACEMENT, text)
    return kept, count > 0


def no_formula(text: str) -> str:
    """Text for a cell of a table that no spreadsheet takes for a formula.

    What it could take for one gets an apostrophe in front, and so does what begins with an
    apostrophe: a reader takes exactly one away.
    """
    return f"'{text}" if re.match(_FORMULA, text) else text


def quote(text: str, cells: int = 40) -> str:
    """Foreign text inside a message: cleaned, clipped to `cells`, in single quotes."""
    return f"'{clip(clean(text[: cells * 20]), cells)}'"


# --- measured in cells -----------------------------------------------------
def cell_width(text: str) -> int:
    """The terminal cells that cleaned text takes on one line."""
    if text.isascii():
        return len(text) - text.count("\n")
    return sum(map(_char_cells, text))


@lru_cache(maxsize=4096)
def _char_cells(char: str) -> int:
    if char == "\n" or _is_mark(char) or _within(char, _LEFT_OUT):
        return 0
    if unicodedata.category(char) == "Cn":
        return 2 if _within(char, _UNKNOWN_BUT_WIDE) else 1
    return 2 if unicodedata.east_asian_width(char) in "WF" or _within(char, _NEWLY_WIDE) else 1


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Each character with the marks on it, and its cells: what must not be cut in two."""
    cluster, width = "", 0
    for char in text:
        cells = _char_cells(char)
        if cells and cluster:
            yield cluster, width
            cluster, width = "", 0
        cluster, width = cluster + char, width + cells
    if cluster:
        yield cluster, width


def clip(text: str, cells: int, mark: str = "…") -> str:
    """Cut one line of cleaned text to `cells`, ending in `mark` when something was cut.

    Pass `mark="..."` where only ASCII can be shown. Where even the mark has no room, the mark is
    cut too.
    """
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(mark)
    if room < 0:
        return mark[: max(0, cells)]
    kept: list[str] = []
    for cluster, width in _clusters(text):
        room -= width
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(" ") + mark


def wrap(text: str, cells: int) -> list[str]:
    """Break cleaned text into lines of at most `cells` (2 or more), at spaces where possible.

    Line ends in the text stay; runs of spaces become one. Empty text is one empty line.
    """
    cells = max(2, cells)
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, cells)]


def sentence_lines(text: str, cells: int) -> list[str]:
    """Break cleaned text as `wrap` does, each of its sentences beginning a line."""
    return [line for sentence in re.split(_SENTENCES, text) for line in wrap(sentence, cells)]


def _wrap_paragraph(paragraph: str, cells: int) -> Iterator[str]:
    line, used = "", 0
    for word in filter(None, paragraph.split(" ")):
        for piece, width in _pieces(word, cells):
            if line and used + 1 + width > cells:
                yield line
                line, used = piece, width
            else:
                line, used = (f"{line} {piece}", used + 1 + width) if line else (piece, width)
    yield line


def _pieces(word: str, cells: int) -> Iterator[tuple[str, int]]:
    """The word itself, or what is left of it in pieces that fill a line each."""
    piece, used = "", 0
    for cluster, width in _clusters(word):
        if piece and used + width > cells:
            yield piece, used
            piece, used = "", 0
        piece, used = piece + cluster, used + width
    yield piece, used


# --- for ASCII terminals ---------------------------------------------------
_ASCII: dict[str, str] = {
    **dict.fromkeys("‘’‚‛′ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‹", "<"),
    **dict.fromkeys("›▶▸►❯→↦⇒", ">"),
    **dict.fromkeys("◀◂◄❮←⇐", "<"),
    **dict.fromkeys("↑▲▴", "^"),
    **dict.fromkeys("↓▼▾", "v"),
    **dict.fromkeys("↔", "<>"),
    **dict.fromkeys("‐‑‒–—―−─━═╌┄┈", "-"),
    **dict.fromkeys("│┃║╎┆┊", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋", "+"),
    **dict.fromkeys("·•∙‧⋅", "-"),
    **dict.fromkeys("●■◆★◉⬤", "*"),
    **dict.fromkeys("○□◇☆◌◯", "o"),
    **dict.fromkeys("✓✔", "x"),
    **dict.fromkeys("✗✘×", "x"),
    **dict(zip("▁▂▃▄▅▆▇█", "_.-=+*%#", strict=True)),
    **dict(zip("░▒▓", ".:#", strict=True)),
    **dict.fromkeys("▀▌▐", "#"),
    "…": "...", "½": "1/2", "¼": "1/4", "¾": "3/4", "°": " deg", "±": "+/-", "≥": ">=", "≤": "<=",
    "≈": "~", "≠": "!=", "÷": "/", "€": "EUR", "©": "(c)", "®": "(R)", "™": "(TM)", "µ": "u",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip
_BRAILLE_DENSITY = " ..::**##"


def to_ascii(text: str) -> str:
    """Cleaned text in ASCII: typographic signs by their likeness, accents dropped, else "?".

    The result may be wider than the text; where room counts, convert first and then measure.
    """
    return text if text.isascii() else "".join(map(_ascii_char, text))


@lru_cache(maxsize=4096)
def _ascii_char(char: str) -> str:
    if char.isascii():
        return char
    if char in _ASCII:
        return _ASCII[char]
    if "\u2800" <= char <= "\u28ff":
        return _BRAILLE_DENSITY[(ord(char) & 0xFF).bit_count()]
    if _char_cells(char) == 0:
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return plain if plain.isprintable() and plain else "?"


# --- words -----------------------------------------------------------------
_NEAR = 0.6
_CLOSE_BEHIND = 0.1


def nearest(word: str, candidates: Collection[str], n: int = 3) -> list[str]:
    """The candidates that `word` was most likely meant to be, best first, at most `n`.

    Case, underscores and the order of hyphenated parts don't count against a candidate
    (`left_knee` finds `knee-left`); a part too many is forgiven, and the
    beginning of a part finds all that have it.
    """
    scored = sorted(
        ((_likeness(word, candidate), candidate) for candidate in candidates),
        key=lambda pair: -pair[0],
    )
    if not scored:
        return []
    least = max(_NEAR, scored[0][0] - _CLOSE_BEHIND)
    return [candidate for score, candidate in scored[:n] if score >= least]


_NEAR_PART = 0.8
"""So alike must one typed word be to a part of a name: `brige` finds `glute-bridge`."""


def _likeness(word: str, candidate: str) -> float:
    """From 0, nothing in common, to 1, the same but for its spelling."""
    from difflib import SequenceMatcher

    given, wanted = _parts(word), _parts(candidate)
    if given == wanted:
        return 1.0
    if sorted(given) == sorted(wanted):
        return 0.99
    if set(wanted) < set(given):
        return 0.88
    if len(given) == 1 and len(given[0]) > 2 and any(p.startswith(given[0]) for p in wanted):
        return 0.85
    if len(given) == 1 < len(wanted) and len(given[0]) > 3:
        parts = [SequenceMatcher(None, given[0], part, autojunk=False) for part in wanted]
        if (near := max(part.ratio() for part in parts)) >= _NEAR_PART:
            return 0.85 * near
    as_typed = SequenceMatcher(None, "-".join(given), "-".join(wanted), autojunk=False)
    in_order = SequenceMatcher(
        None, "-".join(sorted(given)), "-".join(sorted(wanted)), autojunk=False
    )
    return min(0.98, max(as_typed.ratio(), in_order.ratio()))


def _parts(word: str) -> list[str]:
    return re.split(r"[-_\s]+", word[:64].casefold().strip())


def did_you_mean(word: str, candidates: Collection[str]) -> str:
    """`Did you mean lower-back or upper-back?`, or "" when nothing is near."""
    found = [clean(candidate) for candidate in nearest(word, candidates)]
    if not found:
        return ""
    *others, last = found
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"


def plural(n: int, one: str, many: str) -> str:
    """`1 entry`, `2 entries`, `0 entries`."""
    return f"{n} {one if n == 1 else many}"


def capital(words: str) -> str:
    """Words as the beginning of a sentence; what follows the first letter stays as it is."""
    return words[:1].upper() + words[1:]
