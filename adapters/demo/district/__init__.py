"""A made-up district: its objects, staff and history as values. `adapters/generating.py` writes them; see ../README.md."""
