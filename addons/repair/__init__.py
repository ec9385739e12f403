"""Repairs: what a customer's broken product needs, what it costs, and what of the stock it takes."""
