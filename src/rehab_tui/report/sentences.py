"""What the figures of a report mean, in sentences: one place for every view.

Nothing is said to come from anything else, nothing is a diagnosis, and sizes that studies found for
groups stay figures of groups. Names of activities and what a journal of another device brings are
foreign text: every view cleans whole sentences. `names` has the exercises' names by their ids; one
that the catalogue no longer has is told by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehab_tui.days import full, short, span
from rehab_tui.journal.vocabulary import site_in_words
from rehab_tui.programme.change import LEAST_PAIRS
from rehab_tui.programme.stops import (
    ANSWERS,
    EMERGENCY,
    LOCKING,
    SAME_DAY,
    STOP_TODAY,
    reason_words,
)
from rehab_tui.programme.words import change_words
from rehab_tui.report.facts import DecisionFact, Rating, StopFact
from rehab_tui.report.model import (
    ActivityChange,
    Change,
    FunctionChange,
    Kept,
    Link,
    LinkName,
    Measure,
    Report,
    TimeOfDay,
    TreatmentCount,
    Trend,
    WarningWord,
)
from rehab_tui.report.words import NAMES, hours, name_of, number
from rehab_tui.text import capital, plural
from rehab_tui.units import in_units

NO_REASON = "Two things that move together need not have anything to do with each other."
"""Stands once beside any links that are told together."""

_TIERS = {
    EMERGENCY: "shown: call the emergency number",
    SAME_DAY: "shown: have it looked at the same day",
    STOP_TODAY: "the session ended",
}
_LINKED: dict[LinkName, str] = {
    "sleep": "sleep and pain at rest on the day after",
    "session": "a session and pain at rest on the next morning",
    "mood": "mood and pain at rest of the same day",
}
_PAIRS: dict[LinkName, str] = {"sleep": "sleep", "session": "session", "mood": "mood"}
_SIZES = {
    "small": "a change of a size that studies of groups call small",
    "medium": "a change of a size that studies of groups call medium",
}


def change(one: Change) -> str:
    """Two medians and the step between them, with its weight; several sentences on one line."""
    before = one.baseline
    days = span(before.first, before.last)
    when = f"at the start ({days}" if one.against == "start" else f"the week before ({days}"
    figures = (
        f"{name_of(one.measure)}: median {number(before.median)} {when}, {before.n} ratings), "
        f"{number(one.median)} in week {one.week.label} ({one.n} ratings)"
    )
    if not one.points:
        size = "the same"
    else:
        size = f"{number(abs(one.points))} {'point' if abs(one.points) == 1 else 'points'} "
        size += "lower" if one.points < 0 else "higher"
        if one.percent is not None:
            size += f" ({abs(one.percent):.0f} %)"
    return f"{figures}: {size}. {_weight(one)}"


def _weight(one: Change) -> str:
    small = " Small numbers: one point weighs much here." if one.small_numbers else ""
    if one.verdict == "no clear change":
        return f"No clear change.{small}"
    words = f"A change of a size many people call important.{small}"
    if one.verdict == "higher":
        return f"{words} It may be worth talking over with your clinician."
    if one.against == "start":
        return f"{words} Many people begin in a bad week, so some drop often comes by itself."
    return words


def trend(one: Trend) -> str:
    """How a measure went over the weeks; the slope in its own unit a week."""
    name = name_of(one.measure)
    over = f"over {one.weeks} weeks ({plural(one.n, 'rating', 'ratings')})"
    if one.verdict == "no clear trend":
        return f"{name}: no clear trend {over}."
    low, high = sorted((abs(one.low), abs(one.high)))
    size = f"about {_a_week(one.measure, abs(one.slope))} a week"
    rough = f"rough range {_bare(one.measure, low)} to {_bare(one.measure, high)}"
    return f"{name}: {one.verdict} {over}, {size} ({rough})."


def trends(all_told: Sequence[Trend]) -> list[str]:
    """Each clear trend in a sentence, and the others together in one."""
    unclear = [one for one in all_told if one.verdict == "no clear trend"]
    said = [trend(one) for one in all_told if one not in unclear]
    if len(unclear) < 2:
        return said + [trend(one) for one in unclear]
    named = ", ".join(
        f"{name_of(one.measure).lower()} ({one.weeks} weeks, {one.n} ratings)" for one in unclear
    )
    return [*said, f"No clear trend: {named}."]


def _a_week(measure: Measure, value: float) -> str:
    unit = "minutes" if measure == "sleep_minutes" else "points"
    return f"{_bare(measure, value)} {unit}"


def _bare(measure: Measure, value: float) -> str:
    """So many digits as say something; of a small step the first one that is not 0."""
    if measure == "sleep_minutes" and value >= 1:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.1 or not value else f"{value:.1g}"


def activity(one: ActivityChange) -> str:
    """An activity's first and last rating, without its name."""
    then = f"{one.first.value} on {short(one.first.day)}"
    now = f"{one.last.value} on {short(one.last.day)}"
    if not one.points:
        return f"{then}, {now}: the same"
    size = f"{plural(abs(one.points), 'point', 'points')} {_direction(one.points)}"
    return f"{then}, {now}: {size}{', a large step for one activity' if one.large else ''}"


def function(one: FunctionChange) -> str:
    """All activities that were rated twice or more, together."""
    many = len(one.activities)
    first, last = number(round(one.first, 1)), number(round(one.last, 1))
    mean = f"Mean of {plural(many, 'activity', 'activities')}: {first} at first, {last} now"
    points = round(one.points, 1)
    if not points:
        return f"{mean}: no change."
    size = _SIZES[one.size] if one.size else "no clear change"
    return f"{mean}: {number(abs(points))} {_direction(points)}, {size}."


def _direction(points: float) -> str:
    return "more" if points > 0 else "less"


def global_change(ratings: Sequence[Rating]) -> str:
    """What was answered to "compared with when you started"; empty when nobody was asked."""
    if not ratings:
        return ""
    said = ", ".join(f"{one.value:+d} on {short(one.day)}" for one in ratings)
    scale = "-5 very much worse, 0 unchanged, +5 completely recovered"
    return f"Compared with the start ({scale}): {said}."


def stop(one: StopFact, names: Mapping[str, str]) -> str:
    """A stop without its day: when, what, in which exercise, what was shown, what became of it."""
    when = f" at {one.at:%H:%M}" if one.at is not None else ""
    where = f", in {names.get(one.exercise, one.exercise)}" if one.exercise is not None else ""
    parts = [f"Stopped{when}: {plain(reason_words(one.reason))}{where}"]
    if one.tier in _TIERS:
        parts.append(_TIERS[one.tier])
    if one.answer is not None:
        later = f" on {short(one.answered)}" if one.answered is not None else ""
        parts.append(f"answered{later}: {ANSWERS.get(one.answer, plain(one.answer))}")
    elif one.tier in LOCKING:
        parts.append("not answered yet")
    return "; ".join(parts)


def warning_word(one: WarningWord, names: Mapping[str, str]) -> str:
    """A quality that warns, without its first day: how often, where, in what."""
    new = " (new)" if one.new else ""
    where = [_some([site_in_words(site) for site in one.sites])] if one.sites else []
    if one.exercises:
        where.append(f"in {_some([names.get(name, name) for name in one.exercises])}")
    said = f"Pain told as {plain(one.quality)}{new}, {_often(one.times)}"
    return f"{said}: {'; '.join(where)}" if where else said


def _some(names: Sequence[str], most: int = 3) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def decision(one: DecisionFact, names: Mapping[str, str]) -> str:
    """What the coach changed, without its day: in what, why, the answer to it, and the rule."""
    name = names.get(one.exercise, one.exercise) if one.exercise is not None else ""
    about = f"{name}: " if name else ""
    change = change_words(one.change, names) if one.change is not None else ""
    reason = in_units(one.reason.rstrip(". "))
    if change and reason.startswith(f"{name} {change}"):  # it names both by itself
        about = change = ""
    said = f"{about}{change}. {capital(reason)}" if change else f"{about}{reason}"
    answered = f"{plain(one.answer)}, " if one.answer is not None else ""
    often = f", {_often(one.times)}" if one.times > 1 else ""
    return f"{said if about else capital(said)} ({answered}rule {one.rule}{often})"


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def treatments(counts: Sequence[TreatmentCount]) -> str:
    """All treatments of the period on one line; empty without any."""
    if not counts:
        return ""
    said = []
    for one in counts:
        in_all = " in all" if one.times > 1 else ""
        minutes = f" ({hours(one.minutes)}{in_all})" if one.minutes is not None else ""
        said.append(f"{plain(one.what)} {_often(one.times)}{minutes}")
    return capital(", ".join(said)) + "."


def link(one: Link) -> str:
    """Two things side by side, with their correlation and how sure it is."""
    figures = (
        f"(rank correlation {one.rho:.2f}, rough range {one.low:.2f} to {one.high:.2f}, "
        f"{one.n} pairs)"
    )
    if not one.clear:
        return f"No clear link shows between {_LINKED[one.name]} {figures}."
    pain = "higher" if one.rho > 0 else "lower"
    tended = {
        "sleep": f"Days after longer sleep tended to have {pain} pain at rest",
        "session": f"Mornings after a day with a session tended to have {pain} pain at rest",
        "mood": f"Days with a better mood tended to have {pain} pain at rest",
    }
    return f"{tended[one.name]} {figures}. That may be worth raising with your clinician."


def link_alone(one: Link) -> str:
    """A link where it is told by itself, with what it does not say."""
    return f"{link(one)} {NO_REASON}"


def pairs(report: Report) -> str:
    """How far links are from being told, on one line; empty where each is told or has nothing."""
    told = {one.name for one in report.links}
    short_of = [
        f"{_PAIRS[name]} {n} of {LEAST_PAIRS}"
        for name, n in report.pairs
        if name not in told and 0 < n < LEAST_PAIRS
    ]
    return f"Pairs of days with pain so far: {', '.join(short_of)}." if short_of else ""


def time_of_day(times: TimeOfDay) -> str:
    """By how much pain rose in sessions of each time of day, and whether one stands out."""
    said = [f"{one.name} {number(one.median)} (n {one.n})" for one in times.slots]
    figures = f"Median rise of pain in a session: {', '.join(said)}."
    if times.best is None:
        return f"{figures} No time of day stands out."
    return f"{figures} It rose least in the {_at(times.best)}."


def _at(slot: str) -> str:
    return "middle of the day" if slot == "midday" else slot


def kept(report: Report) -> str:
    """Sessions and minutes of the period; empty where nothing was planned and nothing done."""
    one = report.kept
    if not (one.planned or one.done or one.partly or one.elsewhere):
        return ""
    done = f"{one.done} of {one.planned} planned done" if one.planned else f"{one.done} done"
    parts = [f"Sessions: {done}{_share(one)}"]
    if one.partly:
        parts.append(f"{one.partly} partly done")
    if one.elsewhere:
        parts.append(f"{one.elsewhere} elsewhere")
    weeks = [row.sessions for row in report.weeks]
    if minutes := sum(week.minutes or 0 for week in weeks):
        least = "at least " if any(week.unknown for week in weeks) else ""
        parts.append(f"{least}{minutes} minutes in all")
    if stops := sum(row.stops for row in report.weeks):
        parts.append(f"stopped {_often(stops)}")
    return ", ".join(parts) + "."


LEAST_FOR_SHARE = 20
"""Planned sessions from which on a percentage is printed, with its interval (rule RP12)."""


def _share(one: Kept) -> str:
    if one.share is None or not one.planned or one.planned < LEAST_FOR_SHARE:
        return ""
    if one.done > one.planned:
        return ""
    low, high = one.share
    share = one.done / one.planned
    return f" ({100 * share:.0f} %, rough range {100 * low:.0f} to {100 * high:.0f} %)"


def gaps(one: Kept, names: Mapping[str, str]) -> str:
    """The longest break between sessions and what was left out most; empty without either."""
    said = []
    if one.gap is not None:
        said.append(f"Longest time between two sessions: {plural(one.gap, 'day', 'days')}.")
    if one.skipped:
        most = ", ".join(
            f"{names.get(name, name)} ({plural(sets, 'set', 'sets')})" for name, sets in one.skipped
        )
        said.append(f"Left out most: {most}.")
    return " ".join(said)


def efficiency(value: tuple[float, int] | None) -> str:
    """How much of the time in bed was slept; empty where too few nights say."""
    if value is None:
        return ""
    share, nights = value
    return f"Asleep for {share:.0f} % of the time in bed (median of {nights} nights)."


def missing(report: Report) -> str:
    """What the figures do not hold: measures, weeks and days without a rating, weeks cut short."""
    absent = [name.lower() for measure, name, _ in NAMES if not report.count(measure)]
    silent = [row.week for row in report.weeks if not row.pain.n]
    said = []
    if absent:
        said.append(f"Not recorded in this time: {', '.join(absent)}.")
    if silent and report.count("pain"):
        named = ", ".join(short(week.start) for week in silent)
        weeks = f"the {'week' if len(silent) == 1 else 'weeks'} of {named}"
        said.append(
            f"No pain at rest was rated in {weeks if len(silent) < 5 else f'{len(silent)} weeks'}."
        )
    if without := report.days - report.days_with_entries:
        days = "1 day has" if without == 1 else f"{without} days have"
        said.append(f"{days} no entry; missing is left out, never counted as 0.")
    if report.first > report.weeks[0].week.start:
        new = report.first == report.first_entry
        begins = "The first entry is of" if new else "The first week is counted from"
        said.append(f"{begins} {full(report.first)}.")
    if report.last < report.weeks[-1].week.last:
        said.append(f"The last week is counted up to {full(report.last)}.")
    return " ".join(said)


def plain(identifier: str) -> str:
    """An id as words: glute-bridge is "glute bridge"."""
    return identifier.replace("-", " ").replace("_", " ")
