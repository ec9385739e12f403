"""Returns of delivered goods from a ticket."""
