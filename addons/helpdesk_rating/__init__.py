"""Ratings of tickets by customers."""
