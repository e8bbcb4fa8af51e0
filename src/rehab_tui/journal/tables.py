"""The journal's tables as SQLModel types, for browsing with typed queries.

`schema` makes the tables and their CHECK constraints; these types mirror it, and a test compares
the two with the records. Importing this costs some hundred milliseconds: only `browse` does.
Rows hold what the file holds (moments as text); `rows.to_record` makes records of them.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class _Row(SQLModel):
    """What every row has beside its `day` and `session`."""

    id: str = Field(primary_key=True)
    at: str = Field(index=True)
    offset_min: int
    day: str = Field(index=True)
    created: str
    updated: str
    device: str
    deleted: str | None = None


class SessionRow(_Row, table=True):
    """A guided session."""

    __tablename__ = "session"
    state: str
    programme: str | None = None
    phase: int | None = None
    week: int | None = None
    prescription: str
    sets: int
    seconds: int
    effort: int | None = None


class PainRow(_Row, table=True):
    """A pain rating, 0-10."""

    __tablename__ = "pain"
    level: int
    site: str | None = None
    quality: str | None = None
    moment: str
    session: str | None = Field(default=None, foreign_key="session.id", index=True)
    exercise: str | None = None


class MoodRow(_Row, table=True):
    """A mood rating, 1-5."""

    __tablename__ = "mood"
    level: int
    session: str | None = Field(default=None, foreign_key="session.id", index=True)


class SleepRow(_Row, table=True):
    """One night."""

    __tablename__ = "sleep"
    minutes: int | None = None
    quality: int | None = None
    bed: str | None = None
    wake: str | None = None
    latency: int | None = None
    awakenings: int | None = None
    awake: int | None = None


class FunctionRow(_Row, table=True):
    """How well one activity goes, 0-10."""

    __tablename__ = "function"
    activity: str
    level: int


class TreatmentRow(_Row, table=True):
    """Heat, ice, massage, medicine or another treatment."""

    __tablename__ = "treatment"
    what: str
    minutes: int | None = None


class DoneElsewhereRow(_Row, table=True):
    """A walk, or a session done without the app."""

    __tablename__ = "done_elsewhere"
    minutes: int | None = None
    what: str


class NoteRow(_Row, table=True):
    """A person's own words."""

    __tablename__ = "note"
    text: str
    session: str | None = Field(default=None, foreign_key="session.id", index=True)


class SetRow(_Row, table=True):
    """One finished set of one side."""

    __tablename__ = "set"
    session: str = Field(foreign_key="session.id", index=True)
    item: int
    exercise: str
    number: int
    side: str
    reps: int | None = None
    reps_prescribed: int | None = None
    seconds: int | None = None
    seconds_prescribed: int | None = None
    load: str | None = None
    variant: str
    instead_of: str | None = None
    reason: str | None = None
    two_more: bool | None = None


class CheckInRow(_Row, table=True):
    """Answers around a session, and to questions that are asked now and then."""

    __tablename__ = "check_in"
    session: str | None = Field(default=None, foreign_key="session.id", index=True)
    moment: str
    effort: int | None = None
    stiffness: str | None = None
    question: str | None = None
    about: str
    answer: str | None = None


class StopRow(_Row, table=True):
    """A stop because something was wrong."""

    __tablename__ = "stop"
    reason: str
    session: str | None = Field(default=None, foreign_key="session.id", index=True)
    exercise: str | None = None
    sign: str | None = None
    tier: int | None = None
    answer: str | None = None
    answered: str | None = None


class DecisionRow(_Row, table=True):
    """A rule that fired."""

    __tablename__ = "decision"
    rule: str
    reason: str
    session: str | None = Field(default=None, foreign_key="session.id", index=True)
    exercise: str | None = None
    change: str | None = None
    answer: str | None = None


class ProfileRow(_Row, table=True):
    """One dated answer of the profile."""

    __tablename__ = "profile"
    key: str
    value: str | None = None


TABLES: dict[str, type[SQLModel]] = {
    "pain": PainRow,
    "mood": MoodRow,
    "sleep": SleepRow,
    "function": FunctionRow,
    "treatment": TreatmentRow,
    "done_elsewhere": DoneElsewhereRow,
    "note": NoteRow,
    "session": SessionRow,
    "set": SetRow,
    "check_in": CheckInRow,
    "stop": StopRow,
    "decision": DecisionRow,
    "profile": ProfileRow,
}
"""The table of each kind."""
