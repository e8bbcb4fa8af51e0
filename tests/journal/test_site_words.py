"""Sites as people call them."""

from __future__ import annotations

import pytest

from rehab_tui.journal.vocabulary import SITES, site_in_words


@pytest.mark.parametrize(
    ("site", "words"),
    [("neck", "neck"), ("lower-back", "lower back"), ("knee", "knee"), ("knee-left", "left knee")],
)
def test_a_site_in_words(site: str, words: str) -> None:
    assert site_in_words(site) == words


def test_each_has_words_of_its_own_without_a_hyphen() -> None:
    said = [site_in_words(site) for site in SITES]
    assert len(set(said)) == len(SITES)
    assert not any("-" in words for words in said)
