"""The questions that people ask, with their answers: a page of the docs that comes along."""

from __future__ import annotations

from rehab_tui.errors import RehabError
from rehab_tui.paths import shipped

PAGE = "questions.md"


def answers() -> str:
    """The page, as Markdown.

    Raises:
        RehabError: it can't be read.
    """
    file = shipped(PAGE)
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise RehabError(
            f"the page can't be read ({error.strerror})", "Install rehab anew.", where=str(file)
        ) from None
