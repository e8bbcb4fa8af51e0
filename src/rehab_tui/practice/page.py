"""The page for the physiotherapist: reads what belongs on it, lets `report/page` draw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from rehab_tui.catalogue.lists import FLAGS
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.days import full
from rehab_tui.errors import NotFoundError
from rehab_tui.journal.records import Note
from rehab_tui.practice.asked import AFTER_BIRTH, SIGNS
from rehab_tui.practice.context import Practice
from rehab_tui.practice.past import read_history
from rehab_tui.practice.past_answers import CLEAR_RULE, CLEARED, PAUSE_RULE
from rehab_tui.practice.plan_words import say_change, say_phase
from rehab_tui.practice.programmes import present_programme
from rehab_tui.practice.weekly import report_facts
from rehab_tui.programme.history import History
from rehab_tui.programme.phase import standing
from rehab_tui.programme.stops import why_held
from rehab_tui.programme.words import named
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import DecisionFact, StopFact
from rehab_tui.report.page.facts import DoseChange, PageFacts, PutAside, Question
from rehab_tui.report.page.page import render_page

ASKING = "?"
"""What a note begins with that is a question for the therapist."""
REFUSED = "refused"
_ANSWERS = {"accepted": "accepted", "taken_back": "taken back"}


def therapists_page(practice: Practice, first: date, last: date) -> str:
    """The page of the days from `first` to `last`, both inclusive, as one HTML document.

    Args:
        practice: clock, catalogue, journal, plan.
        first: the first day.
        last: the last day.
    """
    inputs = report_facts(practice, first, last)
    report = build_report(inputs, first, last)
    history, catalogue = read_history(practice.journal), practice.catalogue
    programme, where = _where(practice, history)
    therapist = practice.plan.therapist
    return render_page(
        PageFacts(
            report=report,
            inputs=inputs,
            made=practice.clock.now().date(),
            name=practice.journal.profile().get("name", ""),
            programme=programme,
            standing=where,
            therapist=therapist.name,
            review=therapist.review,
            flags=_to_mind(practice, history, first, last),
            aside=[
                PutAside(named(one.exercise, catalogue), one.day, why_held(one.reason))
                for one in reversed(history.held)
            ],
            open_outside=[
                StopFact(one.day, one.reason, sign=one.sign, tier=one.tier)
                for one in history.stops
                if not first <= one.day <= last
            ],
            changes=_changes(report.decisions, catalogue),
            questions=_questions(practice, first, last),
        )
    )


def _to_mind(practice: Practice, history: History, first: date, last: date) -> list[str]:
    """Flags, a birth of the last year, and the pelvic signs that were told in the period."""
    profile, today = practice.profile(), practice.clock.now().date()
    found = [FLAGS[flag] for flag in sorted(profile.flags)]
    if profile.birth is not None and timedelta(0) <= today - profile.birth <= AFTER_BIRTH:
        what = "caesarean" if profile.caesarean else "birth"
        found.append(f"{what} on {full(profile.birth)}")
    words = {str(one.value): one.words for one in SIGNS.choices}
    signs = Counter(
        one.answer for one in history.told
        if one.question == SIGNS.id and one.answer not in (None, "none")
        and first <= one.day <= last
    )  # fmt: skip
    for sign, times in signs.items():
        often = f" ({times} times)" if times > 1 else ""
        found.append(f"{words.get(sign or '', sign)}{often}")
    return found


def _where(practice: Practice, history: History) -> tuple[str, str]:
    """The programme's name and where in it the person is; empty without a programme."""
    try:
        programme = present_programme(practice)
    except NotFoundError:
        return "", ""
    now = standing(programme, history, practice.clock.now().date(), practice.profile())
    return programme.name, say_phase(programme, now.phase, now.week)


def _questions(practice: Practice, first: date, last: date) -> list[Question]:
    """The notes that begin with a question mark, the newest first."""
    notes = practice.journal.entries(Note, first, last + timedelta(days=1))
    return [
        Question(note.day, words)
        for note in reversed(notes)
        if note.text.lstrip().startswith(ASKING)
        if (words := note.text.lstrip().lstrip(ASKING).strip())
    ]


def _changes(decisions: Iterable[DecisionFact], catalogue: Catalogue) -> list[DoseChange]:
    """What was changed, the newest first."""
    found = []
    for one in decisions:
        if one.answer != REFUSED:
            what, why = _what(one, catalogue)
            answer = _ANSWERS.get(one.answer or "", "")
            found.append(DoseChange(one.day, what, why, one.rule, answer, one.times))
    return found[::-1]


def _what(one: DecisionFact, catalogue: Catalogue) -> tuple[str, str]:
    """What changed, and why; the reason alone says both where nothing else is known."""
    name = named(one.exercise, catalogue) if one.exercise else ""
    if one.rule == CLEAR_RULE and one.change == CLEARED:
        return f"{name} may come back", ""
    if one.change is None or one.rule == PAUSE_RULE:
        told = not name or one.reason.startswith(name)
        return one.reason if told else f"{name}: {one.reason}", ""
    change = say_change(one.change, catalogue)
    return (f"{name}: {change}" if name else change), one.reason
