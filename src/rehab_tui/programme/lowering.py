"""Which rules take something away by themselves.

What such a rule wrote into the journal has a reason and no answer: it simply happened. The ids
stand here by themselves, as a report must know them without loading every rule; a test holds them
to the rules.
"""

from __future__ import annotations

LOWERING = frozenset({
    "G2", "G3", "G4", "G5", "PG1", "PG2", "PG3", "PG5", "PM2r", "PM3", "PM5", "PM7", "PM8", "PM9",
    "PP1", "PP2", "PP3", "PP4", "PP5", "PR10", "PR5", "PR6", "PR7", "PR8", "SC2", "SC3", "SC4",
    "SO2", "SO3", "SO4", "SO5", "SO6", "ST3",
})  # fmt: skip
"""The rules of the stages that bar and ease."""
