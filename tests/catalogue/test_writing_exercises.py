"""docs/writing-exercises.md tells the truth: what it shows works, what it lists is all there is."""

from __future__ import annotations

import copy
import re
import shlex
import shutil
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
import yaml

from rehab_tui.catalogue import CatalogueError, dose, exercises, lay_over, lists, own, syntax
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import commands
from rehab_tui.cli.main import main
from rehab_tui.errors import ExitCode
from rehab_tui.figure import FigureError, braille, parse_figure, scene
from rehab_tui.figure.bases import BASES
from rehab_tui.figure.model import BODY_JOINTS, CLOSE_JOINTS, LIMB_JOINTS
from rehab_tui.figure.spec import KEYS
from rehab_tui.figure.spec_pose import CLOSE_POSES, CLOSE_RANGES, FRONT_ONLY, RANGES, SIDE_ONLY
from rehab_tui.figure.spec_things import MARK_KINDS, PROPS
from rehab_tui.practice.context import shipped_catalogue
from scripts import script

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SLIP = DOCS / "examples" / "my-exercises.yaml"
PAGE = (DOCS / "writing-exercises.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
YAML = [text for kind, text in BLOCKS if kind == "yaml"]
FILES = [text for text in YAML if text.startswith("schema:")]
FIGURES = [yaml.safe_load(text)["figure"] for text in YAML if text.startswith("figure:")]
CHAINS = [text for text in YAML if text.startswith("chains:")]
SHORTEST, FULL = FILES
DOSES = re.findall(r"`dose: (\{.*?\})`", PAGE)
COMMANDS = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
CONSOLE = [text for kind, text in BLOCKS if kind == "console"]
NEAR = "zzzzzz"
"""A key that is like no other, so that the reader lists those that there are."""

Content = dict[str, Any]


@cache
def shipped() -> Catalogue:
    return shipped_catalogue()


def problems(folder: Path, text: str) -> str:
    """What is wrong with a file of one's own, as text."""
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        lay_over(shipped(), path)
    except CatalogueError as error:
        return str(error)
    return ""


def table(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    below = re.split(rf"^#+ {heading}$", PAGE, flags=re.MULTILINE)[1]
    rows: list[list[str]] = []
    for line in below.split("\n#")[0].splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- what can be copied --------------------------------------------------------------------------


def test_every_block_is_looked_at() -> None:
    assert len(FILES) == 2
    assert len(FIGURES) >= 7
    assert len(FILES) + len(FIGURES) + len(CHAINS) == len(YAML)
    assert {kind for kind, _ in BLOCKS} == {"yaml", "sh", "console", "text"}
    assert len(DOSES) >= 10


@pytest.mark.parametrize("text", [*FILES, SLIP.read_text(encoding="utf-8")])
def test_each_file_of_exercises_has_no_problem(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text) == ""


def test_the_shortest_exercise_has_what_is_needed_and_nothing_else(tmp_path: Path) -> None:
    assert SHORTEST.count("\n") <= 15
    content = yaml.safe_load(SHORTEST)
    for field in content["exercises"][0]:
        less = copy.deepcopy(content)
        del less["exercises"][0][field]
        assert f"an exercise needs '{field}'" in problems(tmp_path, yaml.safe_dump(less))


def test_the_exercise_with_everything_has_every_field() -> None:
    (exercise,) = yaml.safe_load(FULL)["exercises"]
    assert {*exercise} == fields_of("An exercise")


@pytest.mark.parametrize("text", DOSES)
def test_each_dose_of_the_slip_is_one(text: str, tmp_path: Path) -> None:
    content = yaml.safe_load(SHORTEST)
    content["exercises"][0]["dose"] = yaml.safe_load(text)
    assert problems(tmp_path, yaml.safe_dump(content)) == ""


@pytest.mark.parametrize("text", CHAINS)
def test_each_chain_is_one_of_the_exercises_shown(text: str, tmp_path: Path) -> None:
    shown = [yaml.safe_load(file)["exercises"][0] for file in FILES]
    content = {"schema": 1, "exercises": shown, **yaml.safe_load(text)}
    assert problems(tmp_path, yaml.safe_dump(content)) == ""


def test_the_slip_holds_five_exercises_of_its_own() -> None:
    own = lay_over(shipped(), SLIP)
    assert len(own.own) == 5
    assert not own.replaced


# --- figures -------------------------------------------------------------------------------------


@cache
def invariants() -> ModuleType:
    """The checks of tests/figure/test_figure_invariants.py."""
    return script("tests/figure/test_figure_invariants.py")


def all_figures() -> dict[str, Any]:
    own = [
        *yaml.safe_load(FULL)["exercises"],
        *yaml.safe_load(SLIP.read_text(encoding="utf-8"))["exercises"],
    ]
    of_exercises = {one["id"]: one["figure"] for one in own if "figure" in one}
    return {**{f"page-{i}": figure for i, figure in enumerate(FIGURES)}, **of_exercises}


@pytest.mark.parametrize("name", all_figures())
def test_each_figure_is_sound_in_every_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = invariants()
    data = all_figures()[name]
    monkeypatch.setitem(checks.ALL, name, data)
    assert len(checks.INVARIANTS) >= 10
    for check in checks.INVARIANTS:
        if check is not checks.start_and_end_look_different or len(data["poses"]) > 1:
            check(name)


def test_the_picture_is_what_is_drawn() -> None:
    figure = parse_figure(FIGURES[1])
    first, last = (braille(scene(figure, at), 34, 12).lines() for at in (0.0, 1.0))
    drawn = [f"{a}  {b}".rstrip() for a, b in zip(first, last, strict=True)]
    (picture,) = (text for kind, text in BLOCKS if kind == "text")
    assert picture.splitlines() == drawn, "\n".join(drawn)


# --- what is listed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Regions", {name: lists.in_words(name) for name in lists.REGIONS}),
        ("Positions", {name: lists.in_words(name) for name in lists.POSITIONS}),
        ("Purposes", {name: lists.in_words(name) for name in lists.PURPOSES}),
        ("Conditions", lists.CONDITIONS),
        ("Flags", lists.FLAGS),
    ],
)
def test_the_closed_lists_are_those_of_the_program(heading: str, known: dict[str, str]) -> None:
    wanted = [f"| `{name}` | {words} |" for name, words in known.items()]
    found = [f"| {' | '.join(row)} |" for row in table(heading)]
    assert found == wanted, "\n".join(wanted)


def keys_at(folder: Path, *path: str | int) -> set[str]:
    """The keys that the reader knows at a place of the file with everything."""
    content = yaml.safe_load(FULL)
    place: Any = content
    for step in path:
        place = place[step]
    place[NEAR] = 1
    found = re.search(rf"no key '{NEAR}'. Keys here: (.*)\.", problems(folder, yaml.dump(content)))
    assert found is not None
    return set(found[1].split(", "))


def fields_of(heading: str) -> set[str]:
    return {name for row in table(heading) for name in named(row[0])}


def test_every_field_is_told(tmp_path: Path) -> None:
    exercise = ("exercises", 0)
    assert fields_of("The file") == keys_at(tmp_path)
    assert fields_of("An exercise") == keys_at(tmp_path, *exercise)
    assert fields_of("A dose") == keys_at(tmp_path, *exercise, "dose")
    small = {
        f"{name}.{key}"
        for name, path in (
            ("breath", ("breath",)),
            ("verbs", ("verbs",)),
            ("equipment", ("equipment", 0)),
            ("flags", ("flags",)),
            ("easier", ("easier",)),
            ("harder", ("harder",)),
        )
        for key in keys_at(tmp_path, *exercise, *path)
    }
    assert fields_of("The small ones") == small


def test_what_must_be_there_is_marked(tmp_path: Path) -> None:
    for heading in ("The file", "An exercise", "The small ones"):
        for row in table(heading):
            for name in named(row[0]):
                content = yaml.safe_load(FULL)
                place, key = find(content, name)
                if heading == "The file":
                    place = content
                place.pop(key, None)
                found = f"needs '{key}'" in problems(tmp_path, yaml.safe_dump(content))
                assert (row[1] == "yes") is found, name


def find(content: Content, name: str) -> tuple[Any, str]:
    """The mapping that holds a field such as `breath.say`, and the field's own name."""
    place: Any = content["exercises"][0]
    *way, key = name.split(".")
    for step in way:
        place = place[step][0] if isinstance(place[step], list) else place[step]
    return place, key


LONGEST = [
    (name, int(limit[1]))
    for heading in ("An exercise", "The small ones")
    for row in table(heading)
    if (limit := re.search(r"(\d+) characters", row[3]))
    for name in named(row[0])
]


@pytest.mark.parametrize(("name", "most"), LONGEST)
def test_texts_are_as_long_as_is_said(name: str, most: int, tmp_path: Path) -> None:
    for length in (most, most + 1):
        content = yaml.safe_load(FULL)
        place, key = find(content, name)
        old = place[key]
        text = "a" * length
        if isinstance(old, dict):
            place[key] = dict.fromkeys(old, text)
        else:
            place[key] = [text, *old[1:]] if isinstance(old, list) else text
        assert (problems(tmp_path, yaml.safe_dump(content)) == "") is (length == most)


@pytest.mark.parametrize("name", ["equipment", "fetch", "cues", "mistakes"])
def test_lists_are_as_long_as_is_said(name: str, tmp_path: Path) -> None:
    (said,) = (row[3] for row in table("An exercise") if row[0] == f"`{name}`")
    low, high = map(int, re.findall(r"\d+", said)[:2])
    for length in (low - 1, low, high, high + 1):
        content = yaml.safe_load(FULL)
        place, key = find(content, name)
        place[key] = [copy.deepcopy(place[key][0]) for _ in range(length)]
        fits = low <= length <= high
        assert (problems(tmp_path, yaml.safe_dump(content)) == "") is fits


def test_the_numbers_of_a_dose_are_as_is_said() -> None:
    said = {named(row[0])[0]: row[3] for row in table("A dose")}
    for name, (low, high) in dose.LIMITS.items():
        assert said[name] == f"{low} to {high}"
    for name in ("tempo", "pattern"):
        assert said[name].endswith(f"{dose.PART[0]:g} to {dose.PART[1]:g}")


def test_files_are_as_large_as_is_said() -> None:
    assert f"| 1 to {exercises.MOST} in a file |" in PAGE
    assert (
        f"at most {syntax.MOST_BYTES // 10**6} MB large, and at most {own.MOST_OWN} files" in PAGE
    )


def test_the_keys_of_a_figure_are_all_told() -> None:
    assert fields_of("Keys of a figure") == {*KEYS}
    assert [row[:2] for row in table("Bases")] == [
        [f"`{name}`", base["view"]] for name, base in BASES.items()
    ]


def test_the_keys_of_poses_are_all_told_with_their_limits() -> None:
    def view(key: str) -> str:
        return "front" if key in FRONT_ONLY else "side" if key in SIDE_ONLY else "both"

    said = {key.strip("`"): rest for key, _, *rest in table("Keys of a pose")}
    assert said == {
        key: [view(key), f"{low:g}", f"{high:g}"] for key, (low, high) in RANGES.items()
    }
    views = {
        key: ", ".join(view for view, kind in CLOSE_POSES.items() if key in kind.__slots__)
        for key in CLOSE_RANGES
    }
    said = {key.strip("`"): rest for key, _, *rest in table("Keys of a close-up")}
    assert said == {
        key: [views[key], f"{low:g}", f"{high:g}"] for key, (low, high) in CLOSE_RANGES.items()
    }


def test_things_marks_and_limbs_are_all_told_and_can_be_copied() -> None:
    assert [row[0] for row in table("Things")] == [*PROPS]
    assert [row[0] for row in table("Marks")] == [*MARK_KINDS]
    things = [yaml.safe_load(named(row[1])[0]) for row in table("Things")]
    parse_figure({"base": "sit", "poses": {"A": {}}, "props": things})
    *marks, helper = (yaml.safe_load(named(row[1])[0]) for row in table("Marks"))
    parse_figure({"base": "sit", "poses": {"A": {}}, "marks": marks})
    parse_figure({"view": "hand-side", "poses": {"A": {}}, "marks": [helper]})
    below = PAGE.split("| limb | what |\n|---|---|\n")[1].split("\n\n")[0].splitlines()
    for line in below:
        for limb in (text for text in named(line) if text[0] in "[{"):
            parse_figure({"base": "stand", "poses": {"A": {"arms": yaml.safe_load(limb)}}})


@pytest.mark.parametrize("row", [*table("Things"), *table("Marks")], ids=lambda row: row[0])
def test_the_numbers_of_things_and_marks_are_as_is_said(row: list[str]) -> None:
    for key, low, high in re.findall(r"`(\w+)` (-?[0-9.]+) to ([0-9.]+)", row[2]):
        for value in (float(low), float(high), float(low) - 0.1, float(high) + 0.1):
            one = yaml.safe_load(named(row[1])[0])
            values = one[row[0]] if isinstance(one[row[0]], dict) else one
            values[key] = value
            kind = "props" if row[0] in PROPS else "marks"
            figure = {"base": "sit", "poses": {"A": {}}, kind: [one]}
            if float(low) <= value <= float(high):
                parse_figure(figure)
            else:
                with pytest.raises(FigureError):
                    parse_figure(figure)


def test_the_joints_are_all_told() -> None:
    said = [named(row[-1]) for row in table("Joints")]
    assert said == [[*BODY_JOINTS], [*LIMB_JOINTS], *map(list, CLOSE_JOINTS.values())]


# --- what can be typed ---------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the slip among one's own exercises, and the page's files where we stand."""
    config = tmp_path / ".config" / "rehab-tui"
    (config / "exercises.d").mkdir(parents=True)
    shutil.copy(SLIP, config / "exercises.d")
    mistakes = SHORTEST.replace("region:", "regoin:").replace("seated", "seatd")
    (tmp_path / "towel-slide.yaml").write_text(SHORTEST)
    (tmp_path / "with-mistakes.yaml").write_text(mistakes.replace("tempo: [3, 1, 3], ", ""))
    monkeypatch.setenv("REHAB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REHAB_CONFIG_DIR", str(config))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_runs(command: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = shlex.split(command.replace("~", str(home)))[1:]
    if "--animate" in arguments:  # plays until a key is pressed: the same picture, still
        arguments.remove("--animate")
        new = home / ".config" / "rehab-tui" / "exercises.d" / "my-knee.yaml"
        assert main(["exercises", "new", "my-knee", "-o", str(new)]) == ExitCode.OK
    if arguments[0] == "start":
        arguments += ["--plain", "--preview"]
    assert main(arguments) == ExitCode.OK
    assert capsys.readouterr().out.strip()


def test_every_option_named_is_there() -> None:
    group: Any = typer.main.get_group(commands.build())
    prose = re.sub(r"^```.*?^```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    inline = [name for name in named(prose) if name.startswith("rehab ")]
    assert len(inline) >= 3
    lines = [*COMMANDS, *inline]
    for line in lines:
        words = shlex.split(line)[1:]
        command = group
        while words and hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        known = {one for part in command.params for one in part.opts}
        assert {word for word in words if word.startswith("-")} <= known, line


@pytest.mark.parametrize("block", CONSOLE)
def test_each_console_shows_what_is_said(
    block: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, _, shown = block.partition("\n")
    main(shlex.split(command.removeprefix("$ rehab ")))
    said = capsys.readouterr()
    assert said.out + said.err == shown, said.out + said.err


def test_links_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", PAGE, flags=re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    for link in re.findall(r"\]\((.*?)\)", PAGE):
        assert link[1:] in anchors if link.startswith("#") else (DOCS / link).is_file(), link
