"""How long the long trials are: small by themselves, as long as one likes by `make faults`."""

from __future__ import annotations

import os


def count(name: str, usual: int) -> int:
    """How many trials of a kind: REHAB_FUZZ and the like, as `make faults` hands them on."""
    return int(os.environ.get(f"REHAB_{name}", usual))


FUZZ = count("FUZZ", 400)
"""Mutated YAML, plan and settings files."""
LINES = count("LINES", 300)
"""Mutated files of an import."""
FILES = count("FILES", 60)
"""Mutated database files."""
EXAMPLES = count("EXAMPLES", 12)
STEPS = count("STEPS", 50)
"""Lives of a journal, and the acts of each."""
SEED = count("SEED", 2026)
"""Where the mutations begin: another seed, other files."""
