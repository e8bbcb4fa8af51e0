"""What each command loads: a quick entry or a report must not pay for a screen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rehab_tui.paths import user_paths
from rehab_tui.practice.context import shipped_catalogue

pytestmark = pytest.mark.long

SCREENS = ("textual", "sqlmodel", "sqlalchemy")
LARGE = (
    "yaml", "rich", "asyncio", "typer", "pydantic", "rehab_tui.catalogue.reader",
    "rehab_tui.coach.engine", "rehab_tui.coach.model", "rehab_tui.figure.model",
    "rehab_tui.programme.rules", "rehab_tui.programme.today",
)  # fmt: skip
"""What a report has no need of, once the catalogue is kept."""
CODE = """
import sys
from rehab_tui.cli.main import main
assert main(sys.argv[2:]) == 0
found = sorted(set(sys.argv[1].split(",")) & set(sys.modules))
print("LOADED", *found, file=sys.stderr)
"""


@pytest.fixture(scope="module", autouse=True)
def _kept_catalogue() -> None:
    """It is read once, and kept for all that come after."""
    paths = user_paths()
    paths.data.mkdir(parents=True, exist_ok=True)
    shipped_catalogue(paths.catalogue_cache)


@pytest.mark.parametrize(
    ("words", "never"),
    [
        (("log", "-p", "4@lower-back", "-m", "3", "-s", "6h30", "-n", "x"),
         ("yaml", "typer", "pydantic", "rich", "asyncio", "logging", "rehab_tui.catalogue.reader",
          "rehab_tui.coach.engine")),
        (("undo", "--list"), ("yaml", "rich", "asyncio", "rehab_tui.catalogue.reader")),
        (("--version",), ("yaml", "rich", "asyncio", "sqlite3", "rehab_tui.journal.store")),
        (("journal", "list"), ("yaml", "rich", "asyncio")),
        (("--help",), ("yaml", "rich", "asyncio", "pydantic", "sqlite3", "rehab_tui.cli.report")),
        (("report",), (*LARGE, "rehab_tui.report.as_json")),
        (("report", "--weeks", "6", "--format", "json"), (*LARGE, "rehab_tui.report.text")),
        (("report", "--format=csv"), LARGE),
        (("report", "--format", "html"), ("rich", "asyncio")),
        (("report", "--format", "fhir"), ("rich", "asyncio")),
        (("journal", "check"), ("yaml", "rich", "asyncio", "rehab_tui.catalogue.reader")),
        (("journal", "restore"), ("yaml", "rich", "asyncio", "rehab_tui.catalogue.reader")),
        (("doctor",), ("rich", "asyncio", "logging.handlers", "rehab_tui.coach.engine")),
        (("start", "--list"), ("rich", "asyncio")),
        (("start", "--preview"), ("rich", "asyncio")),
        (("journal", "export"), ("yaml", "rich", "asyncio", "rehab_tui.catalogue.reader")),
        (("profile",), ("yaml", "rich", "asyncio")),
        (("plan", "show"), ("rich", "asyncio", "rehab_tui.programme.plan_reader")),
        (("plan", "list"), ("rich", "asyncio")),
        (("plan", "why"), ("rich", "asyncio")),
        (("plan", "handout"), ("rich", "asyncio")),
        (("report", "--format", "html"), ("rich", "asyncio", "rehab_tui.figure.stage")),
        (("plan", "check", "docs/examples/plan.yaml"), ("rich", "asyncio")),
        (("exercises", "list"), ("rich", "asyncio", "rehab_tui.coach.view")),
        (("exercises", "show", "cat-cow"), ("rich", "asyncio")),
        (("exercises", "check"), ("rich", "asyncio")),
        (("exercises", "new"), ("rich", "asyncio")),
        (("demo",), ("rich", "asyncio")),
    ],
    ids=lambda words: " ".join(words)[:18],
)  # fmt: skip
def test_what_a_command_loads(words: tuple[str, ...], never: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CODE, ",".join((*SCREENS, *never)), *words],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
    )  # fmt: skip
    assert ran.stderr.splitlines()[-1:] == ["LOADED"]
