"""Customers sign in and see what is theirs."""
