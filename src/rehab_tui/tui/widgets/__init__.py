"""Widgets that only draw what they are handed."""
