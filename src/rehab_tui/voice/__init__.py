"""Sinks for the session's cues: bell and silence."""
