"""Where the project lies, and what its tests stand on, as `core.testing` ships it."""

from __future__ import annotations

from pathlib import Path

from core.testing.kernels import Acting, Kernels, person, someone

ROOT = Path(__file__).resolve().parents[1]
ADDONS = ROOT / "addons"

__all__ = ["ADDONS", "ROOT", "Acting", "Kernels", "person", "someone"]
