"""Jobs as tests want them."""
