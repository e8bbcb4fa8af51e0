"""Sinks for the session's cues. Missing sound never breaks or delays a session."""

from __future__ import annotations

from rehab_tui.voice.sinks import Bell as Bell
from rehab_tui.voice.sinks import Sink as Sink
