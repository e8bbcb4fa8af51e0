"""What is handed to people on paper: the therapist's page and the exercise sheet. Pure.

HTML that asks for nothing from outside: no script, its style in itself, its pictures inline.
"""
