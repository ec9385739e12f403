"""What a demonstration begins with. It has no records of its own: each application brings those that show it."""
