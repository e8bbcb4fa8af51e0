"""Spoils files as slips of the hand, broken programs and bad people do; the same seed, the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

TOKEN = re.compile(rb"[A-Za-z_]+|[0-9]+|[ ]+|[^A-Za-z0-9_ ]")
LONGEST = 60_000
"""Bytes; what grows beyond is cut."""

HOSTILE: tuple[bytes, ...] = (
    b"\x00", b"\x1b[31m", b"\x1b]52;c;eA==\x07", b"\x9b31m", b"\xc2\x9b31m", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xe2\x80\xae",
    b"\xe2\x80\xa8", b"\xcc\x81" * 40, b"\xf0\x9f\x99\x82", b"\r", b"\r\n", b"\n\n", b"\t", b"\x7f",
    b"&a ", b"*a", b"<<: *a", b"!!python/object:os.system ", b"!!int ", b"%YAML 1.1\n---\n",
    b"---\n", b"...\n", b"? ", b": ", b"- ", b"|\n", b">-\n", b"[", b"]", b"{", b"}", b"[" * 40,
    b"{a: " * 40, b'"', b"'", b"#", b"\\", b'"\\ud800"', b'"\\u0000"', b"=1+1", b"[[", b"]]",
    b".nan", b"-.inf", b"NaN", b"Infinity", b"1e999", b"-0", b"0x10", b"010", b"1_0", b"1:30",
    b"9" * 30, b"-1", b"0.1", b"1.0", b"true", b"false", b"on", b"yes", b"null", b"~", b"{}", b"[]",
    b'""', b"../x", b"/etc/passwd", b"x" * 2000, b"kind", b"id", b"deleted", b"2026-02-30",
    b"2026-13-01T00:00:00.000Z", b"9999-12-31T23:59:59.999Z", b"0001-01-01T00:00:00.000Z",
)  # fmt: skip


class Mutator:
    """Makes spoiled files out of good ones.

    Args:
        seed: the same one gives the same files.
        corpus: good files; their words are put where they don't belong.
    """

    def __init__(self, seed: object, corpus: Sequence[bytes]) -> None:
        self._chance = random.Random(str(seed))
        self._corpus = [TOKEN.findall(one) for one in corpus]
        self._words = sorted({word for one in self._corpus for word in one})
        self._ways: tuple[Callable[[list[bytes]], list[bytes]], ...] = (
            self._drop, self._double, self._swap, self._insert, self._put, self._hostile,
            self._splice, self._flip, self._cut, self._drop_lines, self._double_lines, self._indent,
            self._number,
        )  # fmt: skip

    def file(self) -> bytes:
        """The next spoiled file."""
        tokens = list(self._chance.choice(self._corpus))
        for _ in range(self._chance.choice((1, 1, 1, 2, 3, 6))):
            tokens = self._chance.choice(self._ways)(tokens) or [b""]
        return b"".join(tokens)[:LONGEST]

    def bytes_of(self, good: bytes) -> bytes:
        """A file that is no text, with bytes changed, cut off, zeroed or moved."""
        content, chance = bytearray(good), self._chance
        for _ in range(chance.choice((1, 1, 2, 8, 64))):
            at = chance.randrange(chance.choice((100, 4096, len(content))))
            way = chance.randrange(12)
            if way < 8:
                content[at % len(content)] = chance.choice((0, 255, chance.randrange(256)))
            elif way == 8:
                content[at : at + chance.choice((4, 100, 4096))] = bytes(chance.choice((4, 100)))
            elif way == 9:
                to = chance.randrange(len(content))
                content[to : to + 512] = content[at : at + 512]
            elif way == 10 and len(content) > 4096:
                del content[chance.randrange(4096, len(content)) :]
            else:
                at -= at % 4096
                content[at : at + 4096] = chance.randbytes(4096)
        return bytes(content) or b"\0"

    # --- ways to spoil ---
    def _at(self, tokens: Sequence[bytes]) -> int:
        return self._chance.randrange(len(tokens))

    def _span(self, tokens: Sequence[bytes]) -> tuple[int, int]:
        at = self._at(tokens)
        return at, at + self._chance.choice((1, 1, 2, 5, 40))

    def _drop(self, tokens: list[bytes]) -> list[bytes]:
        at, end = self._span(tokens)
        return tokens[:at] + tokens[end:]

    def _double(self, tokens: list[bytes]) -> list[bytes]:
        at, end = self._span(tokens)
        return tokens[:end] + tokens[at:end] * self._chance.choice((1, 1, 3, 50)) + tokens[end:]

    def _swap(self, tokens: list[bytes]) -> list[bytes]:
        one, other = self._at(tokens), self._at(tokens)
        tokens[one], tokens[other] = tokens[other], tokens[one]
        return tokens

    def _insert(self, tokens: list[bytes]) -> list[bytes]:
        at = self._at(tokens)
        return [*tokens[:at], self._chance.choice(self._words), *tokens[at:]]

    def _put(self, tokens: list[bytes]) -> list[bytes]:
        tokens[self._at(tokens)] = self._chance.choice(self._words)
        return tokens

    def _hostile(self, tokens: list[bytes]) -> list[bytes]:
        at, end = self._at(tokens), self._chance.choice((0, 1))
        return [*tokens[:at], self._chance.choice(HOSTILE), *tokens[at + end :]]

    def _splice(self, tokens: list[bytes]) -> list[bytes]:
        other = self._chance.choice(self._corpus)
        return tokens[: self._at(tokens)] + other[self._at(other) :]

    def _flip(self, tokens: list[bytes]) -> list[bytes]:
        at = self._at(tokens)
        word = bytearray(tokens[at] or b"\0")
        word[self._chance.randrange(len(word))] ^= 1 << self._chance.randrange(8)
        tokens[at] = bytes(word)
        return tokens

    def _cut(self, tokens: list[bytes]) -> list[bytes]:
        return tokens[: self._at(tokens)]

    def _number(self, tokens: list[bytes]) -> list[bytes]:
        places = [at for at, word in enumerate(tokens) if word.isdigit()]
        if places:
            tokens[self._chance.choice(places)] = self._chance.choice(
                (b"0", b"1", b"-1", b"99999", b"1.5", b"true", b"00", b"", b"[1]", b"1e3", b"x")
            )
        return tokens

    def _lines(self, tokens: list[bytes]) -> list[bytes]:
        return b"".join(tokens).splitlines(keepends=True) or [b""]

    def _drop_lines(self, tokens: list[bytes]) -> list[bytes]:
        return TOKEN.findall(b"".join(self._drop(self._lines(tokens))))

    def _double_lines(self, tokens: list[bytes]) -> list[bytes]:
        return TOKEN.findall(b"".join(self._double(self._lines(tokens))))

    def _indent(self, tokens: list[bytes]) -> list[bytes]:
        lines = self._lines(tokens)
        at = self._at(lines)
        lines[at] = self._chance.choice((b" ", b"  ", b"\t")) + lines[at].lstrip(b" ")
        return TOKEN.findall(b"".join(lines))
