"""The file that a plan is begun with: right as it is, and explained."""

from __future__ import annotations

from collections.abc import Iterable

from rehab_tui.practice.explained import explained
from rehab_tui.programme.limits import FACTOR, GAP, PAIN, USUAL, Limits
from rehab_tui.programme.plan import LEAST_MINUTES, MOST_MINUTES, WEEKDAYS

_TEMPLATE = """\
# A plan for rehab: what one person does at home. Change what is here, then: rehab plan check FILE
# A line that begins with #word is left out: take its # away to use it. A # and a space begin an
# explanation of what stands above it. Keep the spaces at the beginning of lines.
schema: 1
programme: {programme}
# A ready programme ('rehab plan list' says what each is for): {programmes}.

# Or a list of your own in place of the programme; exercises as in 'rehab exercises list':
#name: After the knee operation
#items:
#  - {{exercise: quad-set, sets: 2, reps: 10}}
#  - {{exercise: knee-heel-slide, sets: 1, reps: 8, rest: 30}}

#sessions: 3
# Days a week, 1 to 7. Without it the programme says.
#rounds: 2
# How often on each of these days.
#days: [mon, wed, fri]
# {days}
#minutes: 20
# How long a session may take, {least} to {most}.

#therapist:
#  name: Dr. Example
#  review: 2027-01-31
# Year, month, day: the app reminds of it.
#precautions:
#  - No lifting above the shoulder until the review.
# Shown before each session, word for word.

#changes:
#  glute-bridge: {{sets: 1, reps: 8, hold: 5, note: Only as high as it feels easy.}}
#  cat-cow: {{swap: pelvic-tilt}}
#  wall-push-up: {{leave_out: true}}
# By the id of an exercise of the programme: sets, reps or seconds, tempo, hold, pattern, rest,
# sides, load; swap; leave_out; note.

#limits:
{limits}
# When the rules ease a session: pain {pain}, days of a gap {gap}, factors {factor}.
# These are the usual ones; what stops a session for safety can't be changed.
"""


def template(programme: str, programmes: Iterable[str]) -> str:
    """The text of a new file.

    Args:
        programme: the id that it begins with.
        programmes: the ids that there are.
    """
    text = _TEMPLATE.format(
        programme=programme,
        programmes=", ".join(programmes),
        days=", ".join(WEEKDAYS),
        least=LEAST_MINUTES,
        most=MOST_MINUTES,
        limits="\n".join(f"#  {name}: {getattr(USUAL, name):g}" for name in Limits.bounds()),
        pain=_span(PAIN),
        gap=_span(GAP),
        factor=_span(FACTOR),
    )
    return explained(text)


def _span(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:g} to {bounds[1]:g}"
