"""Records in files: export from any list, import of what was exported and of what other programs wrote."""
