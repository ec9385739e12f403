"""An option of plots."""
