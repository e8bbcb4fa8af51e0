"""One test for many values: far quicker than a test for each, and still every failure is told."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Test = Callable[..., None]


def each(name: str, values: Mapping[str, Any] | Iterable[Any]) -> Callable[[Test], Test]:
    """Call the test once for each value, given as `name`; fixtures are the same for all of them.

    Args:
        name: of the test's argument.
        values: at least one, by a name of each, or just the values.

    Raises:
        ExceptionGroup: all that failed, each with a note of its value.
    """
    named = dict(values) if isinstance(values, Mapping) else {repr(one): one for one in values}
    assert named, "a test of no value tests nothing"

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def of_all(**fixtures: Any) -> None:
            failed = []
            for label, value in named.items():
                try:
                    test(**{name: value}, **fixtures)
                except Exception as error:  # noqa: BLE001 - all of them are told together
                    error.add_note(f"with {name}: {label}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(named)} failed", failed)

        signature = inspect.signature(test)
        others = [one for one in signature.parameters.values() if one.name != name]
        assert len(others) < len(signature.parameters), f"the test takes no {name}"
        of_all.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return of_all

    return decorate
