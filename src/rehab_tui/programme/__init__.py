"""Chooses today's session from programme, history and profile, and says why. Pure."""
