"""Repairs made from tickets."""
