"""Programs, coupons, and what rewards take off."""
