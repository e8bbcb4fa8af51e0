"""Pages to look at: a usual one, and one on which there is more of everything than has room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from report_example import FIRST, INPUTS, LAST, example, foreign

from rehab_tui.programme.stops import REASONS
from rehab_tui.report.build import build_report
from rehab_tui.report.facts import (
    DecisionFact,
    ElsewhereFact,
    FunctionFact,
    Rating,
    ReportInputs,
    SessionFact,
    StopFact,
    TreatmentFact,
    WordFact,
)
from rehab_tui.report.model import Kept
from rehab_tui.report.page.facts import DoseChange, PageFacts, PutAside, Question

PAYLOADS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)",
    "</title></style><script>alert(1)</script>",
    "<!-- --><svg/onload=alert(1)>",
    "&lt;script&gt; &#60;b&#62;",
    "]]><?php ?>",
    "javascript:alert(1) url(http://example.invalid/)",
    "\x1b]0;title\x07\x00\x85\u202etxet\u2066",
    "a" * 5000,
    "é漢字 👩‍👩‍👧 z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
)  # fmt: skip
"""What foreign text may try to be."""
LONG = "a word about everything that came along on this day and on the one before it, and so on "


def usual() -> PageFacts:
    """The report of the golden files as a page."""
    return PageFacts(
        report=example(),
        inputs=INPUTS,
        made=LAST,
        programme="Desk low back",
        standing="phase 2 of 3, Build: week 4 of 8, 3 sessions a week",
        therapist="A. Example",
        review=date(2027, 2, 15),
        flags=("osteoporosis",),
        aside=(PutAside("Glute bridge", FIRST + timedelta(days=4), "sharp pain"),),
        changes=(
            DoseChange(LAST, "Glute bridge: 12 reps", "the last two went well", "PR1", "accepted"),
            DoseChange(FIRST, "Three quarters of the usual dose: 9 days since the last", "", "G2"),
        ),
        questions=(Question(LAST, "May I carry shopping again?"),),
    )


def crowded(days: int = 84, *, stops: int = 12) -> PageFacts:
    """A journal in which every list is longer than any page, and every text long."""
    last = FIRST + timedelta(days=days - 1)
    all_days = [FIRST + timedelta(days=n) for n in range(days)]
    signs = [(reason.id, sign) for reason in REASONS for sign in reason.signs]
    told = [
        StopFact(
            all_days[n % days], signs[n % len(signs)][0], sign=signs[n % len(signs)][1].id,
            tier=signs[n % len(signs)][1].tier, exercise=f"an-exercise-with-a-long-name-{n}",
        )
        for n in range(stops)
    ]  # fmt: skip
    inputs = ReportInputs(
        pain=[Rating(day, n % 11) for n, day in enumerate(all_days) for _ in range(3)],
        pain_worst=[Rating(day, (n * 3) % 11) for n, day in enumerate(all_days)],
        mood=[Rating(day, 1 + n % 5) for n, day in enumerate(all_days)],
        sleep_minutes=[Rating(day, 200 + n % 500) for n, day in enumerate(all_days)],
        function=[Rating(day, n % 11) for n, day in enumerate(all_days)],
        functions=[
            FunctionFact(day, f"{number} {LONG}", number)
            for day in (FIRST, last)
            for number in range(8)
        ],
        sessions=[SessionFact(day, 20, n % 3 > 0) for n, day in enumerate(all_days)],
        elsewhere=[ElsewhereFact(day, 20) for day in all_days],
        global_change=[Rating(last, 3)],
        words=[
            WordFact(day, quality, "hip-left", f"an-exercise-with-a-long-name-{n}")
            for n, day in enumerate(all_days)
            for quality in ("sharp", "electric", "spreading", "giving-way", "numb", "locking")
        ],
        stops=sorted(told, key=lambda one: one.day),
        decisions=[DecisionFact(day, "G2", LONG) for day in all_days],
        treatments=[
            TreatmentFact(day, what, 20)
            for day in all_days
            for what in ("heat", "ice", "massage", "medicine", "other")
        ],
        entry_days=frozenset(all_days[::2]),
        first_entry=FIRST,
        last_entry=last,
        planned=lambda monday: 5,
    )
    skipped = tuple((f"an-exercise-with-a-long-name-{n}", 99) for n in range(5))
    report = build_report(inputs, FIRST, last)
    kept = replace(report.kept, skipped=skipped) if report.kept != Kept() else Kept(skipped=skipped)
    return PageFacts(
        report=replace(report, kept=kept),
        inputs=inputs,
        made=last,
        name=LONG,
        programme=LONG,
        standing=LONG * 2,
        therapist=LONG,
        review=last,
        flags=("osteoporosis", "high blood pressure", "numb feet", "a heart condition"),
        aside=[PutAside(f"{n} {LONG}", FIRST, "sharp pain") for n in range(4)],
        open_outside=[StopFact(FIRST - timedelta(days=9), "chest", sign="ST1a", tier=1)],
        changes=[DoseChange(last, LONG, LONG, "PR1", "taken back") for _ in range(30)],
        questions=[Question(last, LONG * 3) for _ in range(30)],
    )


def hostile(text: str) -> PageFacts:
    """A page with this text wherever there is one."""
    day = LAST
    report = foreign(text)
    inputs = replace(INPUTS, functions=[FunctionFact(day, text, 3), FunctionFact(day, text, 5)])
    return PageFacts(
        report=report,
        inputs=inputs,
        made=day,
        name=text,
        programme=text,
        standing=text,
        therapist=text,
        flags=(text,),
        aside=(PutAside(text, day, text),),
        open_outside=(StopFact(day, text, sign=text, tier=1, exercise=text),),
        changes=(DoseChange(day, text, text, text, text),),
        questions=(Question(day, text),),
    )
