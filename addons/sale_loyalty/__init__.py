"""Codes on quotations: rewards as lines, taken once when the order is confirmed."""
