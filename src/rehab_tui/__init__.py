"""rehab: a calm coach in the terminal for therapeutic exercise at home."""

__version__ = "0.1.0"
