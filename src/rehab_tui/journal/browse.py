"""Whole sessions for looking back, read with typed queries. Slow to import: load it on use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, create_engine, select

from rehab_tui.journal import rows
from rehab_tui.journal.database import reading
from rehab_tui.journal.records import CheckIn, Pain, SessionRecord, SetRecord
from rehab_tui.journal.store import WAIT
from rehab_tui.journal.tables import CheckInRow, PainRow, SessionRow, SetRow

_PartRow = TypeVar("_PartRow", PainRow, SetRow, CheckInRow)
_Part = TypeVar("_Part", Pain, SetRecord, CheckIn)


@dataclass(frozen=True, slots=True)
class SessionStory:
    """A session with what belongs to it, each in time order."""

    session: SessionRecord
    sets: tuple[SetRecord, ...]
    check_ins: tuple[CheckIn, ...]
    pains: tuple[Pain, ...]


def sessions_with_sets(path: Path, limit: int, *, wait: float = WAIT) -> list[SessionStory]:
    """The newest sessions, newest first; those discarded or removed are left out.

    Args:
        path: the journal; a missing one has no sessions.
        limit: how many at most.
        wait: seconds to wait for other programs.

    Raises:
        DataError: when the journal is damaged or of another version.
        BusyError: when another program kept it locked for longer than `wait` seconds.
    """
    real = path.resolve()
    if not real.exists():
        return []
    with _browsing(real, wait) as session:
        found = session.exec(
            select(SessionRow)
            .where(col(SessionRow.deleted).is_(None), SessionRow.state != "discarded")
            .order_by(col(SessionRow.at).desc(), col(SessionRow.id).desc())
            .limit(limit)
        ).all()
        chosen = [row.id for row in found]
        sets = _parts(session, SetRow, SetRecord, chosen)
        check_ins = _parts(session, CheckInRow, CheckIn, chosen)
        pains = _parts(session, PainRow, Pain, chosen)
        return [
            SessionStory(
                session=rows.to_record(SessionRecord, row.model_dump()),
                sets=tuple(sets[row.id]),
                check_ins=tuple(check_ins[row.id]),
                pains=tuple(pains[row.id]),
            )
            for row in found
        ]


def _parts(
    session: Session, table: type[_PartRow], record_type: type[_Part], chosen: Sequence[str]
) -> defaultdict[str | None, list[_Part]]:
    """The entries of one kind that belong to the chosen sessions, by session."""
    found = session.exec(
        select(table)
        .where(col(table.session).in_(chosen), col(table.deleted).is_(None))
        .order_by(col(table.at), col(table.id))
    )
    parts: defaultdict[str | None, list[_Part]] = defaultdict(list)
    for row in found:
        parts[row.session].append(rows.to_record(record_type, row.model_dump()))
    return parts


@contextmanager
def _browsing(path: Path, wait: float) -> Iterator[Session]:
    """An SQLModel session on the room's own reading connection, in one snapshot."""
    with reading(path, wait) as connection:
        connection.row_factory = None
        connection.execute("BEGIN")
        engine = create_engine(
            "sqlite://",
            creator=lambda: connection,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        try:
            with Session(engine) as session:
                yield session
        except DBAPIError as error:
            # The original goes through the room's own wording.
            raise (error.orig or error) from None
        finally:
            engine.dispose()
