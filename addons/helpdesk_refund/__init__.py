"""Refunds of invoices from a ticket."""
