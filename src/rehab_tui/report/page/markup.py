"""The one way a text gets into HTML, and the frame of a document. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from html import escape

from rehab_tui.days import full, short
from rehab_tui.text import clean, clip

NO_YEAR = 300
"""Days for which a date needs no year."""


def shown(text: str, cells: int | None = None) -> str:
    """Any text as HTML: cleaned, on one line, clipped to `cells` where given, and escaped.

    All that is not the page's own markup goes through here, ids and dates of the journal included.
    """
    safe = clean(text if cells is None else text[: cells * 20])
    return escape(safe if cells is None else clip(safe, cells))


def joined(parts: Iterable[str], between: str = "\n") -> str:
    """Pieces of markup in a row, without the empty ones."""
    return between.join(part for part in parts if part)


def lines(cells: int, line: int) -> int:
    """How many lines of so many cells a text takes."""
    return -(-cells // line)


def dated(day: date, last: date) -> str:
    """A day, with its year where it lies long before the `last` one or after it."""
    return short(day) if 0 <= (last - day).days < NO_YEAR else full(day)


def document(title: str, style: str, body: str) -> str:
    """A whole page.

    Its policy allows nothing but this very style sheet: no script, no outside request, no style of
    an attribute.

    Args:
        title: any text; it is escaped here.
        style: CSS, the page's own.
        body: markup, made with `shown`.
    """
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{shown(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
