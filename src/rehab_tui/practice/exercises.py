"""The acts of browsing: which exercises fit what is looked for, and one of them in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehab_tui.catalogue.dose import apply_change, dose_text, windows, work_seconds
from rehab_tui.catalogue.lists import CONDITIONS, FLAGS, STOP_FLAGS, in_words, with_implied
from rehab_tui.catalogue.model import Catalogue, Dose, Equipment, Exercise, Mark, Variant, Verbs
from rehab_tui.coach.model import Prescription
from rehab_tui.errors import NotFoundError
from rehab_tui.programme.choose import at_home, choose, missing_equipment
from rehab_tui.programme.profile import EQUIPMENT, Profile
from rehab_tui.text import capital, did_you_mean, plural, quote

NO_GEAR = "none"
"""As equipment looked for: what can be done with what every home has."""

BASIS: dict[Mark, str] = {
    "S": "Seen in a published source.",
    "M": "After a published source, from memory.",
    "C": "This app's own composition of common practice.",
}
"""How sure a record is, in words."""

Fact = tuple[str, list[str]]
"""A heading and its lines, as the files have them: cleaned where they are shown."""

_BARE = Profile(equipment=frozenset())


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; None, "" and False look for nothing.

    `region`, `position`, `purpose` and `condition` are ids of the catalogue's lists; `equipment`
    is one of the profile's, or `NO_GEAR`; `search` is words, all of which must be found; `own`
    keeps the person's own exercises.
    """

    region: str | None = None
    position: str | None = None
    purpose: str | None = None
    equipment: str | None = None
    condition: str | None = None
    search: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """An exercise with what is looked up as somebody types: in lower case, once a catalogue."""

    exercise: Exercise
    title: str
    text: str
    gear: frozenset[str]


_kept: tuple[Catalogue, tuple[_Row, ...]] | None = None
"""The rows of the catalogue that was last searched."""


def matching(catalogue: Catalogue, wanted: Filter) -> list[Exercise]:
    """The exercises that fit: those whose name has every word of the search first.

    Otherwise the order is the catalogue's. Case does not matter, and a word may be a part of one.
    """
    words = wanted.search.casefold().split()
    found = [row for row in _rows(catalogue) if _fits(row, wanted, words, catalogue)]
    if words:
        found.sort(key=lambda row: not all(word in row.title for word in words))
    return [row.exercise for row in found]


def exercise_named(catalogue: Catalogue, name: str) -> Exercise:
    """The exercise with this id, or with this name as it is shown, in capitals or not.

    Raises:
        NotFoundError: with the nearest ids.
    """
    known = catalogue.exercises
    if name in known:
        return known[name]
    asked = name.strip().casefold()
    meant = [one for one, shown in catalogue.names.items() if shown.casefold() == asked]
    if len(meant) == 1:
        return known[meant[0]]
    raise NotFoundError(
        f"there is no exercise {quote(name)}",
        did_you_mean(name, known) or "See 'rehab exercises list'.",
    )


def uses(exercise: Exercise, gear: str) -> bool:
    """Whether something that it needs is this gear of the profile's list."""
    mine = Profile(equipment=frozenset({gear}))
    return any(at_home(need, mine) and not at_home(need, _BARE) for need in exercise.equipment)


def _rows(catalogue: Catalogue) -> tuple[_Row, ...]:
    global _kept
    kept = _kept
    if kept is None or kept[0] is not catalogue:
        kept = _kept = (catalogue, tuple(map(_row, catalogue.exercises.values())))
    return kept[1]


def _row(exercise: Exercise) -> _Row:
    title = f"{exercise.id}\n{exercise.name}".casefold()
    ids = (exercise.region, exercise.position, exercise.purpose, *exercise.conditions)
    things = [part for one in exercise.equipment for part in (one.need, one.instead or "")]
    words = (
        *ids,
        *map(in_words, ids[:3]),
        *(CONDITIONS[name] for name in exercise.conditions),
        *things,
        *exercise.cues,
    )
    gear = {name for name in EQUIPMENT if uses(exercise, name)}
    if missing_equipment(exercise, _BARE) is None:
        gear.add(NO_GEAR)
    return _Row(exercise, title, "\n".join((title, *words)).casefold(), frozenset(gear))


def _fits(row: _Row, wanted: Filter, words: list[str], catalogue: Catalogue) -> bool:
    one = row.exercise
    return (
        wanted.region in (None, one.region)
        and wanted.position in (None, one.position)
        and wanted.purpose in (None, one.purpose)
        and (wanted.equipment is None or wanted.equipment in row.gear)
        and (wanted.condition is None or wanted.condition in one.conditions)
        and (not wanted.own or one.id in catalogue.own)
        and all(word in row.text for word in words)
    )


# --- one exercise in plain words ---------------------------------------------------------------
def facts_of(exercise: Exercise, catalogue: Catalogue) -> list[Fact]:
    """Everything about an exercise: headings with their lines, in the order of reading.

    Args:
        exercise: one of the catalogue's.
        catalogue: says what takes its place, what is easier and harder, and whose it is.
    """
    facts: list[Fact] = [
        ("Yours", _whose(exercise, catalogue)),
        ("Dose", dose_lines(exercise.dose, exercise.verbs)),
        ("Get into place", [exercise.setup]),
        ("How", list(exercise.cues)),
        ("Breath", [exercise.breath.say]),
        ("Spine", [exercise.posture]),
        ("Often goes wrong", list(exercise.mistakes)),
        ("Check yourself", [exercise.self_check]),
        ("At home", [exercise.home]),
        ("Good", [exercise.good]),
        ("Stop when", [exercise.warning]),
        ("How far", [exercise.caution]),
        ("You need", _things(exercise)),
        ("Not with", [_instead(exercise, f, catalogue) for f in sorted(exercise.avoid)]),
        ("Take care with", [_instead(exercise, f, catalogue) for f in sorted(exercise.care)]),
        ("Easier", _way(exercise, exercise.easier, catalogue)),
        ("Harder", _way(exercise, exercise.harder, catalogue)),
        ("From easy to hard", list(_neighbours(exercise, catalogue))),
        ("Kind", _kind(exercise)),
        ("Basis", [_basis(exercise, catalogue)]),
    ]
    return [(heading, kept) for heading, lines in facts if (kept := [one for one in lines if one])]


def dose_lines(dose: Dose, verbs: Verbs) -> list[str]:
    """A dose with its tempo or its breathing, its rests, and how long it all takes."""
    lines = [capital(dose_text(dose))]
    if dose.tempo is not None:
        parts = zip((verbs.effort, verbs.hold, verbs.back), dose.tempo, strict=True)
        lines.append(_seconds(parts))
    if dose.pattern is not None:
        parts = zip(("Breathe in", "hold", "breathe out", "hold"), dose.pattern, strict=True)
        lines.append(_seconds(parts))
    if dose.rest and windows(dose) > 1:
        lines.append(f"Rest {dose.rest} s in between")
    return [*lines, _time(work_seconds(dose))]


def _seconds(parts: Iterator[tuple[str, float]]) -> str:
    said = [f"{name[:1].lower()}{name[1:]} {seconds:g} s" for name, seconds in parts if seconds]
    return capital(", ".join(said))


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"Takes about {round(seconds)} seconds"
    return f"Takes about {plural(round(seconds / 60), 'minute', 'minutes')}"


def _whose(exercise: Exercise, catalogue: Catalogue) -> list[str]:
    file = catalogue.own.get(exercise.id)
    if file is None:
        return []
    replaced = exercise.id in catalogue.replaced
    return [f"From your file {file}", "It takes the place of the shipped one" if replaced else ""]


def _kind(exercise: Exercise) -> list[str]:
    lines = [
        f"Purpose: {in_words(exercise.purpose)}",
        f"Region: {in_words(exercise.region)}",
        f"Position: {in_words(exercise.position)}",
    ]
    if exercise.conditions:
        lines.append(f"Used with: {', '.join(CONDITIONS[name] for name in exercise.conditions)}")
    return lines


def _things(exercise: Exercise) -> list[str]:
    """What it needs, and what else to lay ready."""
    needs = [_thing(one) for one in exercise.equipment]
    named = " ".join(needs).casefold()
    return [*needs, *(capital(one) for one in exercise.fetch if one.casefold() not in named)] or [
        "Nothing."
    ]


def _thing(equipment: Equipment) -> str:
    instead = f", or {equipment.instead}" if equipment.instead else ""
    return capital(f"{equipment.need}{instead}")


def _instead(exercise: Exercise, flag: str, catalogue: Catalogue) -> str:
    """What the coach does for somebody with this flag: asked of the rules themselves."""
    note = exercise.take_care.get(flag, "")
    if flag in STOP_FLAGS:
        done = "nothing is offered while this is so"
    else:
        asked = Prescription(exercise, exercise.dose)
        profile = Profile(flags=with_implied(frozenset({flag})))
        chosen = [one.exercise for one in choose([asked], catalogue, profile).prescriptions]
        if chosen == [exercise]:
            done = "in its easier way"
        else:
            done = f"{_named(chosen[0])} instead" if chosen else "left out"
            note = note and f"What matters with this one: {note}"
    return " ".join(filter(None, (f"{FLAGS[flag]}: {done}.", note)))


def _basis(exercise: Exercise, catalogue: Catalogue) -> str:
    if exercise.basis == "C" and exercise.id in catalogue.own:
        return "Your own composition."
    return BASIS[exercise.basis]


def _way(exercise: Exercise, variant: Variant | None, catalogue: Catalogue) -> list[str]:
    if variant is None:
        return []
    other = catalogue.exercises.get(variant.to or "")
    if other is not None:
        return [variant.say, f"That is: {_named(other)}"]
    if variant.dose is None:
        return [variant.say]
    changed = apply_change(exercise.dose, variant.dose)
    usual = dose_lines(exercise.dose, exercise.verbs)
    new = [line for line in dose_lines(changed, exercise.verbs) if line not in usual]
    return [variant.say, *new]


def _neighbours(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    for chain in catalogue.chains.values():
        if exercise.id not in chain:
            continue
        place = chain.index(exercise.id)
        for word, names in (
            ("Before it", chain[:place][-1:]),
            ("After it", chain[place + 1 :][:1]),
        ):
            for name in names:
                yield f"{word}: {_named(catalogue.exercises[name])}"


def _named(exercise: Exercise) -> str:
    return f"{exercise.name} ({exercise.id})"
