"""Products, their categories and tags."""
