"""kill -9 in every phase of a session, on the screen and by lines: nothing that was told is lost.

`REHAB_KILLS=2000 pytest -m long -s tests/e2e/test_killed_in_a_session.py` makes so many trials and
shows what was counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs POSIX signals and a pty", allow_module_level=True)

from cli_process import environment
from session_phases import PHASES

pytestmark = pytest.mark.long

TRIALS = int(os.environ.get("REHAB_KILLS", "100"))
AT_ONCE = 4
"""Most of a trial is waiting for a session's own time."""


def test_killed_in_every_phase_it_loses_nothing_and_goes_on_at_the_right_set(
    tmp_path: Path,
) -> None:
    stands = []
    for number in range(AT_ONCE):
        home = tmp_path / str(number)
        home.mkdir()
        program = Path(__file__).with_name("killed_sessions.py")
        numbers = [str(one) for one in (number, TRIALS, AT_ONCE)]
        stands.append(
            subprocess.Popen(
                [sys.executable, str(program), str(home), *numbers],
                env=environment(home), stdout=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
    printed = [stand.communicate()[0] for stand in stands]
    assert [stand.returncode for stand in stands] == [0] * AT_ONCE
    trials = [json.loads(line) for lines in printed for line in lines.splitlines()]
    assert [trial for trial in trials if "failed" in trial] == []
    assert len(trials) == TRIALS
    phases = Counter(trial["phase"] for trial in trials)
    told, cut = (sum(trial[what] for trial in trials) for what in ("acts", "in an act"))
    print(f"{TRIALS} trials in {len(phases)} phases, {told} acts told, {cut} kills in an act")
    assert len(phases) == min(TRIALS, len(PHASES))
    assert told > TRIALS / 2, "it is not only killed before there is anything to lose"
