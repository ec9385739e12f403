"""Documents on paper: how they are declared, what stands on them, and how they become PDFs."""
