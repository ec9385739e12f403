"""Databases of both kinds, as `core.testing` ships them."""

from core.testing.databases import Databases

__all__ = ["Databases"]
