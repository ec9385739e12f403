"""Requests about a product whose code somebody scanned."""
