"""The read side: SQL to frozen rows, keyset pages. Never touches `execution`."""
