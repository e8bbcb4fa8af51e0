"""The guided session as a pure state machine: steps, durations, breathing, cues."""
