"""An identity provider for tests: whoever comes back is who the code says."""

from __future__ import annotations

from engine.ports import Errand, Identity, IdentityRefused


class FakeProvider:
    """The code `who` is the person `who`; `down` refuses everything."""

    def __init__(self, issuer: str = "https://id.example") -> None:
        self.issuer, self.down, self._count = issuer, False, 0

    def begin(self) -> Errand:
        """A new errand."""
        if self.down:
            raise IdentityRefused("down")
        self._count += 1
        state = f"state-{self._count}"
        return Errand(f"{self.issuer}/authorize?state={state}", state, f"nonce-{self._count}", f"verifier-{self._count}")

    def finish(self, errand: Errand, code: str) -> Identity:
        """Who the code says."""
        if self.down or not code:
            raise IdentityRefused("no code")
        return Identity(self.issuer, code, code.title(), code, f"{code}@id.example")

    def leave(self) -> str:
        """A page, unless it is down."""
        return "" if self.down else f"{self.issuer}/out"
