"""Asking customers how satisfied they were with what was done for them."""
