"""Plots."""

from __future__ import annotations

from core import Mapped, Model, text


class Plot(Model, model="plots.plot", title="Plot"):
    """A piece of land."""

    name: Mapped[str] = text("Name", required=True)
