"""Records refuse what no entry may hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from rehab_tui.journal import records as r

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)

WRONG: list[tuple[type[r.Record], dict[str, Any]]] = [
    (r.Pain, {"level": 11}),
    (r.Pain, {"level": -1}),
    (r.Pain, {"level": True}),
    (r.Pain, {"level": 5.0}),
    (r.Pain, {"level": "5"}),
    (r.Pain, {"level": 5, "site": "nose"}),
    (r.Pain, {"level": 5, "site": "head-left"}),
    (r.Pain, {"level": 5, "quality": "awful"}),
    (r.Pain, {"level": 5, "moment": "later"}),
    (r.Mood, {"level": 0}),
    (r.Mood, {"level": 6}),
    (r.Sleep, {}),
    (r.Sleep, {"awake": 20}),
    (r.Sleep, {"minutes": 1441}),
    (r.Sleep, {"quality": 6}),
    (r.Sleep, {"minutes": 1, "awakenings": 101}),
    (r.Sleep, {"minutes": 1, "bed": "24:00"}),
    (r.Sleep, {"minutes": 1, "bed": "7:30"}),
    (r.Sleep, {"minutes": 1, "wake": "06:30:00"}),
    (r.Sleep, {"minutes": 1, "wake": ""}),
    (r.Sleep, {"minutes": 1, "wake": "22h"}),
    (r.Sleep, {"minutes": 1, "wake": "22:40\n"}),
    (r.Sleep, {"minutes": 1, "bed": "٢٢:٤٠"}),
    (r.Function, {"activity": "", "level": 3}),
    (r.Function, {"activity": "walking", "level": 11}),
    (r.Treatment, {"what": "magic"}),
    (r.Treatment, {"what": "ice", "minutes": 0}),
    (r.DoneElsewhere, {"minutes": 1441}),
    (r.Note, {"text": ""}),
    (r.Note, {"text": "x" * 10_001}),
    (r.SessionRecord, {"state": "paused"}),
    (r.SessionRecord, {"week": -1}),
    (r.SessionRecord, {"seconds": 86_401}),
    (r.CheckIn, {"session": "s", "moment": "later"}),
    (r.CheckIn, {"session": "s", "moment": "morning", "stiffness": "none"}),
    (r.CheckIn, {"moment": "now", "question": "mood"}),
    (r.CheckIn, {"moment": "now", "question": "ill", "answer": "perhaps"}),
    (r.CheckIn, {"moment": "now", "question": "global_change", "answer": "6"}),
    (r.CheckIn, {"moment": "now", "question": "function_asked", "answer": "5"}),
    (r.CheckIn, {"moment": "now", "question": "weekly_words", "answer": ""}),
    (r.CheckIn, {"moment": "now", "about": "stairs"}),
    (r.CheckIn, {"moment": "now", "answer": "yes"}),
    (r.StopEvent, {"reason": ""}),
    (r.StopEvent, {"reason": "pain", "tier": 6}),
    (r.StopEvent, {"reason": "pain", "answered": datetime(2026, 11, 20)}),  # noqa: DTZ001
    (r.DecisionRecord, {"rule": "", "reason": "because"}),
    (r.ProfileAnswer, {"key": "", "value": None}),
]
SET: dict[str, Any] = {
    "session": "s", "item": 0, "exercise": "bridge", "number": 1, "reps_prescribed": 10,
}  # fmt: skip


@pytest.mark.parametrize(("record_type", "values"), WRONG)
def test_a_wrong_value_is_refused(record_type: type[r.Record], values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        record_type(at=NOW, **values)


@pytest.mark.parametrize(
    "wrong",
    [{"item": -1}, {"number": 0}, {"side": "each"}, {"reps": -1}, {"reps_prescribed": None}],
)
def test_a_wrong_set_is_refused(wrong: dict[str, Any]) -> None:
    assert r.SetRecord(at=NOW, **SET).reps is None
    with pytest.raises(ValueError, match=r"."):
        r.SetRecord(at=NOW, **SET | wrong)


def test_a_moment_without_its_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        r.Mood(at=datetime(2026, 11, 20), level=3)  # noqa: DTZ001


def test_the_day_is_the_local_one() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert r.Mood(at=late, level=3).day == date(2026, 11, 20)
