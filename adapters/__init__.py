"""Everything with a socket, a file or a clock. Composed in bootstrap.py; only that module knows concrete classes."""
