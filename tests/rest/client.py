"""The smallest HTTP client that shows everything: status, headers, bytes."""

from __future__ import annotations

import http.client
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body; its type must be exactly application/json."""
        assert self.headers["content-type"] == "application/json", self.headers
        return json.loads(self.content)


class Client:
    """One account."""

    def __init__(self, url: str, name: str = "", password: str = "", token: str = "") -> None:
        self.url = url
        self.authorization = f"Bearer {token}" if token else "Basic " + b64encode(f"{name}:{password}".encode()).decode() if name else ""

    def send(self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, **headers: str) -> Answer:
        """One request; `body` goes as JSON. Header names are written with underscores."""
        parts = urlsplit(self.url + path)
        assert parts.hostname and parts.port
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        sent = raw if raw is not None else None if body is None else json.dumps(body).encode()
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            told.setdefault("Content-Type", "application/json")
        if self.authorization:
            told["Authorization"] = self.authorization
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), sent, told)
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def get(self, path: str) -> Any:
        """JSON of a GET that must succeed."""
        found = self.send("GET", path)
        assert found.status == 200, (found.status, found.content)
        return found.json

    def post(self, path: str, body: Any = None, expect: int = 200, **headers: str) -> Any:
        """JSON of a POST; None for 204."""
        found = self.send("POST", path, body, **headers)
        assert found.status == expect, (found.status, found.content)
        return found.json if found.content else None

    def put(self, path: str, body: Any, expect: int = 204) -> Any:
        """A PUT."""
        found = self.send("PUT", path, body)
        assert found.status == expect, (found.status, found.content)
        return found.json if found.content else None

    def upload(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]], **headers: str) -> Answer:
        """multipart/form-data, each file under its own part name."""
        border = "----border7Xq"
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
        for part, (name, content) in files.items():
            head = f'--{border}\r\nContent-Disposition: form-data; name="{part}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
            parts.append(head.encode() + content + b"\r\n")
        raw = b"".join(parts) + f"--{border}--\r\n".encode()
        return self.send("POST", path, raw=raw, Content_Type=f"multipart/form-data; boundary={border}", **headers)
