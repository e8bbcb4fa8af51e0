"""Weekly statistics and their views."""
