"""Coupons for customers, generated from their tickets."""
