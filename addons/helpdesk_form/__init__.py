"""A public form by which customers write to a team."""
