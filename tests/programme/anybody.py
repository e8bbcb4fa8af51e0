"""Profiles, histories and days of anybody, for Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st
from programme_builders import TODAY, shipped, starter, todays

from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS, with_implied
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.history import Accepted, History, OpenStop, PastSession, Refused
from rehab_tui.programme.profile import EQUIPMENT, Profile
from rehab_tui.programme.today import TodaysSession

CATALOGUE = shipped()
PROGRAMME = starter()
EXERCISES = list(CATALOGUE.exercises.values())
NAMES = tuple(CATALOGUE.exercises)

flags = st.frozensets(st.sampled_from(sorted(FLAGS.keys() - STOP_FLAGS)), max_size=5)
profiles = st.builds(
    Profile,
    flags=flags.map(with_implied),
    side=st.sampled_from([None, "left", "right"]),
    equipment=st.none() | st.frozensets(st.sampled_from(EQUIPMENT)),
)
days = st.integers(0, 90).map(lambda n: TODAY - timedelta(days=n))
level = st.none() | st.integers(0, 10)
sessions = st.lists(
    st.builds(
        PastSession,
        id=st.uuids().map(str),
        day=days,
        done=st.booleans() | st.just(True),
        programme=st.sampled_from([None, "mobility-starter", "mobility-starter"]),
        phase=st.sampled_from([None, 0, 1, 2]),
        before=level,
        worst=level | st.just(1),
        morning=level | st.just(1),
        effort=level | st.just(3),
        stiffer=st.booleans(),
        warned=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.day,
)
accepted = st.integers(0, 2).flatmap(
    lambda n: st.tuples(
        *[
            st.builds(Accepted, st.just("GA1"), st.just(f"mobility-starter.phase={k + 1}"), days)
            for k in range(n)
        ]
    )
)
histories = st.builds(
    History,
    sessions=sessions.map(tuple),
    stops=st.just(())
    | st.tuples(
        st.builds(OpenStop, st.just("x"), days, st.integers(1, 5), st.none(), st.just("x"))
    ),
    accepted=accepted,
    last_done=st.dictionaries(st.sampled_from(NAMES), days, max_size=20),
    refused=st.just(())
    | st.tuples(
        st.builds(Refused, st.just("GA1"), st.just("mobility-starter.phase=1"), st.integers(0, 5))
    ),
)
minutes = st.none() | st.integers(5, 40)
walks = st.lists(st.booleans(), max_size=8)


@dataclass(frozen=True)
class Asked:
    profile: Profile
    history: History
    minutes: int | None
    pain: int | None

    @property
    def session(self) -> TodaysSession:
        return todays(
            PROGRAMME, CATALOGUE, self.profile, self.history, TODAY, self.minutes, self.pain
        )


asked = st.builds(Asked, profiles, histories, minutes, level)


def safe(prescription: Prescription, given_flags: frozenset[str]) -> bool:
    """Never forbidden; with care only with its warning, and easier where it has an easier way."""
    exercise = prescription.exercise
    if exercise.avoid & given_flags:
        return False
    if not exercise.care & given_flags:
        return True
    gentle = prescription.variant == "easier"
    told = [FLAGS[flag] for flag in exercise.care & given_flags]
    warning = prescription.warning
    return warning is not None and all(words in warning for words in told) and gentle
