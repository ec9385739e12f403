"""Fails wherever a test tells it to."""
