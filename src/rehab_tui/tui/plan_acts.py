"""What can be done about the plan on its screen: each asks first, and says what was done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from rehab_tui.days import with_weekday
from rehab_tui.practice import held as resting
from rehab_tui.practice import offers, pauses, plans
from rehab_tui.practice.asked import LETTERS
from rehab_tui.practice.offers import InForce
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import Held, Pause
from rehab_tui.text import capital
from rehab_tui.tui import flow
from rehab_tui.tui.host import Host
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.programmes import ProgrammesScreen

KEPT = (
    "What else your plan says is kept, as far as it fits. What you have done stays in the journal, "
    "and the plan of before is kept beside the new one."
)
SETTLED = "Has it settled, or has somebody looked at it?"
OPEN_END = "until I pick it up again"


async def answer_offers(app: Host, offered: Sequence[Decision]) -> None:
    """Ask about each offer in turn; leaving one leaves the others open."""
    for offer in offered:
        if not await flow.answer_offer(app, offer):
            return


async def bring_back(app: Host, held: Sequence[tuple[Held, str]]) -> None:
    """Let an exercise come back, after one question."""
    picked = await _one_of(app, "Which one may come back?", [words for _, words in held])
    if picked is None:
        return
    one, words = held[picked]
    asked = PickScreen(SETTLED, ["Yes, it may come back", "Not yet"], "yn", words)
    if await app.push_screen_wait(asked) == 0:
        await _done(app, lambda: resting.clear(app.practice, one.exercise), "It may come back.")


async def take_back(app: Host, accepted: Sequence[InForce]) -> None:
    """Take an accepted change back."""
    picked = await _one_of(app, "Take which change back?", [one.words for one in accepted])
    if picked is None:
        return
    one = accepted[picked]
    words = capital(one.words)
    asked = PickScreen("Take it back?", ["Yes, as it was before", "Leave it"], "yn", words)
    if await app.push_screen_wait(asked) == 0:
        await _done(app, lambda: offers.take_back(app.practice, one.id), "It is as it was before.")


async def pause(app: Host, now: Pause | None) -> None:
    """Begin a pause, or end the one that goes on."""
    if now is not None:
        words = "Welcome back. You pick up where you left off."
        await _done(app, lambda: pauses.end_pause(app.practice), words)
        return
    reasons = [capital(words) for words in pauses.REASONS.values()]
    why = await app.push_screen_wait(PickScreen("A pause, for what?", reasons))
    if why is None:
        return
    today = app.practice.clock.now().date()
    ends = _ends(today)
    lines = [OPEN_END, *(f"until {with_weekday(day)}, {words}" for day, words in ends)]
    until = await app.push_screen_wait(PickScreen("Until when?", lines))
    if until is None:
        return
    last = ends[until - 1][0] if until else None
    reason = list(pauses.REASONS)[why]
    words = "Paused. Nothing is expected of you until then."
    await _done(app, lambda: pauses.begin_pause(app.practice, reason, last), words)


def _ends(today: date) -> list[tuple[date, str]]:
    """Last days to choose from, each with what it is."""
    sunday = today + timedelta(days=6 - today.weekday())
    days = [(today, "today alone"), (today + timedelta(days=2), "three days")]
    days += [(sunday, "the end of this week"), (sunday + timedelta(days=7), "the end of next week")]
    days += [(today + timedelta(days=13), "two weeks"), (today + timedelta(days=27), "four weeks")]
    return sorted({day: (day, words) for day, words in days}.values())


async def choose(app: Host) -> None:
    """Choose another ready programme, and write it into the plan."""
    ready = await asyncio.to_thread(plans.ready_programmes, app.practice)
    name = await app.push_screen_wait(ProgrammesScreen(ready))
    if name is None:
        return
    wanted = next(one.programme.name for one in ready if one.programme.id == name)
    asked = PickScreen(f"Take '{wanted}'?", ["Yes, take it", "Not now"], "yn", KEPT)
    if await app.push_screen_wait(asked) == 0:
        lines = await flow.act(app, plans.choose, app.practice, name)
        if lines:
            app.notify("\n".join(lines), timeout=12)


async def _one_of(app: Host, question: str, lines: Sequence[str]) -> int | None:
    """The place of one of several; of one alone nothing is asked."""
    if len(lines) < 2:
        return 0 if lines else None
    return await app.push_screen_wait(PickScreen(question, lines, LETTERS))


async def _done(app: Host, write: Callable[[], object], words: str) -> None:
    """Write it; say so once it is written."""

    def written() -> bool:
        write()
        return True

    if await flow.act(app, written):
        app.notify(words)
