"""Records: layers, composition, fields, environments, transactions, access, search, audit, sequences."""
