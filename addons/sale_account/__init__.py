"""Invoices of sales orders."""
