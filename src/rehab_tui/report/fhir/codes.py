"""Every code of the FHIR export, in one place; `docs/fhir.md` lists them and says why.

A LOINC code stands here only where its published name, or its use by others for just this measure,
has been seen. Whatever has none, or only a likely one, has a code of this app's own: a wrong code
is worse than a plain word. So places on the body stay words.
"""

from __future__ import annotations

from typing import NamedTuple

from rehab_tui.journal import vocabulary as v

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
LOCAL = "urn:rehab-tui:codes"


class Code(NamedTuple):
    """A code in its system, and what it is called there."""

    system: str
    code: str
    display: str

    def coding(self) -> dict[str, str]:
        """As a FHIR Coding."""
        return self._asdict()


def _local(code: str, display: str) -> Code:
    return Code(LOCAL, code, display)


def _locals(prefix: str, words: tuple[str, ...]) -> dict[str, Code]:
    return {word: _local(f"{prefix}.{word}", word.replace("-", " ")) for word in words}


SURVEY = Code(CATEGORIES, "survey", "Survey")
ACTIVITY = Code(CATEGORIES, "activity", "Activity")

PAIN = Code(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
SLEEP_DURATION = Code(LOINC, "93832-4", "Sleep duration")
SLEEP_LATENCY = Code(LOINC, "103212-7", "Duration of falling asleep")
# Seen less often than the others, yet always for this measure. Its neighbours for time in bed and
# awakenings are left out: the one's property does not fit minutes, the other is not certain.
SLEEP_AWAKE = Code(LOINC, "103215-0", "Wake time after sleep onset")
EFFORT = Code(LOINC, "82289-0", "Rating of perceived exertion [Score]")
EXERCISE_ACTIVITY = Code(LOINC, "73985-4", "Exercise activity")
EXERCISE_DURATION = Code(LOINC, "55411-3", "Exercise duration")

AWAKENINGS = _local("sleep-awakenings", "Times awake in the night")
SLEEP_QUALITY = _local("sleep-quality", "Sleep quality, 1 very poor to 5 very good")
BED = _local("sleep-bed", "Time into bed")  # LOINC's bedtime is the usual one, not one night's
WAKE = _local("sleep-wake", "Time of waking")
MOOD = _local("mood", "Mood, 1 very low to 5 very good")
FUNCTION = _local("function", "A chosen activity, 0 unable to 10 able as before")
GLOBAL_CHANGE = _local(
    "global-change", "Change since the start, -5 very much worse to 5 completely recovered"
)
TREATMENT = _local("treatment", "Treatment of one's own")
TREATMENT_MINUTES = _local("treatment-minutes", "Length of the treatment")
PAIN_QUALITY = _local("pain-quality", "What the pain is like")
PAIN_EXERCISE = _local("pain-exercise", "The exercise that the pain belongs to")
SESSION_STATE = _local("session-state", "How the session ended")
GUIDED = _local("activity.guided", "Guided exercise session at home")
ELSEWHERE = _local("activity.elsewhere", "Exercise without the app")
SELF_REPORTED = _local("self-reported", "Written down at home by the person")

MOMENTS = {
    "now": _local("pain-moment.now", "Now, not around a session"),
    "before": _local("pain-moment.before", "Before a session"),
    "worst": _local("pain-moment.worst", "Worst during a session"),
    "after": _local("pain-moment.after", "After a session"),
    "morning": _local("pain-moment.morning", "The morning after a session"),
    "average": _local("pain-moment.average", "Average of the day"),
}
QUALITIES = _locals("pain-quality", v.QUALITIES)
TREATMENTS = _locals("treatment", v.TREATMENTS)
ENDINGS = {
    "finished": _local("session-state.finished", "Finished"),
    "stopped": _local("session-state.stopped", "Stopped because something was wrong"),
    "left": _local("session-state.left", "Left early"),
}
"""Only a session that has ended is told."""

ALL = (
    SURVEY, ACTIVITY, PAIN, SLEEP_DURATION, SLEEP_LATENCY, SLEEP_AWAKE, EFFORT, EXERCISE_ACTIVITY,
    EXERCISE_DURATION, AWAKENINGS, SLEEP_QUALITY, BED, WAKE, MOOD, FUNCTION, GLOBAL_CHANGE,
    TREATMENT, TREATMENT_MINUTES, PAIN_QUALITY, PAIN_EXERCISE, SESSION_STATE, GUIDED, ELSEWHERE,
    SELF_REPORTED, *MOMENTS.values(), *QUALITIES.values(), *TREATMENTS.values(), *ENDINGS.values(),
)  # fmt: skip
