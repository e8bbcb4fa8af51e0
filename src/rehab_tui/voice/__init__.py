"""Sinks for the session's cues. Missing sound never breaks or delays a session."""

from __future__ import annotations

from rehab_tui.voice.choose import wanted as wanted
from rehab_tui.voice.ends import silence as silence
from rehab_tui.voice.settings import Sound as Sound
from rehab_tui.voice.settings import sound_of as sound_of
from rehab_tui.voice.sinks import CueSink as CueSink
from rehab_tui.voice.sinks import Silence as Silence
from rehab_tui.voice.sinks import Voice as Voice
from rehab_tui.voice.sinks import open_voice as open_voice
