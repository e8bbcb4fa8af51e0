"""What an exercise, a dose and a programme are. Values only: nothing here reads or decides.

The words are the field's own: a dose has sets of reps or seconds; a rep has an effort, a hold and
a return, whose seconds are its tempo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from rehab_tui.catalogue.problems import Problem

if TYPE_CHECKING:  # a programme and its doses are read without any figure
    from rehab_tui.figure import Figure

Sides = Literal["both", "each", "alternate", "left", "right"]
"""both: both at once, or none; each: one side's set after the other; alternate: rep by rep."""

Air = Literal["in", "out", "easy"]
"""What the breath does during a phase of a rep; easy: the person's own rhythm, never held."""

Mark = Literal["S", "M", "C"]
"""How sure a fact is: S seen in a source, M from memory of one, C this app's own composition."""

Key = Literal["week", "birth", "letter"]
"""What a phase is keyed by: programme week, weeks since birth, or A / B / flare."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise.

    Exactly one of `reps` (per side where `sides` says so; with a `tempo`) and `seconds` (per side
    where `sides` is "each") is given. `tempo` is seconds of effort, hold and return; `pattern`
    (only with `seconds`) is seconds of breathing in, hold, out and hold; `rest` is seconds between
    sets and sides. `load` is "2.5 kg" or a band's colour, or None.
    """

    sets: int = 1
    reps: int | None = None
    seconds: int | None = None
    tempo: tuple[float, float, float] | None = None
    pattern: tuple[float, float, float, float] | None = None
    rest: int = 0
    sides: Sides = "both"
    load: str | None = None


@dataclass(frozen=True, slots=True)
class DoseChange:
    """What differs from a dose; None leaves the field as it is."""

    sets: int | None = None
    reps: int | None = None
    seconds: int | None = None
    tempo: tuple[float, float, float] | None = None
    pattern: tuple[float, float, float, float] | None = None
    rest: int | None = None
    sides: Sides | None = None
    load: str | None = None


@dataclass(frozen=True, slots=True)
class Breath:
    """How the breath goes with the phases of a rep, and the sentence that says so."""

    say: str
    effort: Air = "easy"
    hold: Air = "easy"
    back: Air = "easy"
    """The return: `return` in the file, a keyword here."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the phases of a rep are called, in a word or two that stand large on the screen."""

    effort: str = "Go"
    hold: str = "Hold"
    back: str = "Slowly back"
    """The return: `return` in the file, a keyword here."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing that is needed, and what a household has instead."""

    need: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """An easier or a harder way.

    `to` names another exercise, `dose` changes this one's dose; with neither, `say` alone tells
    what to do and the session does not change by itself.
    """

    say: str
    to: str | None = None
    dose: DoseChange | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One record of the catalogue. Every text is plain words for the person who does it."""

    id: str
    name: str
    region: str
    position: str
    purpose: str
    dose: Dose
    breath: Breath
    setup: str
    cues: tuple[str, ...]
    caution: str
    """How far to go, for everybody."""
    good: str
    """The sensation that is wanted."""
    warning: str
    """The sensation that means stop."""
    figure: Figure | None = None
    verbs: Verbs = Verbs()
    side: str = "side"
    """What left and right name: `leg`; `arm, other leg` where opposite limbs move."""
    home: str = ""
    """A modification with things at home: a pillow under the knees, a chair against the wall."""
    fetch: tuple[str, ...] = ()
    """What to lay ready before the session starts."""
    equipment: tuple[Equipment, ...] = ()
    mistakes: tuple[str, ...] = ()
    posture: str = ""
    """How the spine is kept neutral."""
    self_check: str = ""
    """Mirror, hand on the belly, a recording."""
    avoid: frozenset[str] = frozenset()
    """Profile flags with which this is never offered (`!` in the facts)."""
    care: frozenset[str] = frozenset()
    """Profile flags with which this is swapped or done in its easier variant (`?`)."""
    take_care: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Flag of `care` to what those who have it should know besides the caution."""
    alternatives: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """Profile flag to the id of the exercise that takes this one's place; None: leave it out."""
    easier: Variant | None = None
    harder: Variant | None = None
    conditions: tuple[str, ...] = ()
    basis: Mark = "C"


@dataclass(frozen=True, slots=True)
class Frequency:
    """Sessions a week: `plan` is what adherence counts; `rounds` is sessions a day."""

    at_least: int
    plan: int
    at_most: int
    rounds: int = 1
    walk_days: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a phase: an exercise, and how its dose differs from the catalogue's."""

    exercise: str
    change: DoseChange = DoseChange()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a programme.

    `first` and `last` count weeks from 1 (programme week) or from 0 (weeks since birth) and are
    inclusive; they are None, and `letter` is set, when the phase is keyed by letter.
    """

    title: str
    key: Key
    frequency: Frequency
    items: tuple[Item, ...]
    first: int | None = None
    last: int | None = None
    letter: str | None = None
    begins_when: str = ""
    """What must be so before the person takes this phase; part of the offer of it."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A ready programme. `weeks` is None when it repeats without an end."""

    id: str
    name: str
    conditions: tuple[str, ...]
    suits: str
    expect: str
    phases: tuple[Phase, ...]
    weeks: int | None = None
    weekly_question: str = ""
    goes_on_when: str = ""
    """When the next phase is offered, in words; the rule itself is GA1 of the coach."""
    ask_first: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Flag to what those who have it are told each time: whom to ask before they do it."""
    basis: Mark = "C"


class Aside(Mapping[str, Exercise]):
    """Exercises of which only the names are there, until the first of them is asked for.

    Args:
        names: all of their names, by their ids.
        make: makes them.
    """

    def __init__(
        self, names: Mapping[str, str], make: Callable[[], Mapping[str, Exercise]]
    ) -> None:
        self.names, self._make = names, make

    @cached_property
    def _made(self) -> Mapping[str, Exercise]:
        return self._make()

    def __getitem__(self, name: str) -> Exercise:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every exercise and programme that was read, in the order of the files.

    A chain has the ids of exercises from easy to hard; no exercise is in two of them. `own` has
    the ids of the person's own exercises, each with the name of its file, and `replaced` those of
    them that take the place of one that was there before; `trouble` is what is wrong with other
    such files, which were left out.
    """

    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    replaced: frozenset[str] = frozenset()
    trouble: tuple[Problem, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """The exercises' names by their ids; no exercise is made for it."""
        known = self.exercises
        if isinstance(known, Aside):
            return known.names
        return {name: one.name for name, one in known.items()}
