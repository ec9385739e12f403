"""`makegood new`: an addon to begin with, which passes `makegood check` and its own tests as it is written."""

from core.lifecycle.scaffold.wanted import CannotWrite, Wanted
from core.lifecycle.scaffold.writing import begin, take_back, write_addon

__all__ = ["CannotWrite", "Wanted", "begin", "take_back", "write_addon"]
