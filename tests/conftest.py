"""What every test stands on: no test reaches the internet."""

import socket
from ipaddress import ip_address

import pytest
from hypothesis import settings

settings.register_profile("same every time", database=None, deadline=None)  # a red build is a change's own fault
settings.load_profile("same every time")

LOOPBACK_NAMES = {"localhost", ""}


def _is_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a path: a socket in the file system
    host = str(address[0])
    return host in LOOPBACK_NAMES or ip_address(host).is_loopback


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        assert _is_here(address), f"a test reached for {address}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
