"""What happens at each kind of node."""
