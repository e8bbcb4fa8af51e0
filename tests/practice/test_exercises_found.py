from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from practice_stage import catalogue as shipped

from rehab_tui.catalogue.lists import (
    CONDITIONS,
    FLAGS,
    POSITIONS,
    PURPOSES,
    REGIONS,
    STOP_FLAGS,
    in_words,
    with_implied,
)
from rehab_tui.catalogue.model import Catalogue, Equipment, Exercise
from rehab_tui.coach.model import Prescription
from rehab_tui.errors import NotFoundError
from rehab_tui.practice import exercises
from rehab_tui.practice.exercises import Filter, exercise_named, facts_of, matching
from rehab_tui.programme.choose import choose
from rehab_tui.programme.profile import EQUIPMENT, Profile

SPECIAL = {
    "cat-cow": (Equipment("foam roller"),),
    "dead-bug": (Equipment("hand weights", "two bottles"), Equipment("BAND, long")),
    "wall-sit": (),
}
"""Equipment that the shipped exercises don't show: none to replace it, several, none at all."""


@pytest.fixture(scope="module", name="everything")
def _everything() -> Catalogue:
    changed = {name: replace(shipped().exercises[name], equipment=e) for name, e in SPECIAL.items()}
    return replace(
        shipped(),
        exercises=MappingProxyType({**shipped().exercises, **changed}),
        own=MappingProxyType({"cat-cow": "mine.yaml", "dead-bug": "other.yaml"}),
        replaced=frozenset({"dead-bug"}),
    )


def words_of(exercise: Exercise) -> str:
    """Everything that a search looks in, by the documentation."""
    ids = (exercise.region, exercise.position, exercise.purpose)
    told = [exercise.id, exercise.name, *ids, *map(in_words, ids), *exercise.cues]
    told += [*exercise.conditions, *(CONDITIONS[name] for name in exercise.conditions)]
    told += [part for e in exercise.equipment for part in (e.need, e.instead or "")]
    return "\n".join(told).lower()


def fits(exercise: Exercise, wanted: Filter, catalogue: Catalogue) -> bool:
    """The filter told a second time, field by field."""
    if wanted.equipment == "none":
        needs = [e for e in exercise.equipment if e.instead is None]
        suits = not any(gear_of(e) for e in needs)
    else:
        gear = set().union(*map(gear_of, exercise.equipment)) if exercise.equipment else set()
        suits = wanted.equipment is None or wanted.equipment in gear
    return (
        suits
        and all(
            getattr(wanted, name) in (None, getattr(exercise, name))
            for name in ("region", "position", "purpose")
        )
        and (wanted.condition is None or wanted.condition in exercise.conditions)
        and (exercise.id in catalogue.own or not wanted.own)
        and all(word in words_of(exercise) for word in wanted.search.lower().split())
    )


def gear_of(equipment: Equipment) -> set[str]:
    words = set(equipment.need.lower().replace(",", " ").split())
    return {gear for gear in EQUIPMENT if {gear, gear.removesuffix("s")} & words}


def some(names: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(names)


WORDS = ("", "hip", "HIP", "knee band", "back Lie", "seated", "low back pain", "zzz", "  chair ")
FILTERS = st.builds(
    Filter,
    region=some(REGIONS),
    position=some(POSITIONS),
    purpose=some(PURPOSES),
    equipment=some(("none", *EQUIPMENT)),
    condition=some(tuple(CONDITIONS)),
    search=st.sampled_from(WORDS) | st.text(max_size=3),
    own=st.sampled_from((False, False, True)),
)


# --- what is found -----------------------------------------------------------------------------
@given(wanted=FILTERS)
def test_what_is_found_fits_and_nothing_that_fits_is_missing(
    everything: Catalogue, wanted: Filter
) -> None:
    found = matching(everything, wanted)
    ids = [exercise.id for exercise in found]
    assert len(set(ids)) == len(ids)
    if wanted.search.isascii():
        right = {e.id for e in everything.exercises.values() if fits(e, wanted, everything)}
        assert set(ids) == right


@pytest.mark.parametrize(
    ("field", "names"), [("region", REGIONS), ("position", POSITIONS), ("purpose", PURPOSES)]
)
def test_each_exercise_is_found_in_one_region_position_and_purpose(
    everything: Catalogue, field: str, names: tuple[str, ...]
) -> None:
    asked: list[dict[str, Any]] = [{field: name} for name in names]
    found = [e.id for one in asked for e in matching(everything, Filter(**one))]
    assert sorted(found) == sorted(everything.exercises)


@given(wanted=FILTERS, other=FILTERS)
def test_asking_for_more_never_finds_more(
    everything: Catalogue, wanted: Filter, other: Filter
) -> None:
    given_more = {
        f.name: getattr(wanted, f.name) or getattr(other, f.name)
        for f in fields(Filter)
        if f.name != "search"
    }
    narrower = Filter(**given_more, search=f"{wanted.search} {other.search}")
    assert {e.id for e in matching(everything, narrower)} <= {
        e.id for e in matching(everything, wanted)
    }


@given(search=st.sampled_from(WORDS))
def test_a_name_comes_first_and_else_the_order_of_the_catalogue(
    everything: Catalogue, search: str
) -> None:
    order = list(everything.exercises)
    found = matching(everything, Filter(search=search))
    asked = search.lower().split()
    named = [all(w in f"{e.id} {e.name}".lower() for w in asked) for e in found]
    assert named == sorted(named, reverse=True)
    for part in (True, False):
        places = [order.index(e.id) for e, is_so in zip(found, named, strict=True) if is_so is part]
        assert places == sorted(places)


def test_searches_that_people_make(everything: Catalogue) -> None:
    def first(search: str) -> str:
        return matching(everything, Filter(search=search))[0].id

    assert first("glute-bridge") == "glute-bridge"
    assert first("BRIDGE march") == "marching-bridge"
    assert first("on the belly press") == "prone-press-up"
    assert {"sciatic-slider-seated", "glute-bridge"} <= {
        e.id for e in matching(everything, Filter(search="sciatica"))
    }


def test_the_texts_are_prepared_once_a_catalogue(
    everything: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = exercises._row

    def counted(exercise: Exercise) -> object:
        made.append(exercise.id)
        return real(exercise)

    monkeypatch.setattr(exercises, "_row", counted)
    other = replace(everything, own=MappingProxyType({}))
    matching(other, Filter())
    made.clear()
    for search in ("h", "hi", "hip"):
        matching(everything, Filter(search=search))
    assert sorted(made) == sorted(everything.exercises)
    assert matching(other, Filter(own=True)) == []  # and never mixed up with another's
    assert len(matching(everything, Filter(own=True))) == 2


@pytest.mark.parametrize("name", ["quad-set", "Thigh squeeze", " thigh SQUEEZE"])
def test_an_exercise_is_found_by_the_name_that_is_shown(name: str) -> None:
    assert exercise_named(shipped(), name).id == "quad-set"


def test_a_name_that_two_have_is_nobodys() -> None:
    one = shipped().exercises["quad-set"]
    both = {"mine": replace(one, id="mine"), "quad-set": one}
    with pytest.raises(NotFoundError):
        exercise_named(replace(shipped(), exercises=both), one.name)


def test_an_unknown_exercise_names_the_near_ones() -> None:
    assert exercise_named(shipped(), "cat-cow").name == "Cat-cow"
    with pytest.raises(NotFoundError, match="Did you mean glute-bridge"):
        exercise_named(shipped(), "glut-bridge")
    with pytest.raises(NotFoundError, match="See 'rehab exercises list'"):
        exercise_named(shipped(), "\x1b[31m")


# --- the page of one ---------------------------------------------------------------------------
TEXTS = ("setup", "home", "posture", "self_check", "good", "warning", "caution")
LISTS = ("cues", "mistakes", "fetch")


def test_a_page_has_every_field_of_every_exercise() -> None:
    for exercise in shipped().exercises.values():
        facts = facts_of(exercise, shipped())
        assert all(heading and lines and all(lines) for heading, lines in facts)
        assert len({heading for heading, _ in facts}) == len(facts)
        page = "\n".join(line for _, lines in facts for line in lines)
        told = [getattr(exercise, name) for name in TEXTS] + [exercise.breath.say]
        told += [text for name in LISTS for text in getattr(exercise, name)]
        told += [e.instead or e.need[1:] for e in exercise.equipment]
        told += [v.say for v in (exercise.easier, exercise.harder) if v]
        told += [FLAGS[flag] for flag in exercise.avoid | exercise.care]
        told += exercise.take_care.values()
        told += [CONDITIONS[name] for name in exercise.conditions]
        for text in told:
            assert text.casefold() in page.casefold(), (exercise.id, text)


def test_a_page_says_what_the_coach_really_does_with_a_flag() -> None:
    for exercise in shipped().exercises.values():
        facts = dict(facts_of(exercise, shipped()))
        for flag in (exercise.avoid | exercise.care) - STOP_FLAGS:
            heading = "Not with" if flag in exercise.avoid else "Take care with"
            line = next(one for one in facts[heading] if one.startswith(f"{FLAGS[flag]}: "))
            profile = Profile(flags=with_implied(frozenset({flag})))
            asked = [Prescription(exercise, exercise.dose)]
            chosen = choose(asked, shipped(), profile).prescriptions
            if not chosen:
                assert ": left out." in line
            elif chosen[0].exercise.id == exercise.id:
                assert ": in its easier way." in line
                assert heading == "Take care with"
            else:
                assert f"({chosen[0].exercise.id}) instead." in line


def test_a_page_says_whose_it_is(everything: Catalogue) -> None:
    for name, lines in {
        "cat-cow": ["From your file mine.yaml"],
        "dead-bug": ["From your file other.yaml", "It takes the place of the shipped one"],
    }.items():
        facts = dict(facts_of(everything.exercises[name], everything))
        assert facts["Yours"] == lines
        assert facts["Basis"] == ["Your own composition."]
    assert "Yours" not in dict(facts_of(everything.exercises["clamshell"], everything))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("glute-bridge", ["2 sets of 10", "Lift 2 s, hold 3 s, lower 3 s", "Rest 45 s in between",
                          "Takes about 3 minutes"]),
        ("resonance-breathing", ["5 minutes", "Breathe in 5 s, breathe out 5 s",
                                 "Takes about 5 minutes"]),
    ],
)  # fmt: skip
def test_a_dose_in_words(name: str, lines: list[str]) -> None:
    assert dict(facts_of(shipped().exercises[name], shipped()))["Dose"] == lines


def test_neighbours_of_the_chain_and_the_ends_of_it() -> None:
    def neighbours(name: str) -> list[str]:
        return dict(facts_of(shipped().exercises[name], shipped())).get("From easy to hard", [])

    assert neighbours("glute-bridge") == [
        "Before it: Pelvic tilt (pelvic-tilt)",
        "After it: Marching bridge (marching-bridge)",
    ]
    assert neighbours("pelvic-tilt") == ["After it: Glute bridge (glute-bridge)"]
    assert neighbours("box-breathing") == []
