from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehab_tui.errors import RehabError
from rehab_tui.paths import make_private_folder, shipped, user_paths, write_text

posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


# --- where things are ---
def test_own_variables_come_first(tmp_path: Path) -> None:
    paths = user_paths({
        "HOME": "/home/x",
        "XDG_DATA_HOME": "/elsewhere",
        "REHAB_DATA_DIR": str(tmp_path / "d"),
        "REHAB_CONFIG_DIR": str(tmp_path / "c"),
    })  # fmt: skip
    assert paths.journal == tmp_path / "d" / "journal.sqlite3"
    assert paths.config_file == tmp_path / "c" / "config.toml"
    assert not paths.data.exists()
    assert not paths.config.exists()


def test_xdg_folders_hold_a_folder_of_our_own() -> None:
    paths = user_paths({"HOME": "/home/x", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"})
    assert paths.data == Path("/d/rehab-tui")
    assert paths.config == Path("/c/rehab-tui")


def test_the_platforms_own_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("REHAB_DATA_DIR", "REHAB_CONFIG_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = user_paths()
    assert paths.data.is_relative_to(tmp_path)
    assert paths.config.is_relative_to(tmp_path)


@pytest.mark.parametrize(
    "name", ["REHAB_DATA_DIR", "REHAB_CONFIG_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"]
)
@pytest.mark.parametrize("folder", ["here", "./here", "../there", "."])
def test_a_relative_folder_is_refused(name: str, folder: str) -> None:
    with pytest.raises(RehabError, match="not an absolute path") as caught:
        user_paths({"HOME": "/home/x", name: folder})
    assert caught.value.where == name


def test_a_folder_of_nobody_is_refused() -> None:
    with pytest.raises(RehabError) as caught:
        user_paths({"HOME": "/home/x", "REHAB_DATA_DIR": "~nobody-of-this-name/data"})
    assert caught.value.where == "REHAB_DATA_DIR"


@posix_only
def test_without_a_home_nothing_is_guessed() -> None:
    with pytest.raises(RehabError, match="no home folder") as caught:
        user_paths({})
    assert "REHAB_DATA_DIR" in caught.value.todo


def test_without_a_home_own_folders_are_enough(tmp_path: Path) -> None:
    named = {"REHAB_DATA_DIR": str(tmp_path), "REHAB_CONFIG_DIR": str(tmp_path)}
    assert user_paths(named).data == tmp_path


def test_shipped_files_are_found() -> None:
    assert shipped("exercises.yaml").parent.name == "data"
    assert shipped("exercises.yaml").is_absolute()


# --- folders ---
@posix_only
@pytest.mark.usefixtures("open_umask")
def test_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    make_private_folder(folder)
    assert [mode(part) for part in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3


@posix_only
def test_an_existing_folder_becomes_private_and_its_parents_stay(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "ours"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o755)
    folder.chmod(0o755)
    make_private_folder(folder)
    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o755


def test_a_file_in_the_place_of_a_folder_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    before = mode(file)
    for folder in (file, file / "below"):
        with pytest.raises(RehabError) as caught:
            make_private_folder(folder)
        assert caught.value.where == str(folder)
    assert file.read_text(encoding="utf-8") == "mine"
    assert mode(file) == before


def test_a_folder_that_may_not_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, *args: object, **kwargs: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", denied)
    with pytest.raises(RehabError, match="Permission denied"):
        make_private_folder(tmp_path / "new")


# --- files ---
def test_a_file_is_written_whole(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    write_text(file, "one\ntwo é\n")
    assert file.read_bytes() == "one\ntwo é\n".encode()
    write_text(file, "")
    assert file.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [file]


@posix_only
@pytest.mark.usefixtures("open_umask")
def test_a_file_is_private_whatever_the_umask_and_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o666)
    write_text(file, "new")
    assert mode(file) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_keeps_the_old_file_and_leaves_no_other(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("old", encoding="utf-8")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(RehabError, match="No space left") as caught:
        write_text(file, "new")
    assert caught.value.where == str(file)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@posix_only
def test_a_file_size_limit_keeps_the_old_file(tmp_path: Path) -> None:
    import resource
    import signal

    file = tmp_path / "plan.yaml"
    file.write_text("old", encoding="utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(RehabError, match="can't be written"):
            write_text(file, "new" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_text_that_no_file_can_hold_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(RehabError, match="can't be written"):
        write_text(file, "new \ud800")
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["missing/plan.yaml", "x" * 300])
def test_a_place_that_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(RehabError, match="can't be written"):
        write_text(tmp_path / name, "new")
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_place_of_a_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / "plan.yaml"
    folder.mkdir()
    with pytest.raises(RehabError, match="can't be written"):
        write_text(folder, "new")
    assert list(tmp_path.iterdir()) == [folder]


@posix_only
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_survives(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "plan.yaml"
    if exists:
        real.write_text("old", encoding="utf-8")
    middle = tmp_path / "middle.yaml"
    middle.symlink_to("dotfiles/plan.yaml")
    link = tmp_path / "plan.yaml"
    link.symlink_to(middle)
    write_text(link, "new")
    assert link.is_symlink()
    assert middle.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert not real.is_symlink()
