"""A plot's settings."""

from __future__ import annotations

from addons.plots.models import Plot
from core import Form, Group, List, OptionCards

parts = [Form(Plot, "plot", Group("", Plot.name), OptionCards(section="Uses")), List(Plot, "plots", Plot.name)]
