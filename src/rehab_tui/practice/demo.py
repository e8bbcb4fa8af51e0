"""A made-up journal to look around in: one person, low back pain, the mobility starter.

Nobody's data. The story has what real journals have: a bad start and slow ease, noise that lasts
for days, forgotten days, a flare, a stop, a holiday without entries, and words in a human voice.
It is the same for the same seed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import exp
from random import Random
from typing import Literal

from rehab_tui.catalogue.model import Sides
from rehab_tui.journal import records as r
from rehab_tui.practice.context import DEFAULT_PROGRAMME
from rehab_tui.practice.demo_programme import MOBILITY_STARTER, DemoItem, Phases, Prescribe
from rehab_tui.practice.past_answers import CLEAR_RULE, CLEARED, CLEARED_WORDS

SITE = "lower-back"
ACTIVITIES = ("putting on socks", "an hour at the desk")

SEASON = 26
"""Weeks after which the story's flare and holiday come round again, in long journals."""
FLARE_WEEK = 4
HOLIDAY = (6 * 7 + 4, 8 * 7)
"""Days of a season, half-open, without any entry: Friday of week 7 to Sunday of week 8."""
SECONDS_PER_REP = 7

Weather = Literal["usual", "flare", "holiday"]

STOP_DAY = 16
SURE = frozenset({0, 11, STOP_DAY, 44, 56})
"""Days of a season that the story needs a session on: start, soup, stop, before and after the sea.
"""

NOTES = {
    0: "First go. Felt silly marching on the spot, but the neck turns were lovely.",
    5: "Desk all week, back like a board by four.",
    11: "Did it while the soup was on. Socks on without sitting down!",
    STOP_DAY: "Skipped lunch, got up too fast, room went round. Sat on the floor for a bit.",
    19: "Tired. Short night, the neighbours had guests.",
    28: "Carried the shopping up in one go on Sunday. Regret it.",
    30: "Took it slow today: heat, a bit of walking, early to bed.",
    33: "Better than Monday. Could turn over without waking up.",
    56: "Back from the sea. Ten days of sand and no exercises, starting small.",
    66: "Bridges feel steady now, still some breath left at the end.",
    74: "Sat through the whole meeting and only noticed afterwards.",
    81: "Garden in the morning, some stiffness in the evening, gone after the stretch.",
}
"""Words by the day of the journal, counted from 0."""


def demo_records(
    last_day: date,
    phases: Phases = MOBILITY_STARTER,
    *,
    prescribe: Prescribe = lambda items: "[]",
    seed: int = 7,
    weeks: int = 12,
    zone: tzinfo = UTC,
) -> list[r.Record]:
    """A believable journal of `weeks` ISO weeks, the last one ending early with `last_day`.

    Give yesterday as `last_day`: entries reach into its evening, and none lies after it. The last
    evening's session still waits for its morning answer. With 9 weeks or more the whole story is
    in. Only sessions carry an id (their sets and answers point at it); the store gives the others
    theirs. Records are in order of time, and each session comes before its sets.

    Args:
        last_day: the last local day with entries.
        phases: what the programme prescribes, phase by phase.
        prescribe: writes the prescription's copy for a session's items.
        seed: another number, another person.
        weeks: how many ISO weeks, at least 1; 520 takes about a second.
        zone: the zone that the person lives in.
    """
    monday = last_day - timedelta(days=last_day.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    story = _Story(first, last_day, phases, prescribe, Random(seed), zone)
    days = range((last_day - first).days + 1)
    found = [record for number in days for record in story.day(number)]
    return sorted(found, key=lambda record: record.at)


@dataclass(slots=True)
class _Story:
    """The person's state from one day to the next."""

    first: date
    last: date
    phases: Phases
    prescribe: Prescribe
    dice: Random
    zone: tzinfo
    pain_noise: float = 0.0
    sleep_noise: float = 0.0
    unanswered: tuple[str, int] | None = None
    """The last session that waits for its morning answer, and the pain before it."""
    last_session: int | None = None
    phase: int = 1

    def day(self, number: int) -> Iterator[r.Record]:
        """All entries of one day; the noise goes on whether or not anything is written down."""
        self.pain_noise = 0.65 * self.pain_noise + self.dice.gauss(0, 0.75)
        self.sleep_noise = 0.5 * self.sleep_noise + self.dice.gauss(0, 38)
        weather = _weather(number)
        forgotten = self.dice.random() < 0.06 and weather == "usual" and not _sure(number)
        if weather == "holiday" or forgotten:
            self.unanswered = None
            return
        pain = self._pain(number, weather)
        yield from self._morning(number, pain)
        yield from self._words_and_care(number, weather)
        if self._has_session(number, weather):
            yield from self._session(number, pain, weather)
        elif self.dice.random() < 0.55 or weather == "flare":
            hour, minute = self.dice.randint(12, 20), self.dice.randrange(60)
            yield r.Pain(
                at=self._time(number, hour, minute), level=_pain(pain), site=SITE,
                quality=self.dice.choice(("ache", "stiff", "tight", None)),
            )  # fmt: skip
        if self.dice.random() < 0.7:
            mood = 4.6 - 0.32 * pain + self.dice.gauss(0, 0.5)
            yield r.Mood(
                at=self._time(number, 21, self.dice.randrange(60)), level=_within(mood, 1, 5)
            )

    def _time(self, number: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
        day = self.first + timedelta(days=number)
        return _at(day, hour, minute, self.zone, second)

    def _pain(self, number: int, weather: Weather) -> float:
        if weather == "flare":
            self.pain_noise = 1.6  # it ebbs over the days after
            return 6.5 + self.dice.uniform(-0.45, 0.9)
        return 2.2 + 3.2 * exp(-number / 50) + self.pain_noise + self.dice.gauss(0, 0.4)

    def _has_session(self, number: int, weather: Weather) -> bool:
        weekday = number % 7
        if weather == "flare":
            return weekday == 0
        return _sure(number) or (weekday in (0, 2, 4) and self.dice.random() < 0.88)

    def _morning(self, number: int, pain: float) -> Iterator[r.Record]:
        if self.dice.random() < 0.82:
            yield self._sleep(number, pain)
        if self.unanswered is None:
            return
        session, before = self.unanswered
        self.unanswered = None
        if self.dice.random() < 0.15:
            return
        at = self._time(number, 7, self.dice.randint(5, 55))
        level = _pain(pain + self.dice.gauss(-0.2, 0.5))
        stiffness = "longer" if level > before + 1 else "shorter" if level < before else "same"
        yield r.Pain(at=at, level=level, site=SITE, moment="morning", session=session)
        yield r.CheckIn(at=at, session=session, moment="morning", stiffness=stiffness)

    def _sleep(self, number: int, pain: float) -> r.Sleep:
        minutes = _within(430 - 12 * pain + self.sleep_noise, 200, 600)
        quality = _within(3.4 + (minutes - 390) / 60 + self.dice.gauss(0, 0.5), 1, 5)
        wake = self._time(number, 6, self.dice.randint(20, 59))
        if self.dice.random() < 0.5:
            return r.Sleep(at=wake, minutes=minutes, quality=quality)
        latency, awake = self.dice.randrange(5, 40, 5), self.dice.randrange(0, 30, 5)
        clock = datetime.combine(wake.date(), wake.time())
        bed = clock - timedelta(minutes=minutes + latency + awake)
        return r.Sleep(
            at=wake, minutes=minutes, quality=quality, bed=f"{bed:%H:%M}", wake=f"{clock:%H:%M}",
            latency=latency, awakenings=min(4, -(-awake // 10)), awake=awake,
        )  # fmt: skip

    def _words_and_care(self, number: int, weather: Weather) -> Iterator[r.Record]:
        if number % 14 == 0:
            yield from self._function(number)
        if weather == "flare" and number % 7 in (1, 3):
            yield r.Treatment(at=self._time(number, 19, 10), what="heat", minutes=20)
        if number % 70 == 38:
            yield r.Treatment(at=self._time(number, 17, 30), what="massage", minutes=30)
        if weather == "usual" and number % 7 in (5, 6) and self.dice.random() < 0.5:
            minutes = self.dice.randrange(20, 55, 5)
            yield r.DoneElsewhere(
                at=self._time(number, 11, self.dice.randrange(60)), minutes=minutes, what="walk"
            )
        if number in NOTES:
            yield r.Note(at=self._time(number, 21, 15), text=NOTES[number])

    def _function(self, number: int) -> Iterator[r.Record]:
        for place, activity in enumerate(ACTIVITIES):
            level = 8.2 - place - 4 * exp(-number / 45) + self.dice.gauss(0, 0.4)
            yield r.Function(
                at=self._time(number, 8, 30 + place), activity=activity, level=_within(level, 0, 10)
            )

    def _session(self, number: int, pain: float, weather: Weather) -> Iterator[r.Record]:
        phase = _phase(number, len(self.phases))
        items, decision = self._dose(number, self.phases[phase - 1])
        begun = self._time(number, 18, self.dice.randint(0, 40))
        session = _session_id(begun, self.dice)
        prescribed = sum(_sets(item) for item in items)
        kept, state = self._kept(number, prescribed, weather)
        sets = _set_records(items, session, begun, self.dice)[:kept]
        end = sets[-1].at + timedelta(seconds=45)
        before = _pain(pain)
        worst = max(before, _pain(pain + self.dice.uniform(0, 1.6)))
        effort = _within(3.2 + 0.4 * phase + self.dice.gauss(0, 0.7), 1, 7)
        yield r.SessionRecord(
            at=begun, id=session, state=state, programme=DEFAULT_PROGRAMME, phase=phase,
            week=number // 7 + 1, prescription=self.prescribe(items), sets=prescribed,
            seconds=int((end - begun).total_seconds()), effort=effort,
        )  # fmt: skip
        if phase > self.phase:
            yield self._next_phase(number, phase)
        if decision:
            yield replace(decision, at=begun, session=session)
        yield r.Pain(at=begun, level=before, site=SITE, moment="before", session=session)
        yield r.CheckIn(at=begun, session=session, moment="before")
        yield from sets
        if state == "stopped":
            yield from self._stop(number, session, sets[-1])
        yield r.Pain(at=end, level=worst, site=SITE, moment="worst", session=session)
        yield r.Pain(at=end, level=before, site=SITE, moment="after", session=session)
        yield r.CheckIn(at=end, session=session, moment="after", effort=effort)
        self.unanswered, self.last_session = (session, before), number

    def _next_phase(self, number: int, phase: int) -> r.DecisionRecord:
        """The offer of the next phase, taken just before its first session."""
        self.phase = phase
        return r.DecisionRecord(
            at=self._time(number, 17, 55), rule="GA1", answer="accepted",
            reason="The last sessions went well, and the mornings after too.",
            change=f"{DEFAULT_PROGRAMME}.phase={phase - 1}",
        )  # fmt: skip

    def _kept(self, number: int, prescribed: int, weather: Weather) -> tuple[int, r.SessionState]:
        """How many sets were done, and how the session ended."""
        if number % (SEASON * 7) == STOP_DAY:
            return max(1, prescribed * 2 // 3), "stopped"
        if weather == "flare":
            return max(1, prescribed // 3), "left"
        if self.dice.random() < 0.05:
            return max(1, int(prescribed * self.dice.uniform(0.2, 0.8))), "left"
        return prescribed, "finished"

    def _dose(
        self, number: int, items: Sequence[DemoItem]
    ) -> tuple[Sequence[DemoItem], r.DecisionRecord | None]:
        """After 8 to 14 days without a session three quarters of the dose, as rule G2 has it."""
        if self.last_session is None or not 8 <= number - self.last_session <= 14:
            return items, None
        days = number - self.last_session
        decision = r.DecisionRecord(
            at=self._time(number, 18),
            rule="G2",
            reason=f"Three quarters of the usual dose: {days} days since the last session.",
        )
        return tuple(_eased(item) for item in items), decision

    def _stop(self, number: int, session: str, last: r.SetRecord) -> Iterator[r.Record]:
        """A stop; on the next morning it is answered, and the exercise may come back."""
        answered = self._time(number + 1, 9, 30)
        known = answered.date() <= self.last
        yield r.StopEvent(
            at=last.at + timedelta(seconds=20), reason="dizzy", session=session,
            exercise=last.exercise, sign="ST4", tier=4, answer="explained" if known else None,
            answered=answered if known else None,
        )  # fmt: skip
        if known:
            yield r.DecisionRecord(
                at=answered, rule=CLEAR_RULE, reason=CLEARED_WORDS, exercise=last.exercise,
                change=CLEARED, answer="accepted",
            )  # fmt: skip


def _weather(number: int) -> Weather:
    season_day = number % (SEASON * 7)
    if HOLIDAY[0] <= season_day < HOLIDAY[1]:
        return "holiday"
    return "flare" if season_day // 7 == FLARE_WEEK else "usual"


def _sure(number: int) -> bool:
    return number % (SEASON * 7) in SURE


def _phase(number: int, phases: int) -> int:
    """Two weeks of phase 1, then 2 until the holiday is over, then 3; never past the last."""
    week = number // 7
    return min(phases, 1 if week < 2 else 2 if week < 9 else 3)


def _sets(item: DemoItem) -> int:
    return item.sets * (2 if item.sides == "each" else 1)


def _eased(item: DemoItem) -> DemoItem:
    reps = None if item.reps is None else max(1, item.reps * 3 // 4)
    seconds = None if item.seconds is None else max(10, item.seconds * 3 // 4 // 5 * 5)
    return item._replace(reps=reps, seconds=seconds)


def _set_records(
    items: Sequence[DemoItem], session: str, begun: datetime, dice: Random
) -> list[r.SetRecord]:
    """Every set of a session in the order it is done, each a moment after the one before."""
    found: list[r.SetRecord] = []
    at = begun + timedelta(seconds=40)
    for place, item in enumerate(items):
        for number in range(1, item.sets + 1):
            for side in _set_sides(item.sides):
                at += timedelta(seconds=item.seconds or (item.reps or 0) * SECONDS_PER_REP)
                at += timedelta(seconds=dice.randint(8, 25))
                short = item.reps is not None and item.reps > 4 and dice.random() < 0.08
                found.append(
                    r.SetRecord(
                        at=at,
                        session=session,
                        item=place,
                        exercise=item.exercise,
                        number=number,
                        side=side,
                        reps=item.reps - dice.randint(1, 2) if short and item.reps else item.reps,
                        reps_prescribed=item.reps,
                        seconds=item.seconds,
                        seconds_prescribed=item.seconds,
                    )
                )
    return found


def _set_sides(sides: Sides) -> tuple[Literal["both", "left", "right"], ...]:
    if sides == "each":
        return ("left", "right")
    if sides == "left" or sides == "right":
        return (sides,)
    return ("both",)


def _session_id(begun: datetime, dice: Random) -> str:
    """A time-ordered UUID (version 7) whose random part comes from the seed."""
    stamp = int(begun.timestamp() * 1000) & (1 << 48) - 1
    value = stamp << 80 | 0x7 << 76 | dice.getrandbits(12) << 64 | 0b10 << 62 | dice.getrandbits(62)
    return str(uuid.UUID(int=value))


def _pain(level: float) -> int:
    return _within(level, 0, 10)


def _within(value: float, least: int, most: int) -> int:
    return min(most, max(least, round(value)))


def _at(day: date, hour: int, minute: int, zone: tzinfo, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), tzinfo=zone)
