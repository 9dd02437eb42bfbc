"""Dates, times and durations: reading and writing their text, comparing and computing with them."""
