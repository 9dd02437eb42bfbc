"""Where this product may connect to: listed hosts, and of those only public addresses or private ones that are listed too.

The name is resolved once and the connection goes to an address that was checked, so that a name that changes between the look
and the call (DNS rebinding) leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], tuple[str, ...]]
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressNotAllowed(Exception):
    """The address is not on the list of systems that may be called (ONETHING_OUTBOUND_ALLOWED, ONETHING_OUTBOUND_PRIVATE)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A checked destination: scheme, host name as written, port."""

    scheme: str
    host: str
    port: int
    netloc: str


def place_of(base_url: str, allowed: tuple[str, ...]) -> Place:
    """The destination of a base URL. Raises AddressNotAllowed unless its host and port are listed, and for user names in it."""
    try:
        parts: SplitResult = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AddressNotAllowed(f"{base_url.rpartition('@')[2]!r}: {error}") from None
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        raise AddressNotAllowed(f"{base_url.rpartition('@')[2]!r}: http:// or https:// with a host and without a user name is needed")
    if parts.query or parts.fragment or any(ord(letter) < 33 for letter in base_url):
        raise AddressNotAllowed(f"{base_url!r}: a base URL has no query, no fragment and no blanks")
    shown = f"[{host}]" if ":" in host else host
    if parts.netloc not in allowed and f"{shown}:{port}" not in allowed:
        raise AddressNotAllowed(f"{base_url}: host and port must stand in ONETHING_OUTBOUND_ALLOWED")
    return Place(parts.scheme, host, port, parts.netloc)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name, as the system's resolver gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def checked(place: Place, private: tuple[str, ...], resolver: Resolver = resolve) -> str:
    """An address of the place that may be connected to.

    A private, loopback, link-local or otherwise special address counts as listed when the list of hosts names it literally,
    when the host is `localhost` and it is loopback, or when a network of `private` holds it. One forbidden address among
    several refuses all: a name that mixes them is not to be trusted. Raises AddressNotAllowed, OSError.
    """
    literal = _literal(place.host)
    found = (str(literal),) if literal is not None else resolver(place.host, place.port)
    if not found:
        raise AddressNotAllowed(f"{place.host}: the name has no address")
    networks = [ipaddress.ip_network(item, strict=False) for item in private]
    for text in found:
        address = _inner(ipaddress.ip_address(text.partition("%")[0]))
        listed = literal is not None or any(address in network for network in networks if network.version == address.version)
        if not (listed or (address.is_global and not address.is_multicast) or (place.host == "localhost" and address.is_loopback)):
            raise AddressNotAllowed(f"{place.host} is {address}, which is not public and not listed in ONETHING_OUTBOUND_PRIVATE")
    return found[0]


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:  # a name, also the decimal and octal forms of addresses: these are resolved, then checked
        return None


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does: the packet goes there."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
    return address
