"""Measurements. Each figure stands beside a floor measured in the same run, so that ratios can be compared."""
