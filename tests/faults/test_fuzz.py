"""Whatever a file holds, it is taken, or refused in words, at once."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import trials
from fuzzed import Workshop
from mutate import Mutator
from test_too_much import alias_bomb, least_seconds, read_all

FOUND = sorted((Path(__file__).with_name("found")).glob("*"))
SECONDS = 1.0
"""What reading a file may take of the processor's time, and what is done with it after."""
MIB = 1 << 10
"""A MiB in the units of `ru_maxrss`."""
TRIALS = {
    "exercises": trials.FUZZ * 45 // 100,
    "programmes": trials.FUZZ * 15 // 100,
    "plan": trials.FUZZ * 30 // 100,
    "config": trials.FUZZ // 10,
    "jsonl": trials.LINES,
    "csv": trials.LINES // 10,
}


BOMBS = {
    "aliases": alias_bomb(),
    "aliases as keys": alias_bomb()
    .replace(b"a0: &a0 [x", b"? &a0 [x")
    .replace(b"9: &", b"*a0 : &"),
    "merges": b"a: &a {x: 1}\n" + b"".join(b"b%d: {<<: *a, y: %d}\n" % (n, n) for n in range(200)),
    "depth": b"[" * 2000 + b"]" * 2000,
    "maps": b"{a: " * 1000 + b"1" + b"}" * 1000,
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fuzz"))


def tried(use: Callable[[bytes], bool], content: bytes, kept: Path) -> bool:
    """Use one file; what is found lies in `kept` then, to be put into `found/`."""
    began = time.process_time()
    try:
        taken = use(content)
        assert time.process_time() - began < SECONDS
    except BaseException:
        kept.write_bytes(content)
        raise
    return taken


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(workshop: Workshop, path: Path) -> None:
    """Files that a trial found a fault with; the first part of the name is the kind."""
    kind = path.name.partition("-")[0]
    use = workshop.use_database if kind == "database" else workshop.kinds[kind].use
    use(path.read_bytes())


def damaged_names(content: bytes) -> Iterator[bytes]:
    """A journal again and again, each time with one letter of a column's or table's name changed.

    SQLite takes such a name, once it isn't there, for a text, and gives that instead of the value.
    """
    for match in re.finditer(rb'"([a-z_]{2,})" (?:TEXT|INTEGER|NOT)|"([a-z_]{2,})" \(', content):
        at = match.start() + 1
        yield content[:at] + b"q" + content[at + 1 :]


def test_a_damaged_name_is_no_fault_of_the_program(workshop: Workshop) -> None:
    """A trial found that it was one."""
    assert not workshop.use_database(workshop.database.replace(b'"two_more"', b'"qwo_more"'))


@pytest.mark.long
def test_no_damaged_name_is_a_fault_of_the_program(workshop: Workshop) -> None:
    refused = [not workshop.use_database(one) for one in damaged_names(workshop.database)]
    assert len(refused) > 150
    assert sum(refused) > 100


@pytest.mark.long
@pytest.mark.parametrize("kind", TRIALS)
def test_any_file_is_taken_or_refused_in_words(
    workshop: Workshop, tmp_path: Path, kind: str
) -> None:
    fuzzed = workshop.kinds[kind]
    for seed in fuzzed.seeds[:1]:
        assert fuzzed.use(seed), "what is good is taken"
    mutator = Mutator(f"{kind} {trials.SEED}", fuzzed.seeds)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = sum(
        tried(fuzzed.use, mutator.file(), tmp_path / f"{kind}-{number}")
        for number in range(TRIALS[kind])
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * MIB
    assert 0 < taken < TRIALS[kind], "some are good enough, most are not"


@pytest.mark.long
@pytest.mark.parametrize("what", BOMBS)
def test_a_spoiled_bomb_goes_off_no_more_than_a_whole_one(what: str, tmp_path: Path) -> None:
    """Under 50 ms of the processor and 150 MB, whatever a slip has made of it."""
    mutator = Mutator(f"bombs {trials.SEED}", (BOMBS[what],))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(max(20, trials.FUZZ // 40)):
        content = mutator.file()
        if least_seconds(partial(read_all, content)) >= 0.05:
            (tmp_path / f"{number}").write_bytes(content)
            pytest.fail(f"file {number} takes too long")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * MIB


@pytest.mark.long
def test_any_database_is_used_or_refused_in_words(workshop: Workshop, tmp_path: Path) -> None:
    assert workshop.use_database(workshop.database)
    mutator = Mutator(f"database {trials.SEED}", (b"none",))
    taken = sum(
        tried(
            workshop.use_database,
            mutator.bytes_of(workshop.database),
            tmp_path / f"database-{number}",
        )
        for number in range(trials.FILES)
    )
    assert 0 < taken < trials.FILES
