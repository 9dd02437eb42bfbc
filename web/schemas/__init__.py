"""The shape of every request body. What is not named here is refused, never ignored (OWASP ASVS 15.3.3)."""
