"""The closed lists of the journal: sites, qualities, moments, kinds.

The database's CHECK constraints repeat them; a test compares the two. Nothing is imported here, so
that a quick entry pays for nothing.
"""

from __future__ import annotations

KINDS = (
    "pain", "mood", "sleep", "function", "treatment", "done_elsewhere", "note", "session", "set",
    "check_in", "stop", "decision", "profile",
)  # fmt: skip
"""Every kind of entry, each a table."""

SITE_REGION: dict[str, str] = {
    "head": "neck",
    "neck": "neck",
    "chest": "thoracic",
    "abdomen": "lumbar-core",
    "upper-back": "thoracic",
    "lower-back": "lumbar-core",
    "pelvis": "pelvic-floor",
    "shoulder": "shoulder",
    "elbow": "elbow-wrist-hand",
    "wrist": "elbow-wrist-hand",
    "hand": "elbow-wrist-hand",
    "hip": "hip",
    "thigh": "hip",
    "knee": "knee",
    "calf": "ankle-foot",
    "ankle": "ankle-foot",
    "foot": "ankle-foot",
}
"""Each site without its side, and the catalogue region that it belongs to."""

PAIRED = (
    "shoulder", "elbow", "wrist", "hand", "hip", "thigh", "knee", "calf", "ankle", "foot",
)  # fmt: skip
"""Sites that may carry -left or -right."""

SITES = tuple(
    name
    for site in SITE_REGION
    for name in ((site, f"{site}-left", f"{site}-right") if site in PAIRED else (site,))
)


def site_in_words(site: str) -> str:
    """A site as people call it: `lower-back` is "lower back", `knee-left` is "left knee"."""
    name, _, side = site.rpartition("-")
    return f"{side} {name}" if name in PAIRED else site.replace("-", " ")


QUALITIES = (
    "ache", "stiff", "tight", "sharp", "burning", "tingling", "numb", "throbbing", "cramping",
    "heavy", "electric", "spreading", "giving-way", "locking",
)  # fmt: skip

WARNING_QUALITIES = frozenset({"sharp", "electric", "spreading"})
"""What stops an exercise at any number (rule PM3)."""
TELLING_QUALITIES = frozenset({"tingling", "numb", "giving-way", "locking"})
"""What is to be looked at when it is new (rule ST4)."""

PAIN_MOMENTS = ("now", "before", "worst", "after", "morning", "average")
"""now: logged by itself; before, worst (during), after, morning (the next) belong to a session."""

AT_REST = ("now", "before", "morning", "average")
"""The moments that the report's pain counts; worst stands by itself; after counts in neither."""

MOODS = {1: "very low", 2: "low", 3: "so-so", 4: "good", 5: "very good"}
TREATMENTS = ("heat", "ice", "massage", "medicine", "other")

SESSION_STATES = ("running", "finished", "stopped", "left", "discarded")
"""running: begun and not yet ended, or cut short by a crash; left: kept as far as it was done."""

ENDED = ("finished", "stopped", "left")
"""States of a session that is over and was kept."""

SET_SIDES = ("both", "left", "right")

CHECK_MOMENTS = ("now", "before", "after", "morning")
"""now: asked by itself; before, after and morning (the next) belong to a session."""
STIFFNESS = ("shorter", "same", "longer")
"""Morning stiffness beside the usual."""

_ZERO_TO_TEN = tuple(str(level) for level in range(11))
ASKED: dict[str, tuple[str, ...] | None] = {
    "soreness": ("none", "eases", "stays"),
    "sore_region": None,
    "swelling": ("yes", "no"),
    "ill": ("yes", "no"),
    "since": ("nothing", "ill", "chest", "injury", "surgery", "birth"),
    "linger": ("no", "lasted", "moved"),
    "moved": ("towards", "away", "same"),
    "spine": _ZERO_TO_TEN,
    "signs": ("none", "leaking", "heaviness", "doming", "pain", "bleeding"),
    "weekly": ("better", "same", "worse"),
    "weekly_words": None,
    "function_asked": (),
    "global_change": tuple(str(change) for change in range(-5, 6)),
}
"""The questions whose answers are no entry of their own, each with its answers; None: any words.

A missing answer means that it was asked and skipped. `function_asked` has no other: an answer is a
function entry.
"""

OFFER_ANSWERS = ("accepted", "refused", "taken_back")
"""What a person may say to an offer."""
