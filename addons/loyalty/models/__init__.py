"""Programs with their rules and rewards, and coupons."""

from __future__ import annotations

from addons.loyalty.models.coupons import Coupon
from addons.loyalty.models.products import ProductShipping
from addons.loyalty.models.programs import Program
from addons.loyalty.models.terms import Reward, Rule

__all__ = ["Coupon", "ProductShipping", "Program", "Reward", "Rule"]
