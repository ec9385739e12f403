"""Coupons from tickets."""
