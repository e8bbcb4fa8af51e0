"""Entries looked for: by what they are, and by the beginning of their id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from rehab_tui.errors import NotFoundError, UsageError
from rehab_tui.journal import rows
from rehab_tui.journal.records import Kind, Pain, Record
from rehab_tui.journal.store import Journal
from rehab_tui.practice.moments import parse_day
from rehab_tui.practice.said import say
from rehab_tui.practice.values import parse_site
from rehab_tui.text import clip, did_you_mean, plural, quote

if TYPE_CHECKING:
    from rehab_tui.journal.paged import Paged

CANDIDATES = 6
"""So many entries are named when a beginning fits several."""
_DASHES = (8, 13, 18, 23)
_OF_AN_ID = frozenset("0123456789abcdef-")
_SHORT_NAMES: dict[str, Kind] = {"done": "done_elsewhere", "checkin": "check_in"}
_ALL = ""
"""The beginning of every id."""
_WORDS = ("kind", "site", "from", "to")
"""What may stand before a colon in a line that filters."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What an entry must be to be shown; whatever is empty or None admits all.

    Attributes:
        kinds: it is one of these.
        site: it speaks of this site; one without a side stands for both sides too.
        first: its day is not before this one.
        last: its day is not after this one.
        text: its words hold this, in capitals or not.
    """

    kinds: tuple[Kind, ...] = ()
    site: str | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""

    def admits(self, record: Record) -> bool:
        """Whether an entry of these kinds and days has the site and the text."""
        if self.site is not None:
            site = record.site if isinstance(record, Pain) else None
            if site not in (self.site, f"{self.site}-left", f"{self.site}-right"):
                return False
        typed = record.site or "" if isinstance(record, Pain) else ""
        return self.text.casefold() in f"{say(record)}\n{typed}".casefold()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, as a record and as the export's row."""

    record: Record
    row: rows.Row


def parse_kind(text: str) -> Kind:
    """A kind of entry: `check-in` and `check_in` are one, `done` is short.

    Raises:
        UsageError: for another word; the nearest kind is named.
    """
    name = text.replace("-", "_")
    name = _SHORT_NAMES.get(name, name)
    for kind, record_type in rows.TYPES.items():
        if kind == name:
            return record_type.kind
    raise UsageError(
        f"there is no kind of entry {quote(text)}",
        did_you_mean(text, rows.TYPES) or f"Choose one of {', '.join(rows.TYPES)}.",
        where="--kind",
    )


def read_filter(
    kinds: Sequence[str],
    site: str | None,
    first: str | None,
    last: str | None,
    text: str,
) -> Filter:
    """A filter as it was typed.

    Raises:
        UsageError: for a word that can't be read, or a first day that comes after the last.
    """
    wanted = Filter(
        kinds=tuple(parse_kind(one) for one in kinds),
        site=parse_site(site, option="--site") if site is not None else None,
        first=parse_day(first, option="--from") if first is not None else None,
        last=parse_day(last, option="--to") if last is not None else None,
        text=text,
    )
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise UsageError("--from comes after --to", "Turn the two around.")
    return wanted


def read_filter_line(line: str) -> Filter:
    """A filter typed on one line: `kind:pain,mood site:knee from:2026-11-01 to:2026-11-20`.

    Whatever else stands there is text.

    Raises:
        UsageError: as `read_filter` does.
    """
    said, text = _split(line)
    kinds = said["kind"].split(",") if "kind" in said else ()
    return read_filter(kinds, said.get("site"), said.get("from"), said.get("to"), text)


def text_of_filter_line(line: str) -> Filter:
    """The text alone of a line whose other words can't be read, as while they are typed."""
    return Filter(text=_split(line)[1])


def _split(line: str) -> tuple[dict[str, str], str]:
    said: dict[str, str] = {}
    text: list[str] = []
    for word in line.split():
        name, colon, value = word.partition(":")
        if colon and name in _WORDS:
            said[name] = value
        else:
            text.append(word)
    return said, " ".join(text)


def look_for(journal: Journal, wanted: Filter, *, oldest_first: bool = False) -> list[Found]:
    """The entries that a filter admits, in the order of their moments."""
    found = [
        Found(rows.to_record(rows.TYPES[row["kind"]], row), row)
        for row in journal.rows(*_kinds(wanted), start=wanted.first, end=_end(wanted))
    ]
    admitted = [one for one in found if wanted.admits(one.record)]
    return admitted if oldest_first else admitted[::-1]


def list_all(journal: Journal, wanted: Filter) -> Paged:
    """The entries that a filter admits, by day, none of them read: for a list to scroll through.

    What was told and done in a session is left out, and the profile too, unless a kind, a site or
    a text is looked for: they are shown with the session, and by `rehab profile`.
    """
    from rehab_tui.journal.paged import list_entries

    if not (wanted.kinds or wanted.site or wanted.text):
        by_itself = [one.kind for one in rows.TYPES.values() if one.kind != "profile"]
        return list_entries(journal, by_itself, wanted.first, _end(wanted), parts=False)
    asked = wanted.admits if wanted.site or wanted.text else None
    return list_entries(journal, _kinds(wanted), wanted.first, _end(wanted), admits=asked)


def _kinds(wanted: Filter) -> tuple[Kind, ...]:
    return wanted.kinds or (("pain",) if wanted.site else ())


def _end(wanted: Filter) -> date | None:
    last = wanted.last
    return None if last in (None, date.max) else last + timedelta(days=1)


def named(journal: Journal, typed: Sequence[str]) -> list[Record]:
    """The entries whose ids begin as typed, each once.

    Raises:
        UsageError: nothing was typed, or the beginning of several ids, which are named.
        NotFoundError: no entry's id begins so.
    """
    chosen = {record.id: record for record in (_one(journal, text) for text in typed)}
    return list(chosen.values())


def _one(journal: Journal, typed: str) -> Record:
    begin = _dashed(typed)
    if begin == _ALL:
        raise UsageError("an id is missing", "'rehab journal list' shows them.", where="ID")
    found = journal.find(begin) if set(begin) <= _OF_AN_ID else []
    if not found:
        raise NotFoundError(
            f"no entry's id begins with {quote(typed)}",
            "'rehab journal list' shows them; 'rehab undo' brings a deleted one back.",
        )
    if len(found) > 1:
        raise UsageError(_several(journal, typed, found))
    return found[0]


def _dashed(typed: str) -> str:
    """The beginning of an id as ids are written: capitals and dashes don't matter."""
    plain = typed.strip().lower().replace("-", "")
    ends = (0, *(place - number for number, place in enumerate(_DASHES)), len(plain))
    parts = [plain[a:b] for a, b in pairwise(ends)]
    return "-".join(part for part in parts if part)


def _several(journal: Journal, typed: str, found: Sequence[Record]) -> str:
    shown = found[-CANDIDATES:]
    short = journal.short_ids([record.id for record in found])
    lines = [f"{plural(len(found), 'id', 'ids')} begin with {quote(typed)}; type more of one:"]
    lines += [f"  {short[one.id]}  {one.at:%Y-%m-%d %H:%M}  {clip(say(one), 40)}" for one in shown]
    if len(found) > len(shown):
        lines.append(f"  and {len(found) - len(shown)} more: 'rehab journal list'")
    return "\n".join(lines)
