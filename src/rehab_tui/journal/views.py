"""The views `daily` and `weekly`: what a person who queries the file would else reckon anew.

They are part of two steps of the schema, and so never change. They count as the weekly report does,
which a test holds them to: an entry belongs to its local day, what was removed counts nowhere, and
what was not recorded is NULL and never 0. A later step that rebuilds a table drops them before.
"""

from __future__ import annotations

_REST = "\"moment\" IN ('now', 'before', 'morning', 'average')"
_ENDED = "\"state\" IN ('finished', 'stopped', 'left')"
_DAY = '"day" = "seen"."day"'
_WEEK = '"day" >= "seen"."start" AND "day" < date("seen"."start", \'+7 days\')'
_MONDAY = "date(\"day\", '-6 days', 'weekday 1')"
_THURSDAY = "date(\"start\", '+3 days')"
_NUMBER = f"printf('-W%02d', (strftime('%j', {_THURSDAY}) - 1) / 7 + 1)"


def _ratings(table: str, column: str, within: str, where: str = "1") -> str:
    return (
        f'SELECT "{column}" AS "value" FROM "{table}" WHERE "deleted" IS NULL '
        f'AND "{column}" IS NOT NULL AND {where} AND {within}'
    )


def _worst(within: str) -> str:
    """One rating a session: its worst, the first of several; one without a session is its own."""
    return (
        f'SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL '
        f"AND \"moment\" = 'worst' AND {within} "
        'AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" '
        'AND "other"."deleted" IS NULL AND "other"."moment" = \'worst\' '
        'AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" '
        'AND ("other"."at", "other"."id") < ("p"."at", "p"."id"))))'
    )


def _measures(within: str, *, median: bool) -> list[str]:
    """How many ratings there are of each measure, the lowest, the highest, and their median.

    The median is NULL below four: it would say too little.
    """
    sources = {
        "pain": _ratings("pain", "level", within, _REST),
        "pain_worst": _worst(within),
        "mood": _ratings("mood", "level", within),
        "sleep_minutes": _ratings("sleep", "minutes", within),
        "sleep_quality": _ratings("sleep", "quality", within),
        "function": _ratings("function", "level", within),
        "effort": _ratings("session", "effort", within, _ENDED),
    }
    lines = []
    for name, source in sources.items():
        lines.append(f'(SELECT count(*) FROM ({source})) AS "{name}_n"')
        if median:
            lines.append(
                '(SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") '
                f'AS "place", count(*) OVER () AS "n" FROM ({source})) WHERE "n" >= 4 '
                f'AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "{name}_median"'
            )
        lines.extend(
            f'(SELECT {end}("value") FROM ({source})) AS "{name}_{end}"' for end in ("min", "max")
        )
    return lines


def _sessions(within: str) -> list[str]:
    """Done is a session of which at least half of the prescribed sets are; else it is partly done.

    A set that was done again counts once.
    """
    sets = (
        '(SELECT count(*) FROM (SELECT DISTINCT "item", "number", "side" FROM "set" '
        'WHERE "set"."session" = "session"."id" AND "set"."deleted" IS NULL))'
    )
    ended = f'FROM "session" WHERE "deleted" IS NULL AND {_ENDED} AND {within}'
    done = f'"sets" > 0 AND 2 * {sets} >= "sets"'
    elsewhere = f'FROM "done_elsewhere" WHERE "deleted" IS NULL AND {within}'
    lasted = f'SELECT "seconds" / 60.0 AS "value" {ended} UNION ALL SELECT "minutes" {elsewhere}'
    return [
        f'(SELECT count(*) {ended} AND ({done})) AS "sessions_done"',
        f'(SELECT count(*) {ended} AND NOT ({done})) AS "sessions_partly"',
        f'(SELECT count(*) {elsewhere}) AS "sessions_elsewhere"',
        f'(SELECT round(sum("value"), 1) FROM ({lasted})) AS "minutes"',
        f'(SELECT count(*) FROM "stop" WHERE "deleted" IS NULL AND {within}) AS "stops"',
        f'(SELECT count(*) FROM "note" WHERE "deleted" IS NULL AND {within}) AS "notes"',
    ]


def _seen(day: str) -> str:
    """The days, or what is made of each, that have an entry."""
    tables = ("pain", "mood", "sleep", "function", "treatment", "done_elsewhere", "note", "stop")
    return " UNION ".join(
        f'SELECT {day} FROM "{table}" WHERE "deleted" IS NULL{f" AND {where}" if where else ""}'
        for table, where in (*((table, "") for table in tables), ("session", _ENDED))
    )


def _view(name: str, head: tuple[str, ...], columns: list[str], seen: str) -> str:
    listed = ",\n  ".join((*head, *columns))
    return f'CREATE VIEW "{name}" AS SELECT\n  {listed}\nFROM ({seen}) AS "seen"\nORDER BY 1'


VIEWS: tuple[str, ...] = (
    _view(
        "daily",
        ('"seen"."day" AS "day"',),
        [*_sessions(_DAY), *_measures(_DAY, median=False)],
        _seen('"day"'),
    ),
    _view(
        "weekly",
        (
            f"strftime('%Y', {_THURSDAY}) || {_NUMBER} AS \"week\"",
            '"seen"."start" AS "start"',
        ),
        [*_sessions(_WEEK), *_measures(_WEEK, median=True)],
        _seen(f'{_MONDAY} AS "start"'),
    ),
)
"""The statements that make both views."""
