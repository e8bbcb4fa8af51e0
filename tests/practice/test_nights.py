"""How long a night was, from what was typed about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.errors import UsageError
from rehab_tui.journal.records import Sleep
from rehab_tui.practice.nights import NightTyped, change_night, read_night

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def test_the_worked_example_of_the_sleep_diary() -> None:
    """Tried to sleep at 23:30, 20 min to fall asleep, awake 30 min, woke at 6:30: 370 minutes."""
    night = read_night(NightTyped("23:30-6:30", "3", "20", "30", "2"), NOW)
    assert night == Sleep(
        at=NOW, minutes=370, bed="23:30", wake="06:30", quality=3, latency=20, awake=30,
        awakenings=2,
    )  # fmt: skip


@given(st.integers(0, 1439), st.integers(1, 1439), st.integers(0, 500), st.integers(0, 500))
def test_time_slept_does_not_mind_midnight(bed: int, span: int, latency: int, awake: int) -> None:
    typed = NightTyped(f"{clock(bed)}-{clock(bed + span)}", None, str(latency), str(awake))
    if latency + awake > span:
        with pytest.raises(UsageError, match="longer than the night"):
            read_night(typed, NOW)
    else:
        assert read_night(typed, NOW).minutes == span - latency - awake


def test_a_length_is_the_time_slept_whatever_else_is_said() -> None:
    assert read_night(NightTyped("6h30", latency="60", awake="45"), NOW).minutes == 390


@pytest.mark.parametrize(
    "typed",
    [
        NightTyped(latency="20"), NightTyped(awake="5", wakings="1"),
        NightTyped("7h", latency="-1"), NightTyped("7h", latency="20m"),
        NightTyped("7h", wakings="101"),
        NightTyped("7h", awake="1441"), NightTyped(quality="0"),
    ],
)  # fmt: skip
def test_nights_refused(typed: NightTyped) -> None:
    with pytest.raises(UsageError) as refused:
        read_night(typed, NOW)
    assert refused.value.where.startswith("--")


TIMED = Sleep(at=NOW, minutes=370, bed="23:30", wake="06:30", latency=20, awake=30, quality=3)


@pytest.mark.parametrize(
    ("typed", "clear", "minutes", "bed"),
    [
        (NightTyped(latency="50"), (), 340, "23:30"),
        (NightTyped(), ("awake",), 400, "23:30"),
        (NightTyped("22:30-6:30"), (), 430, "22:30"),
        (NightTyped("22:30-6:30", awake="0"), ("latency",), 480, "22:30"),
        (NightTyped("7h"), (), 420, None),
        (NightTyped(quality="5"), (), 370, "23:30"),
        (NightTyped(), ("sleep",), None, None),
    ],
)
def test_a_changed_night_is_reckoned_anew(
    typed: NightTyped, clear: tuple[str, ...], minutes: int | None, bed: str | None
) -> None:
    changed = change_night(TIMED, typed, clear)
    assert (changed.minutes, changed.bed) == (minutes, bed)


def test_what_another_way_of_counting_gave_stays_until_the_times_change() -> None:
    """A diary that came by an import may have counted otherwise."""
    other = Sleep(at=NOW, minutes=333, bed="23:30", wake="06:30", quality=3)
    assert change_night(other, NightTyped(quality="4", wakings="3")).minutes == 333
    assert change_night(other, NightTyped(latency="10")).minutes == 410


def test_nothing_is_left_of_a_night() -> None:
    with pytest.raises(UsageError, match="how long you slept"):
        change_night(Sleep(at=NOW, quality=3), NightTyped(), ("quality",))
