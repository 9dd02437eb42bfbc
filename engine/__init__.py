"""The BPM engine. What outsiders may import is listed here; everything else is inside."""
