"""Which programme it is: the plan's, the profile's, or the shipped default."""

from __future__ import annotations

from rehab_tui.catalogue.model import Programme
from rehab_tui.errors import NotFoundError
from rehab_tui.practice.context import DEFAULT_PROGRAMME, Practice
from rehab_tui.programme.plan_apply import as_programme
from rehab_tui.programme.profile import Profile
from rehab_tui.text import did_you_mean, quote


def present_programme(practice: Practice) -> Programme:
    """The programme that the plan asks for, with its changes laid over every phase.

    Raises:
        NotFoundError: the profile names a programme that is no longer there.
    """
    profile = practice.profile()
    chosen = find_programme(practice, None, profile)
    return as_programme(practice.plan, practice.catalogue, chosen, profile)[0]


def find_programme(practice: Practice, name: str | None, profile: Profile) -> Programme:
    """The programme that was asked for by its id or its name, else the profile's, else the default.

    Raises:
        NotFoundError: with the nearest ids.
    """
    known = practice.catalogue.programmes
    wanted = name or profile.programme or DEFAULT_PROGRAMME
    if wanted not in known:
        asked = wanted.strip().casefold()
        for one in known.values():
            if one.name.casefold() == asked:
                return one
        raise NotFoundError(
            f"there is no programme {quote(wanted)}",
            did_you_mean(wanted, known) or f"There are: {', '.join(known)}.",
        )
    return known[wanted]
