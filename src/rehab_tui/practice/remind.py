"""The days of the plan as a calendar (iCalendar, RFC 5545) for the person's own calendar program.

What is written twice replaces itself there: the ids of the events stay the same on this device.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from rehab_tui.journal import records as r
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import ENDED
from rehab_tui.practice.plan_words import say_days, say_frequency
from rehab_tui.practice.plans import plan_now
from rehab_tui.programme.history import Pause
from rehab_tui.programme.plan import WEEKDAYS
from rehab_tui.report.kept_times import (
    LEAST_BEGUN,
    Begun,
    KeptTime,
    kept_times,
    stands_out,
    usual_time,
)
from rehab_tui.report.sentences import time_of_day
from rehab_tui.report.times import times_of_day
from rehab_tui.text import plural

if TYPE_CHECKING:
    from icalendar import Alarm, Event

USUAL = time(18)
"""The hour where neither the person nor the journal says one."""
WEEKS_BACK = 12
SPREAD = {1: "mon", 2: "mon thu", 3: "mon wed fri", 4: "mon tue thu fri", 5: "mon tue wed fri sat",
          6: "mon tue wed thu fri sat", 7: " ".join(WEEKDAYS)}  # fmt: skip
"""Days for so many sessions a week where the person has named none: rest between them."""
USUAL_MINUTES = 15
YEAR, KNOWN_YEARS = timedelta(days=366), 10
"""So far ahead the changes to summer time are written out."""
DAY_BEFORE = timedelta(hours=-15)
"""Nine in the morning of the day before a whole day."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When to be reminded, and of what.

    `days` are of `WEEKDAYS`; `at` is the local time; `first` the first of these days from today
    on; `skipped` those days that lie in a pause. `review` is the day to see `therapist` again.
    `reasons` say where days and time come from.
    """

    title: str
    words: str
    days: tuple[str, ...]
    at: time
    minutes: int
    first: date
    skipped: tuple[date, ...]
    review: date | None
    therapist: str
    reasons: tuple[str, ...]


def reminder(practice: Practice, at: time | None = None, minutes: int | None = None) -> Reminder:
    """What the plan asks to be reminded of.

    Args:
        practice: the plan, the profile and the journal.
        at: the time of day; None: that of the person's own sessions, or 18:00.
        minutes: of a session, where neither the plan nor the profile says.

    Raises:
        NotFoundError: the profile names a programme that is no longer there.
    """
    now, profile, today = plan_now(practice), practice.profile(), practice.clock.now().date()
    often = now.programme.phases[now.standing.phase].frequency
    named = now.plan.days or profile.days
    days = tuple(named) or tuple(SPREAD[max(1, min(7, often.plan))].split())
    own, why, known = _own_time(practice)
    chosen = "as you chose" if named else "spread over the week"
    reasons = (
        f"Days: {say_days(days)}, {chosen} ({say_frequency(often)}).",
        f"Time: {own:%H:%M}, {why}; --at changes it."
        if at is None
        else f"Time: {at:%H:%M}, as you said.",
        *known,
    )
    first = next(day for day in _from(today) if WEEKDAYS[day.weekday()] in days)
    return Reminder(
        title=f"Exercises: {now.programme.name}",
        words=f"{say_frequency(often)}. Begin with: rehab",
        days=days,
        at=own if at is None else at,
        minutes=now.plan.minutes or profile.minutes or minutes or USUAL_MINUTES,
        first=first,
        skipped=_skipped(now.pause, first, days),
        review=now.plan.therapist.review,
        therapist=now.plan.therapist.name,
        reasons=reasons,
    )


def _own_time(practice: Practice) -> tuple[time, str, list[str]]:
    """The time of day by the person's own sessions, why it is this one, and what else they say."""
    today = practice.clock.now().date()
    since = today - timedelta(weeks=WEEKS_BACK)
    found = practice.journal.entries(r.SessionRecord, since, state=ENDED)
    begun = [Begun(one.at.time(), one.state == "finished", one.state == "stopped") for one in found]
    if slots := kept_times(begun):
        known = [*_kept_words(slots), *_rise_words(practice, since, today)] if slots[1:] else []
        return slots[0].usual, f"as your {slots[0].name} sessions mostly began", known
    if (usual := usual_time(begun)) is not None:
        return usual, "when your sessions mostly began", []
    few = f"{plural(len(begun), 'session', 'sessions')} in {WEEKS_BACK} weeks"
    return USUAL, f"as {few} say too little (it takes {LEAST_BEGUN}, this app's rule)", []


def _kept_words(slots: Sequence[KeptTime]) -> list[str]:
    """How many sessions of each time of day were finished, and how many a stop ended."""
    best = f" Most often: {slots[0].name}." if stands_out(slots) else " None stands out."
    named = ", ".join(f"{one.name} {one.finished} of {one.n}" for one in slots)
    lines = [f"Sessions that you finished, by when you began them: {named}.{best}"]
    if any(one.stopped for one in slots):
        stops = ", ".join(f"{one.name} {one.stopped} of {one.n}" for one in slots)
        lines.append(f"Sessions that a stop ended: {stops}.")
    return [*lines, f"Told from {LEAST_BEGUN} sessions at a time of day on; this app's rule."]


def _rise_words(practice: Practice, since: date, today: date) -> list[str]:
    """By how much pain rose in them, as far as enough were rated."""
    from rehab_tui.practice.report_facts import report_facts

    times = times_of_day(report_facts(practice, since, today).sessions)
    return [] if times is None else [time_of_day(times)]


def calendar(said: Reminder, zone: str | None, *, device: str, made: datetime, ahead: int) -> bytes:
    """The reminder as an iCalendar file.

    Args:
        said: what to be reminded of.
        zone: the name of the person's time zone, such as "Europe/Berlin"; None: the time is the
            wall's, wherever they are.
        device: what the ids of the events are made of, a UUID.
        made: the present moment.
        ahead: minutes before a session at which the calendar makes itself heard.
    """
    from zoneinfo import ZoneInfo

    from icalendar import Calendar

    page = Calendar()
    page.add("version", "2.0")
    page.add("prodid", "-//rehab-tui//rehab//EN")
    page.add("method", "PUBLISH")
    starts = datetime.combine(said.first, said.at, ZoneInfo(zone) if zone else None)
    session = _event("session", device, made, said.title, said.words)
    session.add("dtstart", starts)
    session.add("duration", timedelta(minutes=said.minutes))
    session.add("rrule", {"freq": "weekly", "byday": [day[:2].upper() for day in said.days]})
    for day in said.skipped:
        session.add("exdate", starts.replace(year=day.year, month=day.month, day=day.day))
    session.add_component(_alarm(said.title, timedelta(minutes=-ahead)))
    page.add_component(session)
    if said.review is not None:
        title = f"See {said.therapist or 'your therapist'} again"
        review = _event("review", device, made, title, "Take a page along: rehab report")
        review.add("dtstart", said.review)
        review.add_component(_alarm(title, DAY_BEFORE))
        page.add_component(review)
    page.add_missing_timezones(said.first - YEAR, said.first + KNOWN_YEARS * YEAR)
    return bytes(page.to_ical())


def _event(name: str, device: str, made: datetime, title: str, words: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.UUID(device), name)))
    event.add("dtstamp", made.astimezone(UTC))
    event.add("summary", title)
    event.add("description", words)
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(title: str, trigger: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def _skipped(pause: Pause | None, first: date, days: Sequence[str]) -> tuple[date, ...]:
    last = None if pause is None else pause.last
    if last is None:
        return ()
    there = takewhile(lambda day: day <= last, _from(first))
    return tuple(day for day in there if WEEKDAYS[day.weekday()] in days)
