"""Plots with ponds."""

from __future__ import annotations

from addons.plots.models import Plot
from core import Mapped, boolean


class PlotWithPonds(Plot):
    """A plot that may have ponds."""

    use_ponds: Mapped[bool] = boolean("Ponds", default=False)
