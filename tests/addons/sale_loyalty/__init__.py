"""Codes on quotations."""
