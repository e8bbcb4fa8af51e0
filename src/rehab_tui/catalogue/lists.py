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
CONDITIONS = (
    "ankle", "copd", "desk", "diastasis", "falls", "gen", "hand", "hipoa", "kneeoa", "lbp", "neck",
    "osteo", "pelvic_pain", "pp", "preg", "ra", "relax", "sci", "sho", "spinal_stenosis",
)  # fmt: skip
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

IMPLIED: dict[str, str] = {
    "vertebral_fracture": "osteoporosis",
    "preg_supine": "pregnant",
    "progressive_neuro": "acute_radiculopathy",
}
"""A flag that brings another with it."""

STOP_FLAGS = frozenset({"progressive_neuro", "dvt_suspected"})
"""While one of these is set nothing is offered at all."""


def with_implied(flags: frozenset[str]) -> frozenset[str]:
    """The flags and every flag that they imply."""
    return flags | {IMPLIED[flag] for flag in flags if flag in IMPLIED}
