"""Plots with beds."""

from __future__ import annotations

from addons.plots.models import Plot
from core import Mapped, boolean


class PlotWithBeds(Plot):
    """A plot that may have beds."""

    use_beds: Mapped[bool] = boolean("Beds", default=False)
