"""A browser without a window: keeps cookies and sends the CSRF token as the pages do."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

from flask import Flask
from werkzeug.test import TestResponse

PASSWORD = "a long enough phrase"


class Visitor:
    """One person at one browser."""

    application: ClassVar[Flask]

    def __init__(self) -> None:
        self.client = self.application.test_client()
        self.remembered: str | None = None

    @classmethod
    def named(cls, name: str) -> Self:
        """Signed in."""
        made = cls()
        answer = made.sign_in(name)
        assert answer.status_code == 302, answer.text
        return made

    def sign_in(self, name: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """What the sign-in form sends."""
        answer = self.post("/login", {"name": name, "password": password, **fields})
        self.remembered = None
        return answer

    def token(self) -> str:
        """The CSRF token of this browser, read from a page once."""
        if self.remembered is None:
            page = self.client.get("/password" if self.client.get_cookie("onething") else "/login").text
            found = re.search(r'name="csrf-token" content="([^"]+)"', page)
            assert found, page
            self.remembered = found[1]
        return self.remembered

    def get(self, path: str, **headers: str) -> TestResponse:
        """A page."""
        return self.client.get(path, headers=headers, buffered=True)

    def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """A form with its CSRF field."""
        return self.client.post(path, data={"csrf_token": self.token(), **(fields or {})}, **options)

    def send(self, method: str, path: str, body: Any, **headers: str) -> TestResponse:
        """JSON, as the islands send it."""
        return self.client.open(
            path, method=method, json=body, headers={"X-CSRFToken": self.token(), "Accept": "application/json", **headers},
        )
