from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue_samples import EXERCISES, load, problems

from rehab_tui.catalogue import (
    CatalogueError,
    lay_over,
    lay_over_all,
    load_catalogue,
    load_exercises,
)
from rehab_tui.catalogue.dose import dose_text, faults, work_seconds
from rehab_tui.errors import ExitCode, NotFoundError
from rehab_tui.paths import shipped


def test_the_shipped_files_have_no_problem() -> None:
    catalogue = load_catalogue(shipped("exercises.yaml"), shipped("programmes.yaml"))
    assert len(catalogue.exercises) >= 22
    assert "mobility-starter" in catalogue.programmes
    assert "march-warm-up" in catalogue.exercises
    for name, exercise in catalogue.exercises.items():
        assert name == exercise.id
        assert not list(faults(exercise.dose))
        assert dose_text(exercise.dose)
        assert 10 <= work_seconds(exercise.dose) <= 900


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("schema: 1", encoding="utf-8")
    for name in ("gone.yaml", "gone/gone.yaml", "here/gone.yaml"):
        with pytest.raises(NotFoundError) as caught:
            load_exercises(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: there is no such file. Check the name."
        assert caught.value.code == ExitCode.NOT_FOUND


def test_what_is_no_ordinary_file_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.delattr(Path, "open")
    for path, what in (
        (tmp_path / "fifo", "this is no ordinary file"),
        (Path("/dev/zero"), "this is no ordinary file"),
        (tmp_path / "folder", "this is a folder"),
        (big, "the file is larger than 1 MB"),
        (Path("a\0b"), "this is no file name"),
        (tmp_path / ("x" * 300), "the file can't be read (File name too long)"),
    ):
        with pytest.raises(CatalogueError) as caught:
            load_exercises(path)
        assert caught.value.what == what
        assert caught.value.code == ExitCode.DATA
        assert caught.value.problems[0].line == 0


def test_a_file_that_is_larger_than_it_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "exercises.yaml"
    path.write_bytes(b"#" * 1_000_001)
    about = os.stat_result((*path.stat()[:6], 0, *path.stat()[7:]))
    monkeypatch.setattr(Path, "stat", lambda _: about)
    with pytest.raises(CatalogueError, match="the file is larger than 1 MB"):
        load_exercises(path)


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "exercises.yaml"
    path.write_text(EXERCISES, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CatalogueError) as caught:
        load_exercises(path)
    assert str(caught.value) == (
        f"{path}: the file can't be read (Permission denied). Check its permissions."
    )


def test_the_error_carries_every_problem(tmp_path: Path) -> None:
    text = EXERCISES.replace("reps: 4", "reps: 5.0").replace("region: breathing", "region: x")
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, text)
    error = caught.value
    assert [problem.line for problem in error.problems] == sorted(p.line for p in error.problems)
    assert str(error).split("\n") == [str(problem) for problem in error.problems]
    assert (error.where, error.what) == (error.problems[0].where, error.problems[0].what)
    assert str(error.problems[0]) == (
        f"{tmp_path / 'exercises.yaml'}:37:18: 'reps' must be a whole number from 1 to 100,"
        " not 5.0. Write 5."
    )


def test_a_hundred_problems_are_enough(tmp_path: Path) -> None:
    text = "schema: 1\nexercises:\n" + "  - 5\n" * 5000
    assert len(problems(tmp_path, text)) == 100
    assert len(problems(tmp_path, programmes="- &a x\n" * 5000)) == 100


BRIDGE = EXERCISES[: EXERCISES.index("  - id: marching-bridge")]
CHAINS = "chains:\n  bridge: [glute-bridge, marching-bridge]\n"


def test_a_file_is_laid_over_a_catalogue(tmp_path: Path) -> None:
    shipped_ones = load(tmp_path, EXERCISES + CHAINS)
    own = tmp_path / "own.yaml"
    own.write_text(BRIDGE.replace("name: Glute bridge", "name: My bridge"), encoding="utf-8")
    over = lay_over(shipped_ones, own)
    assert list(over.exercises) == list(shipped_ones.exercises)
    assert over.exercises["glute-bridge"].name == "My bridge"
    assert over.exercises["calm-breathing"] is shipped_ones.exercises["calm-breathing"]
    assert (over.programmes, over.chains) == (shipped_ones.programmes, shipped_ones.chains)
    assert dict(over.own) == {"glute-bridge": "own.yaml"}
    with pytest.raises(CatalogueError) as caught:
        load_exercises(own)
    assert [p.what for p in caught.value.problems] == [
        "there is no exercise 'calm-breathing'",
        "there is no exercise 'marching-bridge'",
    ]
    own.write_text(
        BRIDGE.replace("id: glute-bridge", "id: tall-bridge").replace(
            "easier: {say: Lift to half the height., dose: {reps: 6}}",
            "easier: {say: Less., to: marching-bridge}",
        ),
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match="easier and harder go round in a circle"):
        lay_over(shipped_ones, own)


def test_what_takes_anothers_place_must_fit_the_programmes(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    dose = "dose: {sets: 2, reps: 10, tempo: [2, 3, 3.5], rest: 45, sides: both, load: 2 kg}"
    timed = BRIDGE.replace(dose, "dose: {seconds: 30}").replace(", dose: {reps: 6}", "")
    own.write_text(timed, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        lay_over(load(tmp_path), own)
    (problem,) = caught.value.problems
    assert problem.where == f"{own}:18:11"
    assert problem.what.startswith("'starter' can't use this dose: ")
    own.write_text(timed.replace("id: glute-bridge", "id: my-bridge"), encoding="utf-8")
    assert "my-bridge" in lay_over(load(tmp_path), own).exercises


def test_what_takes_anothers_place_keeps_its_flags(tmp_path: Path) -> None:
    shipped_ones = load(tmp_path)
    before = shipped_ones.exercises["glute-bridge"]
    own = tmp_path / "own.yaml"
    bare = BRIDGE.replace("    flags: {avoid: [ra_neck], care: [vertigo]}\n", "")
    own.write_text(bare.replace("    alternatives: {vertigo: calm-breathing}\n", ""))
    mine = lay_over(shipped_ones, own).exercises["glute-bridge"]
    assert (mine.avoid, mine.care) == (before.avoid, before.care)
    assert before.care == frozenset({"vertigo"})
    assert mine.alternatives == before.alternatives
    own.write_text(
        BRIDGE.replace("{avoid: [ra_neck], care: [vertigo]}", "{avoid: [vertigo], care: [heart]}")
        .replace("{vertigo: calm-breathing}", "{heart: calm-breathing}")
        .replace("    flags:", "    take_care: {heart: Slowly.}\n    flags:")
    )
    mine = lay_over(shipped_ones, own).exercises["glute-bridge"]
    assert mine.avoid == frozenset({"ra_neck", "vertigo"})
    assert mine.care == frozenset({"heart"})
    assert mine.alternatives == {"vertigo": "calm-breathing", "heart": "calm-breathing"}
    assert mine.take_care == {"heart": "Slowly."}


def test_the_files_of_a_folder_are_laid_over_and_a_bad_one_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "exercises.d"
    shipped_ones = load(tmp_path)
    assert lay_over_all(shipped_ones, folder) == shipped_ones
    folder.mkdir()
    for name, text in {
        "b.yaml": BRIDGE.replace("name: Glute bridge", "name: Second"),
        "a.yml": BRIDGE.replace("name: Glute bridge", "name: First"),
        "bad.yaml": BRIDGE.replace("region: lumbar-core", "region: back").replace(
            "id: gl", "id: L"
        ),
        ".hidden.yaml": "not read",
        "c.yaml~": "not read",
        "z.yaml": BRIDGE.replace("id: glute-bridge", "id: last-one"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "folder.yaml").mkdir()
    (folder / "gone.yaml").symlink_to(tmp_path / "nowhere")
    over = lay_over_all(shipped_ones, folder)
    assert over.exercises["glute-bridge"].name == "First"
    assert dict(over.own) == {"glute-bridge": "a.yml", "last-one": "z.yaml"}
    assert over.replaced == {"glute-bridge"}
    assert over.trouble[0].what == "'glute-bridge' is in a.yml already"
    assert [(Path(p.file).name, p.line, p.what.split(" ")[0]) for p in over.trouble] == [
        ("b.yaml", 3, "'glute-bridge'"),
        ("bad.yaml", 3, "'id'"),
        ("bad.yaml", 5, "'region'"),
        ("folder.yaml", 0, "this"),
        ("gone.yaml", 0, "there"),
    ]


def test_a_folder_of_too_many_files_says_so(tmp_path: Path) -> None:
    shipped_ones = load(tmp_path)
    folder = tmp_path / "exercises.d"
    folder.mkdir()
    for number in range(205):
        (folder / f"{number:03}.yaml").write_text("- 1", encoding="utf-8")
    over = lay_over_all(shipped_ones, folder)
    assert over.trouble[0].what == "there are 205 files of exercises, and 200 are read"
    assert len(over.trouble) == 201


def test_importing_the_room_loads_no_parser() -> None:
    code = "import sys, rehab_tui.catalogue as c; print('yaml' in sys.modules, c.CatalogueError)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.startswith("False ")
