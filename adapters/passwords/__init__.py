"""Password hashing with argon2id (RFC 9106)."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """argon2id. `parallel` bounds the hashes at work at once: each takes 64 MiB, and a burst of sign-ins must not eat the machine."""

    def __init__(self, *, parallel: int = 4, quick: bool = False) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if quick else PasswordHasher()
        self._turn = threading.BoundedSemaphore(parallel)

    def hash(self, text: str) -> str:
        """A salted hash in the PHC format, which carries its own parameters."""
        with self._turn:
            return self._hasher.hash(text)

    def verify(self, hashed: str, text: str) -> bool:
        """Whether the text is the password. A hash that is none counts as wrong."""
        with self._turn:
            try:
                return self._hasher.verify(hashed, text)
            except (VerificationError, InvalidHashError):
                return False
