"""The closed lists of the catalogue. A value outside them is an error in the file."""

from __future__ import annotations

REGIONS = (
    "neck", "shoulder", "elbow-wrist-hand", "thoracic", "lumbar-core", "hip", "knee", "ankle-foot",
    "balance", "breathing", "pelvic-floor", "self-massage", "relaxation", "cardio",
)  # fmt: skip
POSITIONS = (
    "seated", "standing", "supine", "prone", "side-lying", "quadruped", "half-kneeling",
    "long-sitting",
)  # fmt: skip
PURPOSES = (
    "mobility", "strength", "stretch", "nerve-glide", "balance", "breathing", "relaxation",
    "self-massage", "warm-up", "aerobic",
)  # fmt: skip
SIDES = ("both", "each", "alternate", "left", "right")
CONDITIONS: dict[str, str] = {
    "ankle": "a sprained ankle",
    "copd": "a long-term lung disease",
    "desk": "much sitting at a desk",
    "diastasis": "separated tummy muscles",
    "falls": "balance and fear of falling",
    "gen": "mobility and strength",
    "hand": "stiff or sore hands",
    "hipoa": "hip pain or osteoarthritis",
    "kneeoa": "knee pain or osteoarthritis",
    "lbp": "low back pain",
    "neck": "neck pain",
    "osteo": "thin bones (osteoporosis)",
    "pelvic_pain": "pelvic pain",
    "pp": "after birth",
    "preg": "pregnancy",
    "ra": "rheumatoid arthritis",
    "relax": "relaxation",
    "sci": "pain down a leg (sciatica)",
    "sho": "shoulder pain",
    "spinal_stenosis": "spinal stenosis",
}
"""What exercises and programmes are used with, each with the words that a person reads."""

SIDED = frozenset({"ankle", "hand", "hipoa", "kneeoa", "lbp", "neck", "ra", "sci", "sho"})
"""Conditions that may hurt on one side more than on the other; of the others no side is asked."""

_WORDS: dict[str, str] = {
    "elbow-wrist-hand": "elbow, wrist and hand",
    "thoracic": "upper back",
    "lumbar-core": "lower back and core",
    "ankle-foot": "ankle and foot",
    "pelvic-floor": "pelvic floor",
    "supine": "on the back",
    "prone": "on the belly",
    "side-lying": "on the side",
    "quadruped": "on hands and knees",
    "half-kneeling": "on one knee",
    "long-sitting": "seated, legs out",
    "nerve-glide": "nerve glide",
}
"""Regions, positions and purposes whose id is no plain word."""

FLAGS: dict[str, str] = {
    "acute_radiculopathy": "nerve pain in a leg or an arm now",
    "progressive_neuro": "weakness or numbness that is growing",
    "anticoagulant": "taking a blood thinner",
    "catheter": "a bladder catheter is in",
    "cervical_instability": "an unstable neck, or a recent neck injury",
    "copd": "a long-term lung disease",
    "csection": "caesarean less than twelve weeks ago",
    "diastasis": "the belly domes (separated tummy muscles)",
    "dvt_suspected": "a leg clot is suspected",
    "falls_risk": "two or more falls in a year",
    "flexion_sensitive": "bending forward brings the pain on",
    "glaucoma": "glaucoma",
    "heart": "a heart condition",
    "hip_replacement": "hip replacement less than twelve weeks ago",
    "hypermobility": "very mobile joints",
    "hypertension": "high blood pressure",
    "inflammatory_flare": "an arthritis flare now",
    "knee_replacement": "a knee replacement",
    "kneeling": "cannot kneel",
    "neuropathy": "numb feet",
    "osteoporosis": "osteoporosis",
    "pelvic_pain": "pelvic pain or a tense pelvic floor",
    "pgp": "pelvic girdle pain",
    "pregnant": "pregnant",
    "preg_supine": "pregnant, week 16 or later",
    "prolapse": "a prolapse",
    "ra_hand": "rheumatoid arthritis in the hands",
    "ra_neck": "rheumatoid arthritis in the neck",
    "shoulder_surgery": "shoulder operation, not yet released",
    "spinal_stenosis": "spinal stenosis",
    "vertebral_fracture": "a broken vertebra, now or before",
    "vertigo": "vertigo",
    "wrist_pain": "a wrist that does not bear weight",
}
"""Profile flags, each with the words that a person reads."""

PREG_LATE = "preg_late"
"""From week 28 of a pregnancy on. The date alone sets it: no profile and no file names it."""

IMPLIED: dict[str, str] = {
    "vertebral_fracture": "osteoporosis",
    "preg_supine": "pregnant",
    "progressive_neuro": "acute_radiculopathy",
    PREG_LATE: "preg_supine",
}
"""A flag that brings another with it."""

STOP_FLAGS = frozenset({"progressive_neuro", "dvt_suspected"})
"""While one of these is set nothing is offered at all."""


def with_implied(flags: frozenset[str]) -> frozenset[str]:
    """The flags and every flag that they imply."""
    return flags | {IMPLIED[flag] for flag in flags if flag in IMPLIED}


def in_words(name: str) -> str:
    """A region, a position or a purpose in the words that a person reads."""
    return _WORDS.get(name, name)
