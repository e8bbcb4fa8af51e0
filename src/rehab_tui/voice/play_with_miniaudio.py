"""Plays the WAV file that is named as the argument, in a process of its own."""

from __future__ import annotations

import sys
import threading

import miniaudio

BUFFER_SECONDS = 0.2

if __name__ == "__main__":
    ended = threading.Event()
    stream = miniaudio.stream_with_callbacks(
        miniaudio.stream_file(sys.argv[1]), end_callback=ended.set
    )
    next(stream)
    with miniaudio.PlaybackDevice() as device:
        device.start(stream)
        ended.wait()
        threading.Event().wait(BUFFER_SECONDS)  # what was handed over is not heard yet
