"""Discount programs, their rewards, and coupons."""
