"""Refunds and returns of the same goods know each other."""
