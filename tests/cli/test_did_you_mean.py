"""Whatever is misspelt on the command line, the nearest that there is is named."""

from __future__ import annotations

import shlex

import pytest
from cli_run import Rehab, a_rehab

rehab = a_rehab


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("repot", "report"),
        ("report --weks 3", "--weeks"),
        ("report --format htlm", "html"),
        ("journal lst", "list"),
        ("journal list --kind pian", "pain"),
        ("exercises show glute-brige", "glute-bridge"),
        ("start --list --exercise glute-brige", "glute-bridge"),
        ("start --list --programme desk-lowback", "desk-low-back"),
        ("plan choose mobilty-starter", "mobility-starter"),
        ("plan pause travl", "travel"),
        ("exercises list --region kne", "knee"),
        ("exercises list --condition neckpain", "neck"),
        ("exercises list --position supin", "supine"),
        ("exercises list --purpose strenght", "strength"),
        ("exercises list --equipment bnad", "band"),
        ("log -p 3@knee-lef", "knee-left"),
        ("log -p 3@knee:sharpp", "sharp"),
        ("log -t heta:10", "heat"),
        ("log --pian 3", "--pain"),
        ("config get speechrate", "speech_rate"),
        ("config set them dark", "theme"),
        ("config set theme rehab-lite", "rehab-light"),
        ("config set units imperal", "imperial"),
        ("profile set osteoporsis", "osteoporosis"),
        ("profile set --clear osteoporosi", "osteoporosis"),
        ("profile set sde=left", "side"),
        ("profile set side=lft", "left"),
        ("completion bsh", "bash"),
        ("remind --icss x", "--ics"),
    ],
)
def test_the_nearest_is_named(rehab: Rehab, typed: str, meant: str) -> None:
    ran = rehab(*shlex.split(typed))
    assert ran.code in (2, 4), ran
    assert ran.out == ""
    assert "Did you mean" in ran.err
    said = ran.err.partition("Did you mean ")[2].partition("?")[0]
    assert said.split(" or ")[0].strip("'") == meant
    assert ran.err.count("\n") == 1, "one line"
