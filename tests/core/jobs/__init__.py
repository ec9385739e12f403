"""For tests of background jobs."""
