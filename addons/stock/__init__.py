"""Locations, transfers, stock on hand, reservations, lots and serial numbers."""
