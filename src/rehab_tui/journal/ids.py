"""Time-ordered identifiers: UUID version 7 (RFC 9562)."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from threading import Lock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_RANDOM_BITS = 74


class IdMaker:
    """Makes UUIDv7 texts that rise within a process, also inside one millisecond.

    Each id has a millisecond of its own: those made at once are dated ahead by one each. So the
    first 12 hexadecimal digits tell ids apart, and are all that a person needs to type.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._first = self._last = -1  # the milliseconds of the present run

    def new(self, moment: datetime) -> str:
        """A new id.

        Args:
            moment: the aware moment that the id carries, to the millisecond.

        Returns:
            36 characters, lower case, as RFC 9562 writes a UUID.
        """
        millisecond = (moment - _EPOCH) // _MILLISECOND & (1 << 48) - 1
        with self._lock:
            if self._first <= millisecond <= self._last:
                self._last += 1
            else:
                self._first = self._last = millisecond
            dated = self._last
        return _written(dated, int.from_bytes(os.urandom(10), "big") >> (80 - _RANDOM_BITS))


def _written(millisecond: int, tail: int) -> str:
    high, low = tail >> 62, tail & (1 << 62) - 1
    number = millisecond << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


new_id = IdMaker().new
"""The process's own maker: `new_id(moment)`."""
