"""Small HTTP services that stand in for the departments' systems, in the demo and in tests. Never part of a real installation."""
