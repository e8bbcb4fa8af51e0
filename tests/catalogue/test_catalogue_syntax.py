from __future__ import annotations

import math
import random
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from catalogue_samples import EXERCISES, PROGRAMMES, load, problems
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from each import each
from hostile import HOSTILE
from rehab_tui.catalogue import CatalogueError, syntax
from rehab_tui.catalogue.exercises import read_exercises
from rehab_tui.catalogue.nodes import find, plain
from rehab_tui.catalogue.problems import Problem, Problems, TooManyError, quoted
from rehab_tui.catalogue.programmes import read_programmes
from rehab_tui.paths import shipped


def harmless(line: str) -> bool:
    """One line without anything that steers a terminal."""
    return not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in line)


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "LOADER", request.param)


def data(text: str | bytes) -> object:
    """The plain data of a text that must be good."""
    found = Problems("f")
    node = syntax.parse(text.encode() if isinstance(text, str) else text, found)
    assert list(found) == []
    assert node is not None
    return plain(node)


def told(text: str | bytes) -> list[str]:
    """The problems of a text that must not be good, without the file."""
    found = Problems("f")
    syntax.parse(text.encode() if isinstance(text, str) else text, found)
    assert found
    return [str(problem).removeprefix("f:") for problem in found]


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("-5", -5), ("0", 0), ("-0", 0), ("5.0", 5.0), ("2.5", 2.5), ("-0.50", -0.5),
        (".5", 0.5), ("-.25", -0.25), ("true", True), ("false", False),
        ("null", None), ("~", None), ("''", ""),
        *((word, word) for word in (
            "on", "off", "yes", "no", "y", "n", "True", "TRUE", "Null", "1:30", "7:30:00", "010",
            "00", "0x10", "0o7", "0b1", "1_0", "+5", "5.", ".", "-.", "1e3", "1.5e3", "--5",
            "nan", ".nan", ".inf", "-.inf", "NaN", "inf", "2026-11-23", "٤", "５", "=", "5 kg",
            "1234567890123456", "t", "fals", "12:30:45.6",
        )),
        ("'5'", "5"), ('"true"', "true"), ("|-\n  5", "5"),
        ("a b\n  c", "a b c"), (">-\n  a\n  b", "a b"), ('"\\u00e9"', "é"), ("'é'", "é"),
    ],
)  # fmt: skip
def test_scalars_are_what_yaml_1_2_says_and_stricter(text: str, value: object) -> None:
    read = data(f"key: {text}")
    assert isinstance(read, dict)
    assert (type(read["key"]), read["key"]) == (type(value), value)


@pytest.mark.usefixtures("_loader")
def test_words_that_other_yaml_changes_stay_text_as_keys_too() -> None:
    assert data("on: yes\n1: a\n1.5: b\nnull: c\ntrue: d") == {
        "on": "yes", "1": "a", "1.5": "b", "null": "c", "true": "d",
    }  # fmt: skip


@pytest.mark.usefixtures("_loader")
def test_nodes_know_their_places() -> None:
    content = b"\xef\xbb\xbf# \xc3\xa9\r\na: {b: [1, \xc3\xa9\xc3\xa9, x]}\r\nc:\r\n  - d: 1\r\n"
    node = syntax.parse(content, Problems("f"))
    assert node is not None
    assert (node.line, node.column) == (2, 1)
    third = find(node, ("a", "b", 2))
    assert (third.value, third.line, third.column) == ("x", 2, 16)
    assert (find(node, ("c", 0)).line, find(node, ("c", 0)).column) == (4, 5)
    assert find(node, ("a",)).keys == {"b": (2, 5)}
    assert find(node, ("a", "b", 7)) is find(node, ("a", "b"))
    assert find(node, ("a", "nothing", "b")) is find(node, ("a",))


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["1:1: the file is empty. Fill it in, or restore it."]),
        ("# nothing\n", ["2:1: the file is empty. Fill it in, or restore it."]),
        ("a: 1\nb: 2\na: 3\n", ["3:1: 'a' is already on line 1. Keep one of them."]),
        ("a: {b: 1, b: 2}", ["1:11: 'b' is already on line 1. Keep one of them."]),
        ("a: 1\n'a': 2", ["2:1: 'a' is already on line 1. Keep one of them."]),
        ("a: &x 1\nb: *x\n", [
            "1:4: anchors (&name) are not used here. Take it out.",
            "2:4: aliases (*name) are not used here. Write the value out.",
        ]),
        ("a: !!str 1", ["1:4: tags (tag:yaml.org,2002:str) are not used here. Take it out."]),
        ("!x\na: 1", ["1:1: tags (!x) are not used here. Take it out."]),
        ("a: !!python/object/apply:os.system [id]",
         ["1:4: tags (tag:yaml.org,2002:python/object/apply:os) are not used here. Take it out."]),
        ("b:\n  <<: {a: 1}", ["2:3: merge keys (<<) are not used here. Write the values out."]),
        ("[a]: 1", ["1:1: a key must be a plain word. Check the brackets."]),
        ("? {a: b}\n: c", ["1:3: a key must be a plain word. Check the brackets."]),
        ("a: 1\n---\nb: 2", ["2:1: a second document begins here. Keep one document in a file."]),
        ("%YAML 1.1\n---\na: 1",
         ["1:1: lines that begin with % are not used here. Take them out."]),
        ("a: 1\nb: \x1b[31m", ["2:4: there is a control character here (U+001B). Take it out."]),
        ("a: 1\r\nb: é\x00", ["2:5: there is a control character here (U+0000). Take it out."]),
        ("a: \x85b", ["1:4: there is a control character here (U+0085). Take it out."]),
        ("a: b\u2028c", ["1:5: there is a control character here (U+2028). Take it out."]),
        ("a: b\ufeffc", ["1:5: there is a control character here (U+FEFF). Take it out."]),
        ('a: "\\e[31m"', ["1:4: there is a control character in this text (U+001B). Take it out."]),
        ('"\\0": 1', ["1:1: there is a control character in this text (U+0000). Take it out."]),
        (b"a: 1\nb: \xff", ["2:4: this is not UTF-8 text. Save the file as UTF-8."]),
        ("a: b".encode("utf-16"), ["1:1: this is not UTF-8 text. Save the file as UTF-8."]),
        ("a: \ud800".encode("utf-8", "surrogatepass"),
         ["1:4: this is not UTF-8 text. Save the file as UTF-8."]),
        (b"x" * 1_000_001, ["1:1: the file is larger than 1 MB. Split it."]),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told_with_its_place(text: str | bytes, lines: list[str]) -> None:
    assert told(text) == lines


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2", ""), ("a: b: c", "1:5"), ("a:\n\t- b", "2:1"), ("a: 'b", "1:"),
        ("a: 1\n b: 2", "2:3"), ("a: @x", "1:4"), ('a: "\\ud800"', "1:"), ('a: "\\q"', "1:"),
        ('a: "\\UFFFFFFFF"', "1:"), ('a: "\\U00110000"', "1:"),
    ],
)  # fmt: skip
def test_what_is_no_yaml_is_told_in_one_line(text: str, place: str) -> None:
    [line] = told(text)
    assert line.startswith(place) or '"\\ud800"' in text
    assert "this is not YAML (" in line or "control character" in line
    assert line.count("\n") == 0


@pytest.mark.usefixtures("_loader")
def test_depth_has_a_limit() -> None:
    assert data("[" * 32 + "]" * 32)
    deep = "1:33: this is nested deeper than 32 levels. Flatten it."
    assert told("[" * 33 + "]" * 33) == [deep]
    [deepest] = told("[" * 200_000)  # some versions of LibYAML stop long before they tell us
    assert deepest.endswith("this is nested deeper than 32 levels. Flatten it.")
    assert told("- " * 200_000)[0].endswith("this is nested deeper than 32 levels. Flatten it.")
    assert "32 levels" in told("{a: " * 200_000)[0]
    assert "32 levels" in told("? " * 200_000)[-1]


def test_the_number_of_values_has_a_limit() -> None:
    text = "[" + "1," * 200_000 + "]"
    assert told(text) == ["1:200000: the file holds more than 100000 values. Split it."]


@pytest.mark.usefixtures("_loader")
def test_an_alias_bomb_does_not_go_off() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = told("\n".join(rows))
    assert len(found) == 91
    assert found[0] == "1:5: anchors (&name) are not used here. Take it out."


@each("hostile", HOSTILE)
def test_problems_make_foreign_text_harmless(hostile: str) -> None:
    line = str(Problem(hostile, 1, 2, f"it can't be {quoted(hostile)}"))
    assert harmless(line)
    assert len(quoted(hostile)) < 200


@each("hostile", HOSTILE)
def test_problems_of_a_hostile_file_are_harmless(tmp_path: Path, hostile: str) -> None:
    word = "'" + hostile.replace("'", "''").replace("\n", "\n\n") + "'"
    text = EXERCISES.replace("region: breathing", f"region: {word}")
    text = text.replace("posture: Ribs down.", f"{word}: {word}")
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, text.encode("utf-8", "replace").decode())
    assert all(harmless(line) for line in str(caught.value).split("\n"))


PIECES = (
    "", " ", "\n", "\t", ":", "-", "[", "]", "{", "}", '"', "'", "#", "&a", "*a", "!!x", "|", ">",
    "0", "-1", "1e9", ".nan", "true", "null", "~", "\x00", "\ud800", "\u202e", "?", "<<", "%",
    "---\n", ", ", ": ", "\n- ", "id", "dose", "to", "🙂", "9" * 30, "\r", "=", "\\U",
)  # fmt: skip
"""What a slip of the hand or of a program puts into a file."""


@given(
    st.sampled_from((yaml.CSafeLoader, yaml.SafeLoader)),
    st.text(max_size=200)
    | st.binary(max_size=200)
    | st.lists(st.sampled_from(PIECES)).map("".join),
)
def test_anything_at_all_is_read_or_told(
    loader: type[yaml.SafeLoader], content: str | bytes
) -> None:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    found = Problems("f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "LOADER", loader)
        node = syntax.parse(raw, found)
    assert node is not None or found
    if node is not None:
        with suppress(TooManyError):
            read_exercises(node, found)
        assert found


def test_what_is_refused_in_the_writing_does_not_hide_the_rest() -> None:
    text = "schema: 1\nschema: 1\nexercises: *all\nnamed: 1\n<<: {a: 1}\n"
    found = Problems("f")
    node = syntax.parse(text.encode(), found)
    assert node is not None
    read_exercises(node, found)
    assert [(problem.line, problem.what.partition(" ")[0]) for problem in found] == [
        (2, "'schema'"),
        (3, "aliases"),
        (4, "a"),
        (5, "merge"),
    ]


def shipped_records() -> list[str]:
    """Each shipped exercise, with its figure, as a file of its own."""
    head, *records = shipped("exercises.yaml").read_text(encoding="utf-8").split("  - id: ")
    return [f"{head}  - id: {record}" for record in records]


CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
)
"""Where, how many characters go, and what comes in their place."""


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from((EXERCISES, PROGRAMMES, *shipped_records())), CUTS)
def test_a_damaged_file_is_read_or_told(good: str, cuts: list[tuple[float, int, str]]) -> None:
    text = good
    for where, length, piece in cuts:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + length :]
    found = Problems("f")
    try:
        node = syntax.parse(text.encode("utf-8", "surrogatepass"), found)
        if node is not None and good is PROGRAMMES:
            read_programmes(node, found, {})
        elif node is not None:
            read_exercises(node, found)
    except TooManyError:
        assert len(found) == 100
    lines = text.count("\n") + text.count("\r") + 2
    for problem in found:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert harmless(str(problem))


def test_values_of_any_kind_in_any_place_are_read_or_told(tmp_path: Path) -> None:
    """Every value of the good files is exchanged for each kind of value in turn."""
    strange = ("5", "5.0", "-1", "true", "null", "''", "x", "[]", "{}", "[x]", "{x: y}", "[[1]]")
    dice = random.Random(7)
    for good in (EXERCISES, PROGRAMMES):
        rows = good.splitlines(keepends=True)
        for number, row in enumerate(rows):
            key, colon, _ = row.partition(": ")
            if not colon:
                continue
            changed = f"{key}: {dice.choice(strange)}\n"
            text = "".join([*rows[:number], changed, *rows[number + 1 :]])
            both = (text, PROGRAMMES) if good is EXERCISES else (EXERCISES, text)
            for line in problems(tmp_path, *both):
                assert harmless(line)


def test_nan_never_becomes_a_number() -> None:
    read = data("[nan, .nan, NaN, .NAN, inf, .inf, -.inf, 1e999]")
    assert isinstance(read, list)
    assert not any(isinstance(value, float) and not math.isfinite(value) for value in read)
