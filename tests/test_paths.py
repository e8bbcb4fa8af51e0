from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehab_tui.errors import RehabError
from rehab_tui.paths import (
    make_private_folder,
    open_regular,
    shipped,
    user_paths,
    write_whole,
)

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


@posix_only
def test_a_folder_that_its_owner_has_closed_for_writing_stays_closed(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    for before, after in ((0o500, 0o500), (0o555, 0o500), (0o711, 0o700)):
        folder.chmod(before)
        make_private_folder(folder)
        assert mode(folder) == after


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


# --- whole files
NEW = b"new " * 2000


@posix_only
@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.usefixtures("open_umask")
def test_a_file_is_written_whole_for_its_owner_only(tmp_path: Path, replace: bool) -> None:
    target = tmp_path / "mine.yaml"
    if replace:
        target.write_bytes(b"old")
    write_whole(target, NEW, replace=replace)
    assert (target.read_bytes(), mode(target)) == (NEW, 0o600)
    assert list(tmp_path.iterdir()) == [target]


@posix_only
@pytest.mark.parametrize("there", ["file", "folder", "dangling"])
def test_what_is_there_is_not_replaced(tmp_path: Path, there: str) -> None:
    target = tmp_path / "mine.yaml"
    if there == "file":
        target.write_bytes(b"old")
    elif there == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_whole(target, NEW, replace=False)
    assert list(tmp_path.iterdir()) == [target]
    assert there != "file" or target.read_bytes() == b"old"


def test_what_comes_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.yaml"
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        target.write_bytes(b"another's")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileExistsError):
        write_whole(target, NEW, replace=False)
    assert target.read_bytes() == b"another's"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    target = tmp_path / "mine.yaml"
    write_whole(target, NEW, replace=False)
    assert target.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [target]


FULL = """
# Run with -B: bytecode that is written under the limit is cut short, and other programs read it.
import resource, sys
from pathlib import Path
from rehab_tui.paths import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
write_whole(Path(sys.argv[1]), b"new " * 2000, replace=sys.argv[2] == "True")
"""


@posix_only
@pytest.mark.parametrize("replace", [True, False])
def test_on_a_full_disk_nothing_has_changed(tmp_path: Path, replace: bool) -> None:
    target = tmp_path / "mine.yaml"
    if replace:
        target.write_bytes(b"old")
    before = list(tmp_path.iterdir())
    ran = subprocess.run(
        [sys.executable, "-B", "-c", FULL, str(target), str(replace)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "File too large" in ran.stderr
    assert list(tmp_path.iterdir()) == before
    assert not replace or target.read_bytes() == b"old"


@posix_only
def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    target = tmp_path / ("é" * 125 + ".yaml")
    write_whole(target, NEW, replace=False)
    assert target.read_bytes() == NEW


@posix_only
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT])
def test_only_regular_files_are_opened(tmp_path: Path, flags: int) -> None:
    file, fifo = tmp_path / "file", tmp_path / "fifo"
    file.touch()
    os.close(open_regular(file, flags))
    os.mkfifo(fifo)
    for path in (fifo, Path("/dev/null")):
        with pytest.raises(OSError, match="no regular file"):
            open_regular(path, flags)
