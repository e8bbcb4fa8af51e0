"""ASCII characters for terminals without braille: the one with its ink nearest to a cell's dots."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_BITS: Final = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""Braille bits in reading order: two dots a line, four lines."""

_INK: Final = {
    " ": "........",
    ".": "......x. .......x",
    ",": "....x.x. .....x.x",
    ":": "..x...x. ...x...x",
    "'": "x....... .x...... x.x..... .x.x....",
    "`": "x..x....",
    "_": "......xx",
    "-": "..xx.... ....xx..",
    "~": "..x..x.. ...xx... ....x..x",
    "=": "..xxxx.. xx..xx.. ..xx..xx",
    '"': "xx...... xxxx....",
    "^": "xx.x.... ..xxx..x",
    "|": "x.x.x.x. .x.x.x.x ..x.x.x. ...x.x.x x.x.x... .x.x.x..",
    "/": ".x.xx.x. .x.x.xx. .xx.x.x. .x.xxxx. ...xx... .xxxxxx. ...xx.x. .x.xx...",
    "\\": "x.x..x.x x..x.x.x x.x.x..x x.xxxx.x ..x..x.. x..xxx.x ..x..x.x x.x..x..",
    "L": "x.x.x.xx x.x.xxxx",
    "J": ".x.x.xxx",
    "T": "xx.x.x.x xxx.x.x.",
    "7": "xx.x.xx. xxxx.x.x xx.xxxxx",
    "r": "..xxx.x. ..xxxxx.",
    "F": "xxxxx.x. xxx.xxx. xxxxxxx.",
    "(": ".xx.x..x .xx.x.x. .xx.x.xx",
    ")": "x..x.xx. x..x.x.x x..x.xxx",
    "<": ".xx..x.. ...xx..x",
    ">": "x..xx... ..x..xx.",
    "a": "..xx.xxx ....xxxx",
    "o": "..xxxxxx",
    "b": "x.x.xxxx x.xxxxxx",
    "d": ".x.xxxxx .xxxxxxx",
    "P": "xxxxxx.. xxxxxxx.",
    "q": "xxxx.x.x xxxxxx.x",
    "Y": "xxxx..x. xxxx.x.. xxxxx...",
    "8": "xxxx.xxx xx.xxxxx xx.xxxxx",
    "#": "xxxxxxxx",
    "+": ".xxx.x.. x.xxx... ..xxx...",
    "t": ".xxx.x.x x.xxx.x.",
    "v": "x.xxx... .xxx.x.. xxxx.x..",
    "S": "xxx..xxx",
    "Z": "xx.xx.xx",
    "n": "..xxxxx. ..xxxx.x",
}  # fmt: skip


def _mask(pattern: str) -> int:
    return sum(bit for bit, dot in zip(_BITS, pattern, strict=True) if dot == "x")


@lru_cache(maxsize=1)
def ascii_table() -> str:
    """Return 256 characters: for each braille cell the ASCII character with the nearest dots."""
    masks = [(_mask(p), char) for char, patterns in _INK.items() for p in patterns.split()]
    return "".join(
        min(masks, key=lambda entry: (entry[0] ^ cell).bit_count())[1] for cell in range(256)
    )
