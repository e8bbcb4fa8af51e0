"""Values as people type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_values import NOW, TEXTS, refusal

from each import each
from hostile import HOSTILE
from rehab_tui.errors import UsageError
from rehab_tui.journal import vocabulary
from rehab_tui.practice import moments, nights, values
from rehab_tui.text import clean

# --- numbers and chips ---
NO_NUMBERS = [
    "", " ", " 5", "5 ", "+5", "-1", "5.0", "5,0", "1_0", "05", "00", "0x1", "1e1", "11", "9" * 9,
    "true", "nan", "inf", "five", "٤", "５", "²", "\ud800", "5\n", "9" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_number_is_strict(text: str) -> None:
    error = refusal(values.parse_scale, text, 0, 10, "effort", option="--effort")
    assert error.where == "--effort"
    assert "effort is a whole number from 0 to 10" in error.what
    assert refusal(values.parse_pain, text).where == "--pain"


@given(st.integers(-5, 20), st.integers(0, 5), st.integers(5, 12))
def test_a_number_is_taken_exactly_within_its_limits(number: int, low: int, high: int) -> None:
    if low <= number <= high:
        assert values.parse_scale(str(number), low, high, "mood") == number
    else:
        refusal(values.parse_scale, str(number), low, high, "mood")


@given(
    st.integers(0, 10),
    st.none() | st.sampled_from(vocabulary.SITES),
    st.none() | st.sampled_from(vocabulary.QUALITIES),
)
def test_pain_round_trip(level: int, site: str | None, quality: str | None) -> None:
    typed = f"{level}{f'@{site}' if site else ''}{f':{quality}' if quality else ''}"
    assert values.parse_pain(typed) == (level, site, quality)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4@left-knee", "there is no site 'left-knee'. Did you mean knee-left?"),
        ("4@lowerback", "Did you mean lower-back?"),
        ("4@Lower-Back", "Did you mean lower-back?"),
        ("4@neck-left", "Did you mean neck?"),
        ("4@zzzz", "Choose head, neck,"),
        ("4@", "the site is missing"),
        ("4:", "the quality is missing"),
        ("4@knee:", "the quality is missing"),
        ("4@knee@hip", "there is no site"),
        ("4:ache@knee", "there is no quality"),
        ("4:giving way", "Did you mean giving-way?"),
        ("4:zzzz", "Choose one of ache"),
        ("4@\x1b[31m", "there is no site '\ufffd[31m'"),
    ],
)
def test_pain_refusals_say_what_to_do(text: str, words: str) -> None:
    assert words in str(refusal(values.parse_pain, text))


def test_treatment() -> None:
    assert values.parse_treatment("ice") == ("ice", None)
    assert values.parse_treatment("heat:15") == ("heat", 15)
    for wrong in ("", "heat:", "heat:0", "heat:1441", "heat:15m", ":15", "heat:1.5"):
        assert refusal(values.parse_treatment, wrong).where == "--treatment"
    assert "Did you mean massage?" in str(refusal(values.parse_treatment, "masage:5"))


def test_function() -> None:
    assert values.parse_function("climbing stairs=6") == ("climbing stairs", 6)
    assert values.parse_function("  lifting   a=b =10") == ("lifting a=b", 10)
    for wrong in ("", "stairs", "=5", " =5", "stairs=", "stairs=11", "stairs= 5", "a\x00b=5",
                  "a\ud800=5", "x" * 101 + "=5"):  # fmt: skip
        assert refusal(values.parse_function, wrong).where == "--function"


# --- durations ---
@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("7h30", 450), ("7.5h", 450), ("7:30", 450), ("450m", 450), ("450min", 450), ("6h", 360),
        ("7H30", 450), ("7h30m", 450), ("7 h 5 min", 425), ("0m", 0), ("24h", 1440),
        ("24:00", 1440), ("7.33h", 440), ("0.01h", 1), ("0.50h", 30), ("1440m", 1440),
    ],
)  # fmt: skip
def test_durations(text: str, minutes: int) -> None:
    assert values.parse_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7h90", "has 90 minutes after its hours, and an hour has 60. Write 8h30."),
        ("7:60", "Write 8h00."),
        ("7", "could be hours or minutes. Write 7h or 7m."),
        ("450", "could be hours or minutes"),
        ("24h01", "longer than a day"),
        ("1441m", "longer than a day"),
        ("25h", "longer than a day"),
        ("7h5", "not a length of time"),
        ("7:5", "not a length of time"),
        ("-7h", "not a length of time"),
        ("7,5h", "not a length of time"),
        ("7h30 ", "not a length of time"),
        ("٧h", "not a length of time"),
        ("nanh", "not a length of time"),
        ("", "not a length of time"),
        ("1.5m", "not a length of time"),
        ("99999h", "not a length of time"),
    ],
)
def test_durations_refused(text: str, words: str) -> None:
    error = refusal(values.parse_duration, text, option="--sleep")
    assert words in str(error)
    assert error.where == "--sleep"


@given(st.integers(0, 1440))
def test_durations_round_trip(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    spellings = (
        f"{hours}h{rest:02}", f"{hours}:{rest:02}", f"{minutes}m", values.say_minutes(minutes),
    )  # fmt: skip
    assert {values.parse_duration(spelling) for spelling in spellings} == {minutes}


def test_minutes_said() -> None:
    said = [values.say_minutes(minutes) for minutes in (450, 360, 45, 0, 61)]
    assert said == ["7 h 30 min", "6 h", "45 min", "0 min", "1 h 1 min"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 KB"), (1, "1 KB"), (999_999, "1000 KB"), (1_164_000, "2 MB"), (72 * 10**9, "72 GB")],
)
def test_sizes_said(count: int, said: str) -> None:
    assert values.say_size(count) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6h30", (390, None, None)),
        ("23:10-6:40", (450, "23:10", "06:40")),
        ("23:10 - 06:40", (450, "23:10", "06:40")),
        ("23:10–6:40", (450, "23:10", "06:40")),
        ("0:30-8:00", (450, "00:30", "08:00")),
        ("22:00-0:00", (120, "22:00", "00:00")),
        ("6:41-6:40", (1439, "06:41", "06:40")),
    ],
)
def test_sleep(text: str, value: tuple[int, str | None, str | None]) -> None:
    assert nights.parse_sleep(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "7",
        "7:00-7:00",
        "23:10",
        "18:00",
        "23-7",
        "24:00-6:00",
        "23:60-6:00",
        "23:10-6:40-7:00",
        "-6h",
    ],
)
def test_sleep_refused(text: str) -> None:
    assert refusal(nights.parse_sleep, text).where == "--sleep"


# --- any text ---
PARSERS: list[Callable[[str], object]] = [
    values.parse_pain,
    values.parse_treatment,
    values.parse_function,
    values.parse_duration,
    nights.parse_sleep,
    lambda text: moments.parse_when(text, NOW),
    lambda text: values.parse_scale(text, 1, 5, "mood"),
]


def said_of(parse: Callable[[str], object], text: str) -> str:
    """What is said against `text`; "" when it is taken."""
    try:
        parse(text)
    except UsageError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("parse", PARSERS)
def test_any_text_is_a_value_or_a_short_harmless_refusal(parse: Callable[[str], object]) -> None:
    @given(TEXTS)
    def check(text: str) -> None:
        said = said_of(parse, text)
        assert clean(said) == said
        assert len(said) < 400

    check()


@each("hostile", HOSTILE)
def test_hostile_strings_are_refused_in_harmless_words(hostile: str) -> None:
    for parse in PARSERS:
        said = said_of(parse, hostile)
        assert clean(said) == said
        assert len(said) < 400
