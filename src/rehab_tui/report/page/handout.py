"""The exercise sheet: what to do at home, each exercise with its pictures, on paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rehab_tui.days import full
from rehab_tui.figure import Figure, Inks, scene, svg, telling
from rehab_tui.figure.stage import Side
from rehab_tui.report.page.markup import document, joined, shown
from rehab_tui.report.page.style import HANDOUT

TITLE = "Exercises at home"
PICTURE = (360, 250)
"""Width and height of a picture, in pixels; it is drawn as wide as its column."""
INKS = Inks("#2b2b2b", far="#9a9a9a", prop="#8a8a8a", mark="#000000", paper="#ffffff")
"""Greys that a copier keeps apart."""
STOP_ALWAYS = (
    "Stop at once and get help for pain or tightness in the chest, sudden trouble breathing, "
    "fainting, a drooping face, new weakness or numbness, or trouble with bladder or bowel."
)
AS_OF = (
    "Made by rehab, the exercise coach in the person's terminal. The doses are those of this day: "
    "the app asks for less after a gap or a hard session, and never for more without a yes. Less "
    "is always right."
)


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise; every text as typed.

    `dose` comes first and large, `pace` has its tempo or breathing pattern, rests and time. `side`
    says how the sides take turns, empty for both at once. `warning` is what to mind with this
    person's flags, `note` the therapist's word. `still` is a posture, shown once; `drawn_side` and
    `alternate` are those of `figure.scene`.
    """

    name: str
    dose: str
    pace: Sequence[str]
    setup: str
    cues: Sequence[str]
    breath: str
    stop_if: str
    needs: str
    figure: Figure
    still: bool = False
    drawn_side: Side = "right"
    alternate: bool = False
    side: str = ""
    warning: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutFacts:
    """What the sheet is made of; texts are as typed.

    `green` and `amber` are the limits of pain 0-10. `left_out` has what is not done now and why,
    `changed` what is less than the plan asks for; `closed` says why there is no exercise at all.
    """

    programme: str
    standing: str
    made: date
    green: int
    amber: int
    cards: Sequence[Card]
    name: str = ""
    days: str = ""
    therapist: str = ""
    review: date | None = None
    precautions: Sequence[str] = ()
    left_out: Sequence[tuple[str, str]] = ()
    changed: Sequence[str] = ()
    closed: str = ""


def render_handout(facts: HandoutFacts) -> str:
    """The sheet as one HTML document."""
    cards = (_card(number, card) for number, card in enumerate(facts.cards, 1))
    body = (
        _header(facts),
        _minding(facts),
        joined(cards) if facts.cards else _closed(facts.closed),
        _others("Less than the plan, for now", facts.changed),
        _others("Not for now", [f"{name}: {why}" for name, why in facts.left_out]),
        f"<footer><p>{AS_OF}</p></footer>",
    )
    return document(TITLE, HANDOUT, joined(body))


def _header(facts: HandoutFacts) -> str:
    name = shown(facts.name, 60).strip()
    where = ". ".join(shown(words) for words in (facts.standing, facts.days) if words)
    therapist = [shown(facts.therapist, 60)] if facts.therapist else []
    therapist += [f"review on {full(facts.review)}"] if facts.review else []
    return f"""\
<header>
<div><h1>{shown(facts.programme, 80)}</h1>
<p>{where}</p>
<p>{f"Therapist: {', '.join(therapist)}" if therapist else ""}</p></div>
<div class="right"><p>{f"<b>{name}</b>" if name else 'For: <span class="line"></span>'}</p>
<p>{full(facts.made)}</p></div>
</header>"""


def _minding(facts: HandoutFacts) -> str:
    """What holds for every exercise: the therapist's words first."""
    lines = [f"<b>{shown(words)}</b>" for words in facts.precautions]
    lines.append(
        f"Pain while you do an exercise, 0 to 10: up to {facts.green} is fine; up to {facts.amber} "
        f"do no more than this; above {facts.amber}, or sharp: leave it for today."
    )
    lines.append(STOP_ALWAYS)
    return f'<section class="box">{joined(f"<p>{line}</p>" for line in lines)}</section>'


def _card(number: int, card: Card) -> str:
    details = (
        ("Mind", card.warning), ("Side", card.side), ("Breath", card.breath),
        ("You need", card.needs),
    )  # fmt: skip
    rows = joined(
        f"<dt>{name}</dt><dd>{shown(words)}</dd>" for name, words in details if words.strip()
    )
    cues = joined(f"<li>{shown(cue)}</li>" for cue in (card.setup, *card.cues) if cue.strip())
    note = f'<p class="note">{shown(card.note)}</p>' if card.note.strip() else ""
    stop = f'<p class="stop"><b>Stop:</b> {shown(card.stop_if)}</p>' if card.stop_if else ""
    pace = "".join(f"{part}. " for part in card.pace)
    return f"""\
<section class="card">
<div class="pictures">{_pictures(card)}</div>
<div><h2>{number}. {shown(card.name)}</h2>
<p class="dose">{shown(card.dose)}</p>
<p class="pace">{shown(pace)}</p>
{note}<ul>{cues}</ul>
<dl>{rows}</dl>
{stop}</div>
</section>"""


def _pictures(card: Card) -> str:
    places = (0.0,) if card.still else telling(card.figure)
    words = _captions(len(places))
    return joined(
        f"<figure>{_picture(card, at, word)}<figcaption>{word}</figcaption></figure>"
        for at, word in zip(places, words, strict=True)
    )


def _captions(count: int) -> list[str]:
    if count == 1:
        return [""]
    return ["Start →", *["then →"] * (count - 2), "end"]


def _picture(card: Card, position: float, word: str) -> str:
    width, height = PICTURE
    drawn = scene(card.figure, position, side=card.drawn_side, alternate=card.alternate)
    title = ": ".join(filter(None, (card.name, word.removesuffix(" →").lower())))
    return svg(drawn, width=width, height=height, inks=INKS, title=title)


def _others(title: str, lines: Iterable[str]) -> str:
    told = joined(f"<p>{shown(line)}</p>" for line in lines)
    return f'<section class="out"><h2>{title}</h2>{told}</section>' if told else ""


def _closed(why: str) -> str:
    return f'<section class="out"><h2>No exercise for now</h2><p>{shown(why)}</p></section>'
