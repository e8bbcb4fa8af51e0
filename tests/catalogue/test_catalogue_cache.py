from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_samples import EXERCISES, PROGRAMMES, load

from rehab_tui.catalogue import CatalogueError, cache, load_catalogue
from rehab_tui.catalogue.cache import through_cache
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.paths import shipped

pytestmark = pytest.mark.long


class Shelf:
    """Both files, the cache, and how often the files were read."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = load(folder)
        self.sources = (folder / "exercises.yaml", folder / "programmes.yaml")
        self.file = folder / "catalogue.cache"
        self.reads = 0

    def read(self) -> Catalogue:
        self.reads += 1
        return load_catalogue(*self.sources)

    def get(self) -> Catalogue:
        return through_cache(self.file, self.sources, self.read)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_the_second_time_the_files_are_not_read(shelf: Shelf) -> None:
    assert shelf.get() == shelf.catalogue
    assert shelf.get() == shelf.catalogue
    assert shelf.reads == 1
    assert shelf.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in shelf.file.parent.glob("catalogue.cache*")] == ["catalogue.cache"]


def test_the_shipped_catalogue_comes_back_whole(tmp_path: Path) -> None:
    files = shipped("exercises.yaml"), shipped("programmes.yaml")
    plain = load_catalogue(*files)
    for _ in range(2):
        assert load_catalogue(*files, tmp_path / "cache") == plain
    kept = load_catalogue(*files, tmp_path / "cache")
    with pytest.raises(TypeError):
        kept.exercises["glute-bridge"] = None  # type: ignore[index]


def test_a_kept_figure_has_no_hash_of_another_process(tmp_path: Path) -> None:
    """Texts hash differently in each process, and scenes are looked up by their figure."""
    code = (
        "import sys; from pathlib import Path; from rehab_tui.practice.context import *;"
        "one = shipped_catalogue(Path(sys.argv[1])).exercises['glute-bridge'].figure;"
        "two = shipped_catalogue().exercises['glute-bridge'].figure;"
        "print(one == two, hash(one) == hash(two))"
    )
    for _ in range(2):
        run = [sys.executable, "-c", code, str(tmp_path / "cache")]
        said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        assert said.split() == ["True", "True"]


def test_a_changed_file_is_read(shelf: Shelf) -> None:
    shelf.get()
    shelf.sources[1].write_text(PROGRAMMES.replace("Gentle", "Calm"), encoding="utf-8")
    assert shelf.get().programmes["starter"].name == "Calm starter"
    shelf.sources[0].write_text(EXERCISES.replace("region: breathing", "region: x"))
    for _ in range(2):
        with pytest.raises(CatalogueError):
            shelf.get()
    shelf.sources[0].unlink()
    with pytest.raises(Exception, match="there is no such file"):
        shelf.get()


def test_another_version_of_the_program_reads_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.get()
    monkeypatch.setattr(cache, "__version__", "99")
    shelf.get()
    assert shelf.reads == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:40],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
    ],
)
def test_a_damaged_cache_is_read_past_and_mended(
    shelf: Shelf, damage: Callable[[bytes], bytes]
) -> None:
    shelf.get()
    shelf.file.write_bytes(damage(shelf.file.read_bytes()))
    assert shelf.get() == shelf.catalogue
    assert shelf.get() == shelf.catalogue
    assert shelf.reads == 2


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch caught",)


@pytest.mark.parametrize("value", [Evil(), Path("x"), {"exercises": {}}, print])
def test_a_cache_can_call_nothing(
    shelf: Shelf, value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf.get()
    key = shelf.file.read_bytes()[:32]
    payload = pickle.dumps(value)
    shelf.file.write_bytes(key + hashlib.sha256(payload).digest() + payload)
    assert shelf.get() == shelf.catalogue
    assert not (tmp_path / "caught").exists()


def test_exercises_that_are_none_are_read_when_they_are_asked_for(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf.get()
    key, held = shelf.file.read_bytes()[:32], io.BytesIO(shelf.file.read_bytes()[64:])
    for _ in ("programmes", "names"):
        cache._Reader(held).load()
    programmes = held.getvalue()[: held.tell()]
    for number, value in enumerate((pickle.dumps(Evil()), pickle.dumps(3), b""), 1):
        payload = programmes + value
        shelf.file.write_bytes(key + hashlib.sha256(payload).digest() + payload)
        kept = shelf.get()
        assert kept.programmes == shelf.catalogue.programmes
        assert shelf.reads == number
        assert kept == shelf.catalogue
        assert shelf.reads == number + 1
    assert not (tmp_path / "caught").exists()


def test_names_are_known_before_any_exercise_is_made(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.get()
    kept = shelf.get()
    monkeypatch.setattr(cache._Reader, "load", None)
    assert kept.names == shelf.catalogue.names
    assert list(kept.exercises) == list(shelf.catalogue.exercises) == list(kept.names)


def test_names_that_are_none_are_read_anew(shelf: Shelf) -> None:
    shelf.get()
    key, held = shelf.file.read_bytes()[:32], io.BytesIO(shelf.file.read_bytes()[64:])
    cache._Reader(held).load()
    payload = held.getvalue()[: held.tell()] + pickle.dumps({"cat-cow": 3})
    shelf.file.write_bytes(key + hashlib.sha256(payload).digest() + payload)
    assert shelf.get().names == shelf.catalogue.names
    assert shelf.reads == 2


def test_where_nothing_can_be_kept_it_is_only_slow(shelf: Shelf) -> None:
    shelf.file = shelf.file.parent / "missing" / "cache"
    assert shelf.get() == shelf.get() == shelf.catalogue
    assert shelf.reads == 2
    shelf.file = shelf.sources[0].parent
    assert shelf.get() == shelf.catalogue


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs and devices")
def test_what_is_no_regular_file_is_not_waited_for(shelf: Shelf) -> None:
    os.mkfifo(shelf.file)
    assert shelf.get() == shelf.catalogue
    assert shelf.file.is_file(), "it has taken the place of the FIFO"
    shelf.file.unlink()
    shelf.file.symlink_to("/dev/zero")
    assert cache._kept(shelf.file, b"", shelf.read) is None


def test_what_a_killed_process_left_is_removed(shelf: Shelf) -> None:
    for name in ("catalogue.cache.4711", ".catalogue.cache.x7_"):
        (shelf.file.parent / name).write_bytes(b"half")
    other = shelf.file.parent / "catalogue.cached"
    other.write_bytes(b"somebody's own")
    shelf.get()
    assert [path.name for path in shelf.file.parent.glob("*catalogue.cache.*")] == []
    assert other.exists()
