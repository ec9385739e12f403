"""Helpdesk teams and the tickets that they work on."""
