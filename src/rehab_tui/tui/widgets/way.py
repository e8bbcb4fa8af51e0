"""The way through the session: one bar, filled as far as it is behind."""

from __future__ import annotations


def way(share: float, width: int, ascii_only: bool = False) -> tuple[str, str]:
    """Returns the part that is behind and the part to come; together `width` cells."""
    behind = max(0, min(width, round(share * width)))
    done, ahead = ("#", "-") if ascii_only else ("━", "─")
    return done * behind, ahead * (width - behind)


def clock(seconds: float) -> str:
    """Seconds as mm:ss, rounded up so that 00:00 means over."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60:02d}:{whole % 60:02d}"
