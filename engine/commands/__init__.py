"""The verbs, one file each: load, authorise, change, record. They take an open unit of work and never commit."""
