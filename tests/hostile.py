"""Strings that try to style, script or steer a terminal, or to break its layout.

Tests take them one at a time, `@each("hostile", HOSTILE)`, or all, from the fixture
`hostile_strings`. `MANY` has more than five hundred, for the trials that can take them all in
one go.
"""

import random
import unicodedata

HOSTILE: tuple[str, ...] = (
    # escape sequences
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[999;999H",
    "\x1b[8;200;200t",
    "\x1b[21t",
    "\x1b]0;title\x07",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]52;c;cm0gLXJmIH4=\x1b\\",
    "\x1b]8;;https://example.invalid/\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]8;;file:///etc/passwd\x07passwd\x1b]8;;\x07",
    "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b]777;notify;a;b\x07",
    "\x1bP+q544e\x1b\\",
    "\x1bPq#0;2;0;0;0#0~~\x1b\\",
    "\x1b_Ga=T,f=24;AAAA\x1b\\",
    "\x1b^private\x1b\\",
    "\x1bXstring\x1b\\",
    "\x1bc",
    "\x1b(0lqqk\x1b(B",
    "\x1b#8",
    "\x1b",
    "tail\x1b[",
    "\x1b\x1b[31m",
    "\x9b31mC1 CSI",
    "\x9d52;c;eA==\x9c",
    "\x90q\x9c",
    "\x84\x85\x8d\x9f",
    # controls
    "\x00",
    "nul\x00inside",
    "\x07\x07\x07",
    "over\rwrite",
    "back\x08\x08\x08\x08",
    "\x0e\x0f",
    "\x0b\x0c",
    "\x7f\x7f",
    "\x1c\x1d\x1e\x1f",
    "one\ntwo\r\nthree\rfour",
    "para\u2029graph\u2028line",
    "a\tb\t\tc",
    # direction, invisible, wide, combining, broken
    "\u202edesrever\u202c",
    "\u2066isolate\u2069",
    "\u200e\u200f\u061c",
    "zero\u200bwidth\u200cjoin\u200dend",
    "\ufeffbom",
    "soft\u00adhyphen",
    "\u2060word\u2061join\u2064er",
    "\U000e0001\U000e0041\U000e0042",
    "\ufff9anno\ufffatation\ufffb",
    "\u3164\u115f\u1160\uffa0",
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309algo",
    "e" + "\u0301" * 500,
    "\u0301leads",
    "\u20dd\u20e3",
    "\U0001f469\u200d\u2695\ufe0f \U0001f44d\U0001f3fd 1\ufe0f\u20e3",
    "\U0001f1e9\U0001f1ea\U0001f1eb",
    "\U0001f3f3\ufe0f\u200d\U0001f308" * 30,
    "日本語の長い文章" * 20,
    "שלום עולם مرحبا بالعالم",
    "می\u200cخواهم",
    "क्षि ကြွေး ก็",
    "\u1112\u1161\u11ab\u1161\u1161",
    "\ud800",
    "half\udc80\udcff",
    "\ud83d\ude00",
    "\ufffe\uffff\U0010ffff",
    "\ue000\U000f0000",
    "\u0378\U0001fbff",
    "ﷺ﷽𒐫",
    # markup, scripts, formats
    "[bold red]x[/]",
    "[/]",
    "[squat]",
    "[@click=app.quit]quit[/]",
    "[link=file:///etc/passwd]x[/link]",
    "[$primary]x",
    "\\[escaped\\]",
    ":warning: :skull:",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;&amp;&#27;",
    "{0} {name!r} %s %(x)s ${HOME} $(id) `id`",
    "'; DROP TABLE pain; --",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.invalid")',
    "../../etc/passwd",
    "/dev/zero",
    "CON",
    "--help",
    "-n",
    "on",
    "null",
    "1:30",
    "1e999",
    "!!python/object:os.system",
    "*alias &anchor",
    "{{7*7}}",
    # size and emptiness
    "",
    " ",
    "\u00a0\u2003\u3000",
    "x" * 10_000,
    "word " * 2_000,
    "\x1b[31m" * 2_000,
)


# --- many more, put together from these ----------------------------------------------------------
_INTRODUCERS = (
    "\x1b[",
    "\x1b]",
    "\x1bP",
    "\x1b_",
    "\x1b^",
    "\x1bX",
    "\x1b",
    "\x9b",
    "\x9d",
    "\x90",
)
_BODIES = (
    "2J",
    "?1049h",
    "8;;http://example.invalid",
    "52;c;eA==",
    "0;title",
    "38;5;1m",
    "6n",
    "c",
)
_ENDS = ("\x07", "\x1b\\", "\x9c", "", "\n", "\r")
_AROUND = (
    "",
    "a",
    "[",
    "<b>",
    "\u202e",
    "\u200b",
    "e\u0301",
    "\ud800",
    "日",
    "🙂",
    "\x00",
    "=",
    "-",
)


def _many(seed: int = 29, most: int = 640) -> tuple[str, ...]:
    """`HOSTILE`; every control and every kind of invisible character; pieces put together."""
    chance = random.Random(seed)
    controls = [chr(code) for code in (*range(32), *range(127, 160))]
    hidden = [chr(code) for code in (*range(0x2000, 0x2070), 0xFEFF, 0xFFF9, 0xE0001, 0x61C)
              if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp")]  # fmt: skip
    made = dict.fromkeys([*HOSTILE, *(f"x{one}y" for one in (*controls, *hidden))])
    while len(made) < most:
        pieces = [
            chance.choice(_AROUND), chance.choice(_INTRODUCERS), chance.choice(_BODIES),
            chance.choice(_ENDS), chance.choice(_AROUND),
        ]  # fmt: skip
        made["".join(pieces)] = None
    return tuple(made)


MANY: tuple[str, ...] = _many()


def harmless(text: str) -> bool:
    """Whether a text that was printed steers, hides and turns nothing: only lines and tabs."""
    return all(
        char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        for char in text
    )
