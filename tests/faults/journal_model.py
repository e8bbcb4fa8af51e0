"""A journal in plain Python: what is there, what was done, and what undo takes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rehab_tui.journal.records import Record, StopEvent

Entries = dict[str, Record]
"""What is there, by id."""
Change = tuple[str, Record | None, Record | None]
"""An entry's id, what it said before, and what it says after; None where it is not there."""


@dataclass(frozen=True)
class Past:
    """An act, with those of its changes that can be taken back.

    Attributes:
        was: of a merge, what each row that it touched was before, stamps and all; None: nothing.
    """

    label: str
    group: str | None
    changes: tuple[Change, ...]
    undone: bool = False
    was: Mapping[str, object] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        return bool(self.changes) and not self.undone

    @property
    def ids(self) -> set[str]:
        return {key for key, _, _ in self.changes}


@dataclass(frozen=True)
class Model:
    """What a journal must hold. A new one comes of each act."""

    entries: Entries = field(default_factory=dict)
    noted: Mapping[str, str] = field(default_factory=dict)
    past: tuple[Past, ...] = ()

    @property
    def labels(self) -> list[str]:
        """Of the acts that can be taken back, the newest first."""
        return [act.label for act in self.past[::-1] if act.stands]

    @property
    def newest(self) -> Past | None:
        """The act that undo takes back; None where it takes back more, or nothing."""
        standing = [act for act in self.past if act.stands][-1:]
        return standing[0] if standing and standing[0].group is None else None

    def did(
        self,
        label: str,
        after: Mapping[str, Record | None],
        group: str | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Model:
        """After an act that left these entries so; None: it took one away. A merge has a `was`."""
        changes = [(key, self.entries.get(key), now) for key, now in after.items()]
        kept = tuple(one for one in changes if was or not _told(one, group))
        done = Past(label, group, kept, was=was or {})
        return Model(_with(self.entries, after), self.noted, (*self.past, done))

    def taken_back(self) -> Model | None:
        """After undo; None where it has to be refused."""
        standing = [number for number, act in enumerate(self.past) if act.stands]
        if not standing:
            return self
        entries, past = dict(self.entries), list(self.past)
        for number in sorted(self._chosen(standing), reverse=True):
            for key, before, after in reversed(past[number].changes):
                if entries.get(key) != after:
                    return None
                entries = _with(entries, {key: before})
            past[number] = replace(past[number], undone=True)
        return Model(entries, self.noted, tuple(past))

    def _chosen(self, standing: list[int]) -> list[int]:
        """The newest act; of a group all, and what was done to its entries in between."""
        group = self.past[standing[-1]].group
        if group is None:
            return standing[-1:]
        chosen, touched = list[int](), set[str]()
        for number in standing:
            act = self.past[number]
            if act.group == group or act.ids & touched:
                chosen.append(number)
                touched |= act.ids
        return chosen


def _told(change: Change, group: str | None) -> bool:
    """A stop that somebody told of, and its sign: they outlive the session."""
    _, before, after = change
    return isinstance(after, StopEvent) and (before is None or group is not None)


def _with(entries: Mapping[str, Record], after: Mapping[str, Record | None]) -> Entries:
    found = {**entries, **after}
    return {key: one for key, one in found.items() if one is not None}
