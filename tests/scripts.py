"""The scripts of the repository that are no part of the package, such as those that make pages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def script(path: str) -> ModuleType:
    """Load a script by its path from the root of the repository, under a name of its own."""
    name = path.removesuffix(".py").replace("/", "_")
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # data classes look for theirs there
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[name]  # and nothing else: what it imported stays
    return module
