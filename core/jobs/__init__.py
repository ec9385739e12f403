"""Background work: jobs that run once their transaction is committed, scheduled jobs, and the workers that run them."""
