"""The first run line by line: one question a line, an empty line skips it."""

from __future__ import annotations

from rehab_tui.cli.ask import MOST_TRIES, Lines
from rehab_tui.cli.terminal import write
from rehab_tui.errors import UsageError
from rehab_tui.practice import first_run as run
from rehab_tui.practice.context import Practice
from rehab_tui.practice.notice import NOTICE

FEW = 2
"""So many answers stand beside their question."""
NEXT = (
    "What now: 'rehab' shows today and 'rehab start --plain' goes through it line by line. "
    "'rehab log -p 3' notes how you are, 'rehab report' looks back, 'rehab -h' names the rest."
)
"""The tour, where there is no screen to show it on."""
NOBODY = "There is nobody to answer here, so nothing was asked. 'rehab profile set' takes answers."


def ask_all(practice: Practice, lines: Lines) -> tuple[dict[str, str], bool]:
    """Ask in turn, until the end, a warning sign, or the end of the input.

    Returns:
        the answers, and whether all questions were put.
    """
    told: dict[str, str] = {}
    today = practice.clock.now().date()
    for question in run.QUESTIONS:
        if not question.asked(told, today):
            continue
        if lines.over or lines.silent:
            return told, False
        answer = _ask(practice, question, lines)
        if answer is not None:
            told[question.id] = answer
        if run.sign_of(told) is not None:
            return told, False
    return told, True


def _ask(practice: Practice, question: run.Ask, lines: Lines) -> str | None:
    _say(question)
    for _ in range(1_000_000 if lines.terminal else MOST_TRIES):
        line = lines.ask(practice.clock)
        if not line:
            return None
        try:
            return question.read(practice, line)
        except UsageError as error:
            write(error.sentence())
    return None


def _say(question: run.Ask) -> None:
    """The question with what may be answered: few answers beside it, many in lines of their own."""
    answers = [f"{choice.key} {choice.words}" for choice in question.choices]
    beside = ", ".join(answers) if len(answers) <= FEW else ""
    several = "several with commas between" if question.several else ""
    hint = ", ".join(part for part in (several, question.hint) if part) or beside
    write(f"{question.text} ({hint})" if hint else question.text)
    for answer in () if beside else answers:
        write(f"  {answer}")


def first_run(practice: Practice, lines: Lines) -> None:
    """Ask, save, and propose a programme.

    Raises:
        RehabError: when something could not be written.
    """
    write(NOTICE)
    write("An empty line skips a question; everything can be changed later.")
    told, whole = ask_all(practice, lines)
    run.save(practice, told, whole=whole)
    sign = run.sign_of(told)
    if sign is not None:
        for line in run.words_of(sign):
            write(line)
        return
    write("Saved. 'rehab profile show' shows it." if told else "Saved: nothing was answered.")
    _propose(practice, lines)
    write(NEXT)


def _propose(practice: Practice, lines: Lines) -> None:
    found = run.proposal(practice)
    if found.advice:
        write(f"{found.advice}.")
    write(f"Proposed: {found.name} ({found.suggestion.programme}). {found.suggestion.reason}")
    write(found.suits)
    write(found.start)
    choose = f"rehab plan choose {found.suggestion.programme}"
    if not (lines.over or lines.silent):
        write("Take it? (y yes, an empty line: not now)")
        if (lines.ask(practice.clock) or "").lower() in ("y", "yes"):
            for line in run.take(practice, found.suggestion.programme):
                write(line)
            return
    write(f"Nothing was changed in your plan. To take it: {choose}")
