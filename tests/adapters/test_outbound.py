"""Out of the house to listed places only: forms of addresses, names that change, redirects, sizes, times, certificates."""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters import exact_json
from adapters.addresses import AddressNotAllowed, checked, place_of
from adapters.connector import TryLater
from adapters.outbound import Outbound
from adapters.settings import SettingWrong, read
from adapters.simulators.server import Simulators
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:0:0:0:0:80ff:fffe", "fe80::1%eth0",
]


@pytest.mark.parametrize("address", INSIDE)
def test_a_listed_name_may_not_lead_inside(address: str) -> None:
    place = place_of("https://system.example", ("system.example",))
    with pytest.raises(AddressNotAllowed, match="ONETHING_OUTBOUND_PRIVATE"):
        checked(place, (), lambda host, port: (address,))
    with pytest.raises(AddressNotAllowed):  # one bad address among good ones spoils them all
        checked(place, (), lambda host, port: ("93.184.216.34", address))


def test_private_networks_may_be_listed() -> None:
    place = place_of("https://system.example", ("system.example:443",))
    assert checked(place, ("10.30.0.0/16",), lambda host, port: ("10.30.4.5",)) == "10.30.4.5"
    with pytest.raises(AddressNotAllowed):
        checked(place, ("10.30.0.0/16",), lambda host, port: ("10.31.4.5",))
    with pytest.raises(SettingWrong, match="ONETHING_OUTBOUND_PRIVATE"):
        read({"ONETHING_OUTBOUND_PRIVATE": "10.30.0.0/33"})


@pytest.mark.parametrize("url", [
    "http://2130706433:8080", "http://0x7f.1:8080", "http://0177.0.0.1:8080", "http://127.1:8080", "http://[::1]:8080", "http://a@127.0.0.1:8080", "http://user:password@127.0.0.1:8080",
    "ftp://127.0.0.1:8080", "file:///etc/passwd", "http://127.0.0.1:8081", "http://127.0.0.1", "http://127.0.0.1:8080.evil.example", "http://evil.example#127.0.0.1:8080",
    "http://127.0.0.1:8080?x", "http://127.0.0.1:8080 .evil.example", "//127.0.0.1:8080", "http://", "http://127.0.0.1:99999",
])
def test_only_what_is_listed_is_a_place(url: str) -> None:
    with pytest.raises(AddressNotAllowed):
        place_of(url, ("127.0.0.1:8080",))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost.localdomain.example"])
def test_other_spellings_of_loopback_are_names_and_stay_outside(host: str) -> None:
    with pytest.raises(AddressNotAllowed):
        checked(place_of(f"http://{host}:80", (f"{host}:80",)), (), lambda host, port: ("127.0.0.1",))


@pytest.fixture
def simulators(tmp_path: Path, clock: SettableClock) -> Iterator[Simulators]:
    made = Simulators(SECRET, tmp_path / "simulators.sqlite", clock)
    made.start()
    yield made
    made.stop()


def test_a_name_that_changes_after_the_look_leads_nowhere(simulators: Simulators) -> None:
    """DNS rebinding: the first answer is a good address, every later one is loopback with a listener. One look is all there is."""
    port, asked = simulators.url.rpartition(":")[2], []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("192.0.2.1",) if len(asked) == 1 else ("127.0.0.1",)

    outbound = Outbound(f"http://system.example:{port}/fire", (f"system.example:{port}",), timeout_seconds=0.3, private=("192.0.2.0/24",), resolver=rebinding)
    with pytest.raises(TryLater) as caught:
        outbound.get("/health", {})
    assert not caught.value.reached and asked == ["system.example"]
    with pytest.raises(AddressNotAllowed):
        outbound.get("/health", {})
    outbound.close()


def test_the_host_name_is_said_to_the_other_side(simulators: Simulators) -> None:
    netloc = "system.example:" + simulators.url.rpartition(":")[2]
    outbound = Outbound(f"http://{netloc}/fire", (netloc,), timeout_seconds=2, private=("127.0.0.0/8",), resolver=lambda host, port: ("127.0.0.1",))
    assert outbound.get("/health", {}).status == 200
    outbound.close()


def test_a_dripping_answer_ends_with_its_time(simulators: Simulators) -> None:
    outbound = Outbound(simulators.place("fire"), (simulators.url.removeprefix("http://"),), timeout_seconds=0.5)
    simulators.faults.add("fire", {"kind": "drip", "seconds": 0.1})
    with pytest.raises(TryLater, match="no answer within"):
        outbound.get("/health", {})
    outbound.close()


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    """TLS is verified, against the name and not the address; an own authority can be named."""
    import subprocess

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=system.example", "-addext", "subjectAltName=DNS:system.example"],
        check=True, capture_output=True,
    )
    import socket

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
                with context.wrap_socket(connection, server_side=True) as wrapped:
                    wrapped.recv(4096)
                    wrapped.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()

    def reach(name: str, ca_file: str) -> int:
        netloc = f"{name}:{port}"
        outbound = Outbound(f"https://{netloc}", (netloc,), timeout_seconds=30, private=("127.0.0.0/8",), ca_file=ca_file, resolver=lambda host, port: ("127.0.0.1",))
        try:
            return outbound.get("/", {}).status
        finally:
            outbound.close()

    assert reach("system.example", str(cert)) == 200
    with pytest.raises(TryLater, match="CERTIFICATE_VERIFY_FAILED"):
        reach("system.example", "")
    with pytest.raises(TryLater, match="CERTIFICATE_VERIFY_FAILED"):
        reach("other.example", str(cert))
    listener.close()


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": -Infinity}', '{"a": 1e999999999}', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_json_of_ours_is_none(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        exact_json.loads(text)


def test_secrets_are_not_printed() -> None:
    given = {"ONETHING_SYSTEM_FIRE_URL": "https://fire.example/api/", "ONETHING_SYSTEM_FIRE_SECRET": "whsec_hidden", "ONETHING_PENALTY_SECRET": "whsec_hidden"}
    settings = read({**given, "ONETHING_SECRET_KEY": "k", "ONETHING_DATA_DIR": "/nonexistent"})
    assert settings.systems["fire"].url == "https://fire.example/api" and settings.outbound_allowed == ("fire.example",)
    assert "hidden" not in repr(settings)
