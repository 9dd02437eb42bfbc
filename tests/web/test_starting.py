"""A start that cannot succeed says so before its work, in one line that names the setting."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from adapters.settings import Settings, SettingWrong
from web import starting


def test_a_taken_port_and_a_foreign_address_are_named(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingWrong, match=r"ONETHING_PORT: \d+ of 127\.0\.0\.1 cannot be used"):
            starting.look(replace(settings, port=taken.getsockname()[1]))
    with pytest.raises(SettingWrong, match="ONETHING_HOST"):
        starting.look(replace(settings, host="not an address", port=1))
    starting.look(replace(settings, port=0))
