"""The acts of the plan: what holds now, choose another programme, check a file, begin a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rehab_tui.catalogue.lists import CONDITIONS
from rehab_tui.catalogue.model import Catalogue, Programme
from rehab_tui.errors import DataError, NotFoundError, RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.new_plan import template
from rehab_tui.practice.offers import InForce, in_force
from rehab_tui.practice.past import read_history
from rehab_tui.practice.pauses import pause_today
from rehab_tui.practice.plan_file import PlanFile, read_file
from rehab_tui.practice.plan_words import say_contents, say_phase
from rehab_tui.practice.programmes import find_programme, present_programme
from rehab_tui.programme.history import Held, Pause
from rehab_tui.programme.phase import Standing, first_day, standing
from rehab_tui.programme.plan import Plan
from rehab_tui.programme.plan_apply import as_programme
from rehab_tui.programme.words import named
from rehab_tui.text import clean, plural


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What holds now.

    `programme` is the one that the plan asks for, its changes laid over; `standing` is where the
    person stands in it. `accepted` are the offers that were taken and hold in this phase. `file`
    is where the plan file is or would be (`there` says which), `trouble` a line about it.
    """

    plan: Plan
    programme: Programme
    standing: Standing
    held: tuple[Held, ...]
    accepted: tuple[InForce, ...]
    pause: Pause | None
    file: Path | None
    there: bool
    trouble: str


def plan_now(practice: Practice) -> PlanNow:
    """Read the plan, and from the journal what is laid over it."""
    history, today = read_history(practice.journal), practice.clock.now().date()
    programme = present_programme(practice)
    file = practice.plan_file
    return PlanNow(
        plan=practice.plan,
        programme=programme,
        standing=standing(programme, history, today, practice.profile()),
        held=history.held,
        accepted=tuple(in_force(practice)),
        pause=pause_today(practice),
        file=None if file is None else file.path,
        there=file is not None and file.path.exists(),
        trouble="" if file is None else file.trouble,
    )


# --- ready programmes ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ready:
    """A ready programme, and whether it is the present one."""

    programme: Programme
    present: bool

    @property
    def what_for(self) -> str:
        """What it is used with, in a line."""
        return ", ".join(CONDITIONS[name] for name in self.programme.conditions)


def ready_programmes(practice: Practice) -> list[Ready]:
    """Every ready programme, in the order of the file."""
    present = present_programme(practice).id
    return [Ready(one, one.id == present) for one in practice.catalogue.programmes.values()]


def choose(practice: Practice, name: str) -> list[str]:
    """Write a ready programme into the plan; the old file is kept beside it.

    Everything else that the plan says is kept, save a list of exercises of its own. Comments stay
    where only the line of the programme has to change.

    Returns:
        lines about what was done, where it begins, and what is kept.

    Raises:
        NotFoundError: an unknown programme, with the nearest ids.
        DataError: the present file has mistakes, which are to be mended first; or the plan's
            changes leave nothing of this programme.
        RehabError: when it can't be written.
    """
    programme = find_programme(practice, name, practice.profile())
    file, catalogue = _file(practice), practice.catalogue
    today = practice.clock.now().date()
    old = file.content()
    before = Plan() if old is None else read_file(str(file.path), old, catalogue)
    after = replace(before, programme=programme.id)
    if before.items:
        after = replace(after, items=(), name="", sessions=None, rounds=None)
    begins = _begins(practice, as_programme(after, catalogue, programme)[0], today)
    if before == after:
        return [f"{programme.name} is your programme already; nothing was written.", begins]
    text, whole = _rewritten(file, old, after, catalogue)
    kept = file.write(text, today)
    done = f"Written: {file.path}"
    if kept is not None:
        done = f"The plan of before is kept as {kept.name}."
    lines = _kept_lines(before, after, whole=whole)
    return [f"Your programme is {programme.name}.", begins, *lines, done]


def _rewritten(
    file: PlanFile, old: bytes | None, after: Plan, catalogue: Catalogue
) -> tuple[str, bool]:
    """The new text, and whether nothing of the old one is lost but for the programme."""
    from rehab_tui.programme.plan_writer import plan_text, with_programme

    text = "" if old is None else old.decode("utf-8-sig")
    changed, wrong = with_programme(text, after.programme or ""), None
    if changed is not None:
        try:
            if read_file(str(file.path), changed.encode("utf-8"), catalogue) == after:
                return changed, True
        except DataError as error:
            wrong = error
    anew = plan_text(after)
    try:
        read_file(str(file.path), anew.encode("utf-8"), catalogue)
    except DataError as error:  # the places in the person's own text are worth more
        raise wrong or error from None
    return anew, old is None


def _begins(practice: Practice, programme: Programme, today: date) -> str:
    history = read_history(practice.journal)
    now = standing(programme, history, today, practice.profile())
    begun = first_day(programme, history) is not None
    words = say_phase(programme, now.phase, now.week)
    return f"You go on with {words}." if begun else f"It begins with {words}."


def _kept_lines(before: Plan, after: Plan, *, whole: bool) -> list[str]:
    """What of the old plan still holds, and what does not."""
    parts = {
        "sessions": after.sessions, "days": after.days, "minutes": after.minutes,
        "therapist": after.therapist != Plan().therapist, "precautions": after.precautions,
        "limits": after.limits != Plan().limits,
    }  # fmt: skip
    kept = [name for name, value in parts.items() if value]
    if after.changes:
        kept.append(plural(len(after.changes), "change", "changes") + " of exercises")
    lines = [f"It keeps what your plan says of: {', '.join(kept)}."] if kept else []
    if before.items:
        lines.append("Your own list of exercises is in the plan of before.")
    if not whole:
        lines.append("The file was written anew; comments are in the plan of before.")
    return lines


# --- files ---------------------------------------------------------------------------------------
def check(practice: Practice, path: Path | None) -> list[str]:
    """Check a plan file; None is the person's own.

    Returns:
        that all is well, and what it holds.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem.
    """
    from rehab_tui.catalogue.syntax import read_bytes

    catalogue = practice.catalogue
    if path is None:
        path = _file(practice).path
        if not path.exists():
            raise NotFoundError(
                "there is no plan file yet", "'rehab plan new' begins one.", where=clean(str(path))
            )
    plan = read_file(str(path), read_bytes(path), catalogue)
    lines = [f"{clean(str(path))}: a plan, no problem."]
    lines += [f"  {line}" for line in say_contents(plan, catalogue)]
    if idle := _idle(plan, catalogue):
        names = ", ".join(named(name, catalogue) for name in idle)
        lines.append(f"  changes nothing here, as the programme does not ask for it: {names}")
    return lines


def _idle(plan: Plan, catalogue: Catalogue) -> list[str]:
    """Exercises that are changed and that the plan's programme or list has nowhere."""
    phases = catalogue.programmes[plan.programme].phases if plan.programme else ()
    asked = {item.exercise for phase in phases for item in phase.items}
    asked |= {item.exercise for item in plan.items}
    return [name for name in plan.changes if asked and name not in asked]


def begin_new(practice: Practice) -> list[str]:
    """Write a commented file to fill in, with the present programme; the old one is kept.

    Returns:
        lines about what was written and kept.

    Raises:
        RehabError: when it can't be written.
    """
    file = _file(practice)
    kept = file.write(new_text(practice), practice.clock.now().date())
    lines = [f"Written: {file.path}"]
    if kept is not None:
        lines.append(f"The plan of before is kept as {kept.name}; nothing of it holds now.")
    return lines


def new_text(practice: Practice) -> str:
    """The text of a commented file to fill in, with the present programme."""
    programmes = practice.catalogue.programmes
    present = present_programme(practice).id
    return template(present if present in programmes else next(iter(programmes)), programmes)


def _file(practice: Practice) -> PlanFile:
    if practice.plan_file is None:
        raise RehabError("a demonstration has no plan file", "Try it with a journal of your own.")
    return practice.plan_file
