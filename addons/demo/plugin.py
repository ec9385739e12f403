"""The front door: this addon only depends on others."""

from __future__ import annotations
