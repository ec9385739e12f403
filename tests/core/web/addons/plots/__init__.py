"""Pieces of land, with options."""
