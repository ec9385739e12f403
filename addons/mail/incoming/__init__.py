"""Mail that comes in: stored as it came, read, and brought to the document that it is about."""
