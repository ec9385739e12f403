"""Service levels: by when tickets are to have come where, in working hours of the team."""
