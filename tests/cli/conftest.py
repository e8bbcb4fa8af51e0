"""The fixtures of `conftest_cli`, where tests can import its words from."""

from conftest_cli import catalogue, home, rehab

__all__ = ["catalogue", "home", "rehab"]
