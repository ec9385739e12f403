"""Invoices, credit notes, payments and the entries they make."""
