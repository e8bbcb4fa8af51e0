"""The codes of the FHIR export, and docs/fhir.md, which lists them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from fhir_example import rendered

from rehab_tui.journal import vocabulary as v
from rehab_tui.report.fhir import codes

PAGE = (Path(__file__).parents[2] / "docs" / "fhir.md").read_text(encoding="utf-8")


def test_the_list_of_codes_is_whole_and_without_doubles() -> None:
    assert len({(one.system, one.code) for one in codes.ALL}) == len(codes.ALL)
    single = {one for one in vars(codes).values() if isinstance(one, codes.Code)}
    assert single <= set(codes.ALL)
    assert set(codes.MOMENTS) == set(v.PAIN_MOMENTS)
    assert set(codes.ENDINGS) == set(v.SESSION_STATES) - {"running", "discarded"}


def test_loinc_codes_have_their_check_digit() -> None:
    for one in codes.ALL:
        if one.system == codes.LOINC:
            number, digit = one.code.split("-")
            assert _luhn(number) == int(digit), one


def test_the_page_lists_every_code_and_no_other() -> None:
    listed = re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", PAGE, re.MULTILINE)
    assert Counter(listed) == Counter((one.code, one.display) for one in codes.ALL)


def test_the_example_on_the_page_is_the_programs() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(block) in json.loads(rendered())["entry"]


def _luhn(number: str) -> int:
    doubled = [int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(number[::-1])]
    return -sum(one - 9 if one > 9 else one for one in doubled) % 10
