"""A disk that is really full, folders that can only be read; every command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import no_room_child
import pytest

from hostile import harmless

pytestmark = pytest.mark.long

CHILD = Path(no_room_child.__file__)
POWERS = "-dac_override,-dac_read_search,-fowner"
AHEAD: dict[str, tuple[str, ...]] = {
    "full": ("unshare", "--mount"),
    "read-only": ("setpriv", f"--bounding-set={POWERS}", f"--inh-caps={POWERS}"),
}
"""Who is root can mount a small disk, and has to give up the power to write everywhere."""


def ahead(how: str) -> tuple[str, ...]:
    """What the child is started by, where that can be done here."""
    if how == "read-only" and os.getuid() != 0:
        return ()
    words = AHEAD[how]
    if shutil.which(words[0]) is None:
        pytest.skip(f"there is no {words[0]} here")
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip(f"{words[0]} may not be used here")
    return words


@pytest.mark.parametrize("how", AHEAD)
def test_nothing_is_half_saved_and_one_line_says_so(tmp_path: Path, how: str) -> None:
    ran = subprocess.run(
        [*ahead(how), sys.executable, str(CHILD), how, str(tmp_path)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    tried = json.loads(ran.stdout)
    assert len(tried) == len(no_room_child.READ) + len(no_room_child.WRITE)
    for number, (line, code, out, err, same) in enumerate(tried):
        assert same, (line, "something was changed")
        assert "Traceback" not in err, (line, err)
        assert "inside the program" not in err, (line, err)
        assert harmless(err), line
        if number < len(no_room_child.READ):
            assert code == 0, (line, err)
            assert out, line
        else:
            assert code == 1, (line, code, out, err)
            told = err.splitlines()
            assert told[-1].startswith("rehab: "), (line, err)
            assert sum(one.startswith("rehab: ") for one in told) == 1, (line, err)
            assert ("Free some space" in told[-1]) == (how == "full"), (line, err)
            assert how == "read-only" or "permission" not in told[-1].lower(), (line, err)
