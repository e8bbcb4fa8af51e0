"""What an entry of the journal becomes: one observation for each of its measures.

A person's notes become nothing: they are their own. Nor do stops, decisions, sets and the answers
of a check-in, but for the change since the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import NamedTuple

from rehab_tui.journal import records as r
from rehab_tui.journal.vocabulary import site_in_words
from rehab_tui.report.fhir import codes as c
from rehab_tui.report.fhir import values

EXPORTED: tuple[type[r.Record], ...] = (
    r.Pain, r.Mood, r.Sleep, r.Function, r.Treatment, r.DoneElsewhere, r.SessionRecord, r.CheckIn,
)  # fmt: skip
"""The kinds of which something is exported."""


class Measure(NamedTuple):
    """One observation in the making.

    `own`: it is the entry itself and has its UUID; all others have one derived from it. `text` is
    said instead of the code's own name, `labels` are further categories, `more` further elements.
    """

    code: c.Code
    value: values.Json
    own: bool = False
    category: c.Code = c.SURVEY
    text: str | None = None
    labels: tuple[c.Code, ...] = ()
    more: values.Json | None = None


def observations(record: r.Record, subject: str) -> Iterator[values.Json]:
    """The bundle entries of a record, in a fixed order; none for a kind that is not exported.

    Args:
        record: any record of the journal.
        subject: the `fullUrl` of the Patient.
    """
    person = {"reference": subject}
    at = values.moment(record.at)
    for measure in measures(record):
        name = values.urn(record.id, "" if measure.own else measure.code.code)
        categories = (measure.category, *measure.labels)
        yield {
            "fullUrl": name,
            "resource": {
                "resourceType": "Observation",
                "meta": {"tag": [c.SELF_REPORTED.coding()]},
                **values.identified(name),
                "status": "final",
                "category": [values.concept(category) for category in categories],
                "code": values.concept(measure.code, measure.text),
                "subject": person,
                "effectiveDateTime": at,
                "performer": [person],
                **measure.value,
                **(measure.more or {}),
            },
        }


@singledispatch
def measures(record: r.Record) -> Iterable[Measure]:
    """What a record measures; nothing, unless its kind says otherwise below."""
    return ()


@measures.register
def _(pain: r.Pain) -> Iterator[Measure]:
    more: values.Json = {}
    if pain.site is not None:
        more["bodySite"] = {"text": site_in_words(pain.site)}
    parts = []
    if pain.quality is not None:
        quality = values.chosen(c.QUALITIES[pain.quality])
        parts.append(values.component(c.PAIN_QUALITY, quality))
    if pain.exercise is not None and (exercise := values.plain_line(pain.exercise)):
        parts.append(values.component(c.PAIN_EXERCISE, {"valueString": exercise}))
    if parts:
        more["component"] = parts
    labels = (c.MOMENTS[pain.moment],)
    yield Measure(c.PAIN, values.score(pain.level), own=True, labels=labels, more=more)


@measures.register
def _(mood: r.Mood) -> Iterator[Measure]:
    yield Measure(c.MOOD, values.integer(mood.level), own=True)


@measures.register
def _(night: r.Sleep) -> Iterator[Measure]:
    for code, length in (
        (c.SLEEP_DURATION, night.minutes),
        (c.SLEEP_LATENCY, night.latency),
        (c.SLEEP_AWAKE, night.awake),
    ):
        if length is not None:
            yield Measure(code, values.minutes(length), own=code is c.SLEEP_DURATION)
    for code, number in ((c.AWAKENINGS, night.awakenings), (c.SLEEP_QUALITY, night.quality)):
        if number is not None:
            yield Measure(code, values.integer(number))
    for code, clock in ((c.BED, night.bed), (c.WAKE, night.wake)):
        if clock is not None:
            yield Measure(code, {"valueTime": f"{clock}:00"})


@measures.register
def _(function: r.Function) -> Iterator[Measure]:
    yield Measure(c.FUNCTION, values.score(function.level), own=True, text=function.activity)


@measures.register
def _(treatment: r.Treatment) -> Iterator[Measure]:
    more: values.Json = {}
    if treatment.minutes is not None:
        length = values.component(c.TREATMENT_MINUTES, values.minutes(treatment.minutes))
        more["component"] = [length]
    value = values.chosen(c.TREATMENTS[treatment.what])
    yield Measure(c.TREATMENT, value, own=True, more=more)


@measures.register
def _(elsewhere: r.DoneElsewhere) -> Iterator[Measure]:
    value = values.chosen(c.ELSEWHERE, elsewhere.what)
    yield Measure(c.EXERCISE_ACTIVITY, value, own=True, category=c.ACTIVITY)
    if elsewhere.minutes is not None:
        yield _lasted(elsewhere.minutes)


@measures.register
def _(session: r.SessionRecord) -> Iterator[Measure]:
    if session.state not in c.ENDINGS:
        return
    ending = values.component(c.SESSION_STATE, values.chosen(c.ENDINGS[session.state]))
    yield Measure(
        c.EXERCISE_ACTIVITY,
        values.chosen(c.GUIDED),
        own=True,
        category=c.ACTIVITY,
        more={"component": [ending]},
    )
    if session.seconds:
        yield _lasted(round(session.seconds / 60, 2))  # the second can be told from it
    if session.effort is not None:
        # LOINC's scale for it is ordinal, so no quantity.
        yield Measure(c.EFFORT, values.integer(session.effort), category=c.ACTIVITY)


@measures.register
def _(answer: r.CheckIn) -> Iterator[Measure]:
    if answer.question == "global_change" and answer.answer is not None:
        yield Measure(c.GLOBAL_CHANGE, values.integer(int(answer.answer)), own=True)


def _lasted(length: float) -> Measure:
    return Measure(c.EXERCISE_DURATION, values.minutes(length), category=c.ACTIVITY)
