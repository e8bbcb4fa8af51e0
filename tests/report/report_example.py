"""The journal behind the golden files, and how they are written again after a wanted change.

PYTHONPATH=src python tests/report/report_example.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rehab_tui.report.as_csv import render_csv
from rehab_tui.report.as_json import render_json
from rehab_tui.report.as_md import render_md
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import (
    DecisionFact,
    ElsewhereFact,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
)
from rehab_tui.report.model import (
    ActivityChange,
    FunctionChange,
    Kept,
    Link,
    Milestone,
    Report,
    Slot,
    TimeOfDay,
    TreatmentCount,
    Trend,
    WarningWord,
)
from rehab_tui.report.text import render_text

GOLDEN = Path(__file__).parent / "golden"
FIRST = date(2026, 12, 14)
LAST = date(2027, 1, 20)
"""A Wednesday: the last week is counted in part. ISO week 53 and the year's edge lie between."""

CAUSAL = re.compile(
    r"because|caus(?:e|es|ed|ing)\b|led to|thanks to|prove[sd]?\b|due to|results? (?:in|from)"
    r"|\bworked\b|\bhelped\b|you are better|you are worse",
    re.IGNORECASE,
)
"""What no text of a report may say."""


def rated(*pairs: tuple[int, int]) -> list[Rating]:
    """Ratings as (days after FIRST, value)."""
    return [Rating(FIRST + timedelta(days=day), value) for day, value in pairs]


def on(number: int) -> date:
    """The day that is `number` days after FIRST."""
    return FIRST + timedelta(days=number)


INPUTS = ReportInputs(
    pain=rated(
        (0, 6), (1, 7), (2, 5), (4, 6), (6, 6), (7, 6), (9, 5), (10, 0), (14, 4), (15, 5), (17, 3),
        (18, 4), (20, 6), (21, 4), (30, 3), (31, 4), (31, 2), (33, 4), (34, 10), (36, 3),
    ),
    pain_worst=rated((0, 7), (2, 6), (4, 8), (14, 6), (17, 5), (30, 5), (36, 4)),
    mood=rated(
        (0, 2), (1, 3), (3, 3), (4, 2), (5, 2), (6, 3), (14, 4), (31, 4), (32, 5), (33, 4), (34, 1)
    ),
    sleep_minutes=rated((0, 372), (1, 405), (3, 301), (5, 420), (14, 450), (30, 0), (31, 395)),
    sleep_quality=rated((0, 2), (1, 3), (14, 4), (31, 3)),
    function=rated((0, 3), (0, 5), (14, 5), (14, 6), (30, 6), (30, 7)),
    sessions=[
        SessionFact(on(0), 14, True), SessionFact(on(2), 15, True), SessionFact(on(4), 6, False),
        SessionFact(on(14), 13, True), SessionFact(on(17), 16, True), SessionFact(on(30), 12, True),
        SessionFact(on(36), 11, True),
    ],
    elsewhere=[
        ElsewhereFact(on(5), 40), ElsewhereFact(on(9)), ElsewhereFact(on(32), 25),
        ElsewhereFact(on(33)),
    ],
    stops=[StopFact(on(4), "dizzy")],
    planned={on(number): 3 for number in (0, 7, 14, 21, 28, 35)},
)  # fmt: skip


DATED = (
    "pain", "pain_worst", "mood", "sleep_minutes", "sleep_quality", "function", "effort",
    "sessions", "elsewhere", "stops", "treatments",
)  # fmt: skip


def built(inputs: ReportInputs, first: date, last: date, *, other: Collection[date] = ()) -> Report:
    """The report, with the days that have an entry as the journal would tell them.

    `other` are days of entries that have no figure here, such as notes.
    """
    days = {fact.day for name in DATED for fact in getattr(inputs, name)} | set(other)
    days = {day for day in days if day <= last}
    inputs = replace(
        inputs,
        entry_days=frozenset(day for day in days if day >= first),
        first_entry=min(days, default=None),
        last_entry=max(days, default=None),
    )
    return build_report(inputs, first, last)


PARTS: dict[str, Any] = {
    "trends": (
        Trend("pain", -0.42, -0.8, -0.1, -0.5, 5, 20, "falling"),
        Trend("mood", 0.2, -0.3, 0.5, 0.1, 3, 15, "no clear trend"),
    ),
    "function_change": FunctionChange(
        activities=(
            ActivityChange("getting up from the sofa", Rating(on(0), 3), Rating(on(30), 6), True),
            ActivityChange("reaching the top shelf", Rating(on(0), 5), Rating(on(30), 7), False),
        ),
        first=4.0, last=6.5, size="medium",
    ),
    "global_change": (Rating(on(31), 2),),
    "words": (
        WarningWord("sharp", on(4), 2, ("knee-left",), ("sit-to-stand", "step-up"), True),
        WarningWord("giving-way", on(17), 1, (), (), False),
    ),
    "stops": (
        StopFact(on(4), "dizzy", time(18, 20), "ST4", 4, "glute-bridge", "explained", on(5)),
        StopFact(on(30), "numb"),
    ),
    "decisions": (
        DecisionFact(on(14), "G2", "three quarters of the usual dose: 10 days since the last one"),
        DecisionFact(
            on(17), "PR1", "the last sessions went well", "reps=12@1x8", "glute-bridge", "accepted"
        ),
    ),
    "treatments": (TreatmentCount("heat", 5, 75), TreatmentCount("ice", 1, None)),
    "milestones": (Milestone(on(0), "The first session."),),
    "links": (
        Link("sleep", 31, 19.5, -0.38, -0.69, 0.04),
        Link("mood", 30, 24.0, -0.51, -0.75, -0.14),
    ),
    "pairs": (("sleep", 31), ("session", 19), ("mood", 30)),
    "times": TimeOfDay(
        (Slot("morning", 12, 0.0, 0.0, 1.0), Slot("evening", 15, 2.0, 1.5, 3.0)), "morning"
    ),
    "kept": Kept(6, 1, 4, 18, (0.16, 0.56), 13, (("cat-cow", 6), ("step-up", 2))),
    "sleep_efficiency": (83.5, 6),
}  # fmt: skip
"""What months of entries would say; how it is reckoned is tested elsewhere."""


NAMES = {
    "cat-cow": "Cat-cow",
    "glute-bridge": "Glute bridge",
    "sit-to-stand": "Sit to stand",
    "step-up": "Step-up",
}


def example() -> Report:
    """The report of the golden files: every part has something to say."""
    return replace(built(INPUTS, FIRST, LAST, other=[on(11)]), **PARTS, names=NAMES)


def foreign(text: str) -> Report:
    """The report with this text wherever the journal of a person, or of another device, has one."""
    day = on(4)
    return replace(
        example(),
        function_change=FunctionChange(
            (ActivityChange(text, Rating(day, 3), Rating(day, 6), True),) * 2, 3.0, 6.0, "medium"
        ),
        words=(WarningWord(text, day, 2, (text, text), (text,), True),),
        stops=(StopFact(day, text, time(18, 20), text, 4, text, text, day), StopFact(day, text)),
        decisions=(DecisionFact(day, text, text, text, text, text), DecisionFact(day, text, text)),
        treatments=(TreatmentCount(text, 5, 75),),
        milestones=(Milestone(day, text),),
        kept=Kept(6, 1, 4, 18, (0.16, 0.56), 13, ((text, 6),)),
        names={text: text},
    )


SOME = st.lists(
    st.tuples(st.integers(-10, 80), st.integers(0, 10)).map(
        lambda pair: Rating(FIRST + timedelta(days=pair[0]), pair[1])
    ),
    max_size=30,
)
REPORTS = st.builds(
    lambda pain, mood, minutes, sessions, walks, length: built(
        ReportInputs(
            pain=pain,
            mood=mood,
            sleep_minutes=[Rating(one.day, one.value * 100) for one in minutes],
            sessions=[SessionFact(one.day, one.value, one.value > 4) for one in sessions],
            elsewhere=[ElsewhereFact(one.day, one.value * 10 or None) for one in walks],
            stops=[StopFact(one.day, "other") for one in walks],
            planned=lambda monday: monday.month,
        ),
        FIRST,
        FIRST + timedelta(days=length),
    ),
    SOME, SOME, SOME, SOME, SOME, st.integers(0, 80),
)  # fmt: skip
"""Reports of journals that may hold anything, or nothing."""

RENDERED: dict[str, Callable[[Report], str]] = {
    "text-80.txt": lambda report: render_text(report, 80),
    "text-120.txt": lambda report: render_text(report, 120),
    "text-40.txt": lambda report: render_text(report, 40),
    "text-ascii.txt": lambda report: render_text(report, 80, ascii_only=True),
    "empty.txt": lambda report: render_text(built(ReportInputs(), FIRST, LAST)),
    "report.json": render_json,
    "report.csv": render_csv,
    "report.md": render_md,
}

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, render in RENDERED.items():
        (GOLDEN / name).write_text(render(example()), encoding="utf-8", newline="")
