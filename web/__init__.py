"""HTTP only: pages, JSON for the islands, sign-in. It knows the engine's public face and nothing behind it."""
