"""The tables, as ordered steps of SQL. A step that was released never changes: add another.

Every CHECK repeats what `records` checks, so that no program can write what none could read. The
lists are spelled out again on purpose (a step is history, the vocabulary moves on); a test
compares the two. The tables are not STRICT, because SQLite before 3.37 can't open a file that
has one; `typeof` in the CHECKs does the same.
"""

from __future__ import annotations

from rehab_tui.journal import history
from rehab_tui.journal.views import VIEWS

APPLICATION_ID = 0x52656861
"""'Reha', in the file's header: how a journal is told from another program's SQLite file."""

_DIGITS = "[0-9][0-9]"
_CLOCK = f"T{_DIGITS}:{_DIGITS}:{_DIGITS}.{_DIGITS}[0-9]"
_DAY = f"{_DIGITS}{_DIGITS}-{_DIGITS}-{_DIGITS}"
_UTC = f"{_DAY}{_CLOCK}Z"
_WITH_OFFSET = f"{_DAY}{_CLOCK}[+-]{_DIGITS}:{_DIGITS}"

_SIDED = ("shoulder", "elbow", "wrist", "hand", "hip", "thigh", "knee", "calf", "ankle", "foot")
_SITES = (
    "head", "neck", "chest", "abdomen", "upper-back", "lower-back", "pelvis",
    *(f"{site}{side}" for site in _SIDED for side in ("", "-left", "-right")),
)  # fmt: skip
_QUALITIES = (
    "ache", "stiff", "tight", "sharp", "burning", "tingling", "numb", "throbbing", "cramping",
    "heavy", "electric", "spreading", "giving-way", "locking",
)  # fmt: skip


_ID = '"id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB \'*[^0-9a-f-]*\')'


def _column(name: str, kind: str, rule: str, null: bool) -> str:
    if null:
        return f'"{name}" {kind} CHECK ("{name}" IS NULL OR ({rule}))'
    return f'"{name}" {kind} NOT NULL CHECK ({rule})'


def _whole(name: str, least: int, most: int, *, null: bool = False) -> str:
    rule = f'typeof("{name}") = \'integer\' AND "{name}" BETWEEN {least} AND {most}'
    return _column(name, "INTEGER", rule, null)


def _text(name: str, least: int = 0, most: int | None = None, *, null: bool = False) -> str:
    rule = f"typeof(\"{name}\") = 'text'"
    if most is not None:
        rule += f' AND length("{name}") BETWEEN {least} AND {most}'
    return _column(name, "TEXT", rule, null)


def _words(name: str) -> str:
    return _text(name, 1, 10_000)


def _one_of(name: str, allowed: tuple[str, ...], *, null: bool = False) -> str:
    listed = ", ".join(f"'{word}'" for word in allowed)
    return _column(name, "TEXT", f'"{name}" IN ({listed})', null)


def _moment(name: str, shape: str = _UTC, *, null: bool = False) -> str:
    return _column(name, "TEXT", f"\"{name}\" GLOB '{shape}'", null)


def _session(*, null: bool = True) -> str:
    # Deferred: an import may bring the sets before their session, within one transaction.
    return (
        f'"session" TEXT{"" if null else " NOT NULL"} '
        'REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED'
    )


def _table(name: str, *lines: str) -> tuple[str, ...]:
    """One kind of entry with its indexes. `lines` are its own columns, then table rules."""
    rules = [line for line in lines if line.startswith("CHECK")]
    columns = [
        _ID,
        _moment("at"),
        _whole("offset_min", -1439, 1439),
        '"day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || \' minutes\'))',
        *(line for line in lines if line not in rules),
        _moment("created"),
        _moment("updated"),
        _words("device"),
        _moment("deleted", null=True),
        *rules,
    ]
    body = ",\n  ".join(columns)
    indexed = ["at", "day"]
    if any(line.startswith('"session"') for line in lines):
        indexed.append("session")
    return (
        f'CREATE TABLE "{name}" (\n  {body}\n)',
        *(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")' for column in indexed),
    )


_META = """CREATE TABLE "meta" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
)"""
_ACT = """CREATE TABLE "act" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "at" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "group_id" TEXT,
  "device" TEXT NOT NULL,
  "undone" TEXT
)"""
_ACT_ROW = """CREATE TABLE "act_row" (
  "act_id" INTEGER NOT NULL REFERENCES "act" ("id"),
  "seq" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "row_id" TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  PRIMARY KEY ("act_id", "seq")
)"""

_STEP_1: tuple[str, ...] = (
    _META,
    _ACT,
    _ACT_ROW,
    *_table(
        "session",
        _one_of("state", ("running", "finished", "stopped", "left", "discarded")),
        _text("programme", null=True),
        _whole("phase", 0, 10_000, null=True),
        _whole("week", 0, 10_000, null=True),
        _text("prescription"),
        _whole("sets", 0, 10_000),
        _whole("seconds", 0, 86_400),
        _whole("effort", 0, 10, null=True),
    ),
    *_table(
        "pain",
        _whole("level", 0, 10),
        _one_of("site", _SITES, null=True),
        _one_of("quality", _QUALITIES, null=True),
        _one_of("moment", ("now", "before", "worst", "after", "morning", "average")),
        _session(),
        _text("exercise", null=True),
    ),
    *_table("mood", _whole("level", 1, 5), _session()),
    *_table(
        "sleep",
        _whole("minutes", 0, 1440, null=True),
        _whole("quality", 1, 5, null=True),
        _text("bed", null=True),
        _text("wake", null=True),
        _whole("latency", 0, 1440, null=True),
        _whole("awakenings", 0, 100, null=True),
        _whole("awake", 0, 1440, null=True),
        'CHECK ("minutes" IS NOT NULL OR "quality" IS NOT NULL)',
    ),
    *_table("function", _words("activity"), _whole("level", 0, 10)),
    *_table(
        "treatment",
        _one_of("what", ("heat", "ice", "massage", "medicine", "other")),
        _whole("minutes", 1, 1440, null=True),
    ),
    *_table("done_elsewhere", _whole("minutes", 1, 1440, null=True), _text("what")),
    *_table("note", _words("text"), _session()),
    *_table(
        "set",
        _session(null=False),
        _whole("item", 0, 10_000),
        _text("exercise"),
        _whole("number", 1, 10_000),
        _one_of("side", ("both", "left", "right")),
        _whole("reps", 0, 100_000, null=True),
        _whole("reps_prescribed", 0, 100_000, null=True),
        _whole("seconds", 0, 100_000, null=True),
        _whole("seconds_prescribed", 0, 100_000, null=True),
        _text("load", null=True),
        _text("variant"),
        _text("instead_of", null=True),
        _text("reason", null=True),
        _whole("two_more", 0, 1, null=True),
        'CHECK ("reps_prescribed" IS NOT NULL OR "seconds_prescribed" IS NOT NULL)',
    ),
    *_table(
        "check_in",
        _session(null=False),
        _one_of("moment", ("before", "after", "morning")),
        _whole("effort", 0, 10, null=True),
        _one_of("stiffness", ("shorter", "same", "longer"), null=True),
    ),
    *_table(
        "stop",
        _words("reason"),
        _session(),
        _text("exercise", null=True),
        _text("sign", null=True),
        _whole("tier", 1, 5, null=True),
        _text("answer", null=True),
        _moment("answered", _WITH_OFFSET, null=True),
    ),
    *_table(
        "decision",
        _words("rule"),
        _text("reason"),
        _session(),
        _text("exercise", null=True),
        _text("change", null=True),
        _one_of("answer", ("accepted", "refused", "taken_back"), null=True),
    ),
    *_table("profile", _words("key"), _text("value", null=True)),
)

_ZERO_TO_TEN = tuple(str(level) for level in range(11))
_ANSWERS: dict[str, tuple[str, ...] | None] = {
    "soreness": ("none", "eases", "stays"),
    "sore_region": None,
    "swelling": ("yes", "no"),
    "ill": ("yes", "no"),
    "since": ("nothing", "ill", "chest", "injury", "surgery", "birth"),
    "linger": ("no", "lasted", "moved"),
    "moved": ("towards", "away", "same"),
    "spine": _ZERO_TO_TEN,
    "signs": ("none", "leaking", "heaviness", "doming", "pain", "bleeding"),
    "weekly": ("better", "same", "worse"),
    "weekly_words": None,
    "function_asked": (),
    "global_change": tuple(str(change) for change in range(-5, 6)),
}


def _answer_fits() -> str:
    """What may answer each question; without a question nothing may."""
    cases = []
    for question, allowed in _ANSWERS.items():
        listed = ", ".join(f"'{word}'" for word in allowed or ())
        closed = f'"answer" IN ({listed})'
        rule = 'length("answer") BETWEEN 1 AND 10000' if allowed is None else closed
        cases.append(f"WHEN '{question}' THEN {rule}")
    return f'CHECK ("answer" IS NULL OR CASE "question" {" ".join(cases)} ELSE 0 END)'


_SAME = (
    "id", "at", "offset_min", "day", "session", "moment", "effort", "stiffness",
    "created", "updated", "device", "deleted",
)  # fmt: skip
_LISTED = ", ".join(f'"{name}"' for name in _SAME)

_STEP_2: tuple[str, ...] = (
    # Questions that are asked now and then. A column can't be made optional: the table is rebuilt.
    *(f'DROP INDEX "check_in_{column}"' for column in ("at", "day", "session")),
    'ALTER TABLE "check_in" RENAME TO "check_in_of_step_1"',
    *_table(
        "check_in",
        _session(),
        _one_of("moment", ("now", "before", "after", "morning")),
        _whole("effort", 0, 10, null=True),
        _one_of("stiffness", ("shorter", "same", "longer"), null=True),
        _one_of("question", tuple(_ANSWERS), null=True),
        _text("about"),
        _text("answer", null=True),
        'CHECK ("question" IS NOT NULL OR "about" = \'\')',
        _answer_fits(),
    ),
    f'INSERT INTO "check_in" ({_LISTED}, "about") SELECT {_LISTED}, \'\' FROM "check_in_of_step_1"',
    'DROP TABLE "check_in_of_step_1"',
    # What undo remembers of these rows gets the new columns too; it was written by json.dumps.
    *(
        f'UPDATE "act_row" SET "{side}" = substr("{side}", 1, length("{side}") - 1) || '
        '\', "question": null, "about": "", "answer": null}\' '
        f'WHERE "kind" = \'check_in\' AND "{side}" IS NOT NULL'
        for side in ("before", "after")
    ),
)

_STEP_5: tuple[str, ...] = (
    # The views of step 3 were slow when they first came: files that have those get them anew.
    'DROP VIEW IF EXISTS "daily"',
    'DROP VIEW IF EXISTS "weekly"',
    *VIEWS,
)

STEPS: tuple[tuple[str, ...], ...] = (_STEP_1, _STEP_2, VIEWS, history.STEP, _STEP_5)
"""What to do for version 1, 2, ...; the file's `user_version` counts the steps it has had."""


def version() -> int:
    """The schema's version that this program reads and writes."""
    return len(STEPS)
