"""Sinks for the session's cues. Missing sound never breaks or delays a session."""
