from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from each import each
from hostile import HOSTILE
from rehab_tui import text as t

ANY = st.text(st.characters(codec=None, exclude_categories=()))
"""Any code point, surrogates too."""
TRICKY = st.text(
    st.one_of(
        st.sampled_from("a \t\n\r\x1b\u0301\u0903\u200d\u200c\ufe0f\u202e\u2028\x85日\u1161\u3164"),
        st.sampled_from("👍👩⚕❤🇩\U0001f3fd\ud800\u0378\U0001fadf[]\\…"),
    ),
    max_size=40,
)
TEXTS = ANY | TRICKY


@given(TEXTS, st.booleans())
@example("\u0301" * 9, False)
@example("a\u200d\u0301\u200db", True)
def test_cleaning_twice_changes_nothing_more(text: str, lines: bool) -> None:
    once = t.clean(text, lines=lines)
    assert t.clean(once, lines=lines) == once


@given(TEXTS, st.booleans())
def test_nothing_that_steers_or_hides_is_left(text: str, lines: bool) -> None:
    left = {unicodedata.category(char) for char in t.clean(text, lines=lines).replace("\n", "")}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert lines or "\n" not in t.clean(text)


@given(TEXTS)
def test_the_width_is_the_one_that_rich_and_textual_draw(text: str) -> None:
    # Emoji newer than this Python are counted wide by us, and by Rich once its table has them.
    shown = "".join(c for c in t.clean(text) if unicodedata.category(c) != "Cn")
    assert t.cell_width(shown) == cell_len(shown)


def test_every_kind_of_code_point_has_the_width_that_rich_draws() -> None:
    ideographs = (*range(0x3400, 0xA000), *range(0xAC00, 0xD7A4), *range(0x17000, 0x19000))
    for start in (*sorted(set(range(0, 0x20000, 16)) - set(ideographs)), 0xE0000, 0xE0100):
        shown = t.clean("".join(f"{chr(code)}x" for code in range(start, start + 16)))
        known = "".join(char for char in shown if unicodedata.category(char) != "Cn")
        assert t.cell_width(known) == cell_len(known), f"U+{start:04X}"


@each("hostile", HOSTILE)
def test_hostile_strings_come_out_harmless(hostile: str) -> None:
    shown = t.clean(hostile)
    assert "\x1b" not in shown
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in shown)
    shown.encode("utf-8")
    t.to_ascii(shown).encode("ascii")
    assert t.to_ascii(shown).isprintable()
    assert t.cell_width(t.clip(shown, 20)) <= 20


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [squat] \\[x\\]", "plain [squat] \\[x\\]"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\x9b31m\x7f\x00", "\ufffd31m\ufffd\ufffd"),
        ("a\u202eb", "a<U+202E>b"),
        ("\U000e0041", "<U+E0041>"),
        ("zero\u200bwidth\u200djoiner", "zero<U+200B>width<U+200D>joiner"),
        ("می\u200cخواهم", "میخواهم"),
        ("日\u200da\u200d日", "日<U+200D>a<U+200D>日"),
        ("👩\u200d⚕\ufe0f👍\U0001f3fd", "👩⚕👍"),
        ("\ud800\udc00", "\ufffd\ufffd"),
        ("one\r\n\r\ntwo\u2028three\tfour", "one two three    four"),
        ("\u0301a", "◌\u0301a"),
        ("e" + "\u0301" * 9 + "x", "e" + "\u0301" * t.MAX_MARKS + "x"),
        ("Việt naïve", "Việt naïve"),
        ("\u3164", "<U+3164>"),
        ("\uffff", "<U+FFFF>"),
        ("", ""),
    ],
)
def test_clean_by_example(text: str, shown: str) -> None:
    assert t.clean(text) == shown


def test_lines_are_kept_when_asked() -> None:
    assert t.clean("a\r\nb\rc\n\n\u0301d\x85e", lines=True) == "a\nb\nc\n\n◌\u0301d\ne"


def test_storable_says_whether_something_was_replaced() -> None:
    assert t.storable("fine \x1b é") == ("fine \x1b é", False)
    assert t.storable("a\x00b\udcff") == ("a\ufffdb\ufffd", True)


@given(TEXTS)
def test_what_is_storable_can_be_encoded(text: str) -> None:
    kept, replaced = t.storable(text)
    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert replaced == (kept != text)


@given(TEXTS, st.integers(0, 30))
def test_clip_fits_and_keeps_a_beginning(text: str, cells: int) -> None:
    shown = t.clean(text)
    cut = t.clip(shown, cells)
    assert t.cell_width(cut) <= cells
    if t.cell_width(shown) <= cells:
        assert cut == shown
    elif cells:
        assert cut.endswith("…")
        assert shown.startswith(cut[:-1])


def test_clip_cuts_between_letters_never_through_one() -> None:
    assert t.clip("日本語", 5) == "日本…"
    assert t.clip("日本語", 4) == "日…"
    assert t.clip("ae\u0301bc", 3) == "ae\u0301…"
    assert t.clip("a word here", 7, "...") == "a wo..."
    assert t.clip("abcdef", 2, "...") == ".."
    assert t.clip("a bcdef", 3) == "a…"


@given(TEXTS, st.integers(2, 30), st.booleans())
def test_wrap_fits_and_loses_nothing_but_spaces(text: str, cells: int, lines: bool) -> None:
    shown = t.clean(text, lines=lines)
    wrapped = t.wrap(shown, cells)
    assert wrapped
    assert all(t.cell_width(line) <= cells for line in wrapped)
    bare = str.maketrans("", "", " \n")
    assert "".join(wrapped).translate(bare) == shown.translate(bare)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("abc defg", 7, ["abc", "defg"]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("x abcdefgh", 4, ["x", "abcd", "efgh"]),
        ("日本語", 5, ["日本", "語"]),
        ("日本", 1, ["日", "本"]),
    ],
)
def test_wrap_by_example(text: str, cells: int, lines: list[str]) -> None:
    assert t.wrap(text, cells) == lines


@given(TEXTS)
def test_ascii_is_ascii(text: str) -> None:
    shown = t.to_ascii(t.clean(text, lines=True))
    assert shown.isascii()
    assert shown.replace("\n", "").isprintable()


def test_ascii_by_likeness() -> None:
    assert t.to_ascii("“it’s” – 10 · 2½ … → café Straße ✓ ▁█ ⠀⣿ │ 日") == (
        '"it\'s" - 10 - 21/2 ... > cafe Strasse x _#  # | ?'
    )
    assert t.to_ascii("e\u0301") == "e"


SITES = ["lower-back", "upper-back", "knee", "knee-left", "knee-right", "hip", "wrist"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("left-knee", ["knee-left"]),
        ("Left_Knee", ["knee-left"]),
        ("KNEE", ["knee"]),
        ("lowerback", ["lower-back"]),
        ("left-hip", ["hip"]),
        ("back", ["lower-back", "upper-back"]),
        ("kne", ["knee", "knee-left", "knee-right"]),
        ("wirst", ["wrist"]),
        ("banana", []),
        ("", []),
        ("x" * 100_000, []),
    ],
)
def test_nearest(word: str, near: list[str]) -> None:
    assert t.nearest(word, SITES) == near


def test_did_you_mean() -> None:
    assert t.did_you_mean("back", SITES) == "Did you mean lower-back or upper-back?"
    assert t.did_you_mean("kne", SITES) == "Did you mean knee, knee-left or knee-right?"
    assert t.did_you_mean("wirst", SITES) == "Did you mean wrist?"
    assert t.did_you_mean("banana", SITES) == ""
    assert t.did_you_mean("squat", []) == ""
    assert t.did_you_mean("squats", ["squat\x1b[2J"]) in ("", "Did you mean squat\ufffd[2J?")


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_near_words_are_never_more_than_asked(word: str, candidates: list[str]) -> None:
    assert len(t.nearest(word, candidates, 2)) <= 2
    assert set(t.nearest(word, candidates)) <= set(candidates)


@given(TEXTS)
def test_a_quotation_is_short_and_harmless(text: str) -> None:
    quoted = t.quote(text)
    assert t.cell_width(quoted) <= 42
    assert t.clean(quoted) == quoted


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert [t.capital(words) for words in ("", "x", "a DVD\nb")] == ["", "X", "A DVD\nb"]


def test_plural() -> None:
    assert [t.plural(n, "entry", "entries") for n in (0, 1, 2)] == [
        "0 entries", "1 entry", "2 entries",
    ]  # fmt: skip


def test_the_door_is_light() -> None:
    heavy = "('rich', 'textual', 'difflib', 'datetime')"
    code = f"import sys, rehab_tui.text; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_each_sentence_begins_a_line() -> None:
    said = "Less pain than 3.5 weeks ago. Was it so? It was, e.g. at night."
    assert t.sentence_lines(said, 40) == [
        "Less pain than 3.5 weeks ago.", "Was it so?", "It was, e.g. at night.",
    ]  # fmt: skip
    assert t.sentence_lines("One two. Three", 5) == ["One", "two.", "Three"]
