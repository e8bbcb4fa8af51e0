"""The named base postures that a figure starts from.

Each is written in the pose language itself and read by `spec`, so that a base can do exactly what
a pose can. A limb of a pose replaces the base's; the angle of its foot stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BASES: Final[Mapping[str, Mapping[str, object]]] = {
    "stand": {
        "view": "side",
        "pose": {
            "hip": [0, 51],
            "trunk": 90,
            "arms": [262, 275],
            "legs": {"at": [0, 3], "foot": 0},
        },
    },
    "sit": {
        "view": "side",
        "props": [{"chair": {}}],
        "pose": {
            "hip": [0, 28],
            "trunk": 90,
            "arms": {"at": "knee_n", "by": [-7, 4.5], "hand": 345},
            "legs": {"at": [23, 3], "foot": 0},
        },
    },
    "long-sit": {
        "view": "side",
        "props": [{"mat": [-30, 65]}],
        "pose": {
            "hip": [0, 5],
            "trunk": 95,
            "arms": {"at": [-9, 2], "hand": 180},
            "legs": {"at": [47, 4], "foot": 85},
        },
    },
    "hook-lying": {
        "view": "side",
        "props": [{"mat": [-55, 45]}],
        "pose": {
            "hip": [0, 5],
            "trunk": 180,
            "head": 174,
            "arms": [353, 359],
            "legs": {"at": [26, 3], "foot": 0},
        },
    },
    "supine": {
        "view": "side",
        "props": [{"mat": [-55, 60]}],
        "pose": {
            "hip": [0, 5],
            "trunk": 180,
            "head": 174,
            "arms": [353, 359],
            "legs": {"at": [47, 4], "foot": 82},
        },
    },
    "prone": {
        "view": "side",
        "props": [{"mat": [-65, 50]}],
        "pose": {
            "hip": [0, 5],
            "trunk": 0,
            "head": 16,
            "arms": {"at": [24, 3], "hand": 0},
            "legs": {"at": [-47.9, 3.6], "foot": 195},
        },
    },
    "quadruped": {
        "view": "side",
        "props": [{"mat": [-45, 50]}],
        "pose": {
            "hip": [0, 28],
            "trunk": 10,
            "head": 2,
            "arms": {"at": [27, 2], "hand": 0},
            "legs": {"at": [-23, 4], "foot": 190},
        },
    },
    "half-kneel": {
        "view": "side",
        "props": [{"mat": [-42, 42]}],
        "pose": {
            "hip": [0, 29],
            "trunk": 90,
            "arms": {"at": "knee_n", "by": [-4, 4], "hand": 340},
            "leg_n": {"at": [24, 3], "foot": 0},
            "leg_f": {"at": [-22, 3], "foot": 185},
        },
    },
    "stand-front": {
        "view": "front",
        "pose": {
            "hip": [0, 51],
            "trunk": 90,
            "arms": [279, 272],
            "legs": {"at": [7, 3]},
        },
    },
    "sit-front": {
        "view": "front",
        "props": [{"chair": {"view": "front"}}],
        "pose": {
            "hip": [0, 28],
            "trunk": 90,
            "arms": {"at": [10, 27], "hand": 265, "short": [1, 0.8]},
            "legs": {"at": [10, 3], "short": [0.28, 0.92]},
        },
    },
    "side-lying": {
        "view": "front",
        "props": [{"mat": [-54, 48, 0, 40, 6]}],
        "pose": {
            "hip": [0, 20],
            "trunk": 180,
            "pelvis": 90,
            "wide": 0.55,
            "hipw": 0.6,
            "head": 172,
            "arm_r": [330, 290],
            "arm_l": {"ang": [315, 280], "short": [0.6, 0.6]},
            "leg_r": {"ang": [335, 25], "short": [0.8, 0.8], "foot": 350},
            "leg_l": {"ang": [335, 25], "short": [0.8, 0.8], "foot": 350},
        },
    },
    "lying-top": {
        "view": "front",
        "props": [{"mat": [-52, 48, -2, 42, 3]}],
        "pose": {
            "hip": [0, 20],
            "trunk": 180,
            "pelvis": 90,
            "head": 180,
            "arms": [25, 15],
            "leg_r": {"ang": [4, 2], "short": [0.62, 0.55], "foot": 0},
            "leg_l": {"ang": [356, 358], "short": [0.62, 0.55], "foot": 0},
        },
    },
    "stand-top": {
        "view": "front",
        "pose": {
            "hip": [0, -10],
            "trunk": 90,
            "arms": {"at": [1.5, 27], "hand": 110, "short": [0.62, 0.85]},
        },
    },
}

ON_THE_MAT: Final = frozenset({"side-lying", "lying-top"})
"""Bases that look down on a mat, along whose middle the body lies."""

FROM_ABOVE: Final = ON_THE_MAT | {"stand-top"}
"""Bases without a floor line. One who stands faces up the picture; the legs are out of sight."""
