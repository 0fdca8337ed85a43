"""What every test stands on: no test reaches the internet, nor asks a name server about it."""

import os
import signal
import socket
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("same every time", database=None, deadline=None)  # a red build is a change's own fault
settings.load_profile("same every time")

# Whole bots in tests find passages by words: half a minute of vectors each would slow all of them down.
os.environ.setdefault("FOCUSFLOW__RETRIEVAL__EMBEDDER", "none")

# A suite that a shell runs in the background is told to ignore Ctrl-C, and so would be what its tests start and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

LOOPBACK_NAMES = {"localhost", ""}


def _is_looked_up(host: object) -> bool:
    """Whether a name server would be asked, and so would hear of it."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in LOOPBACK_NAMES:
        return False
    try:
        ip_address(str(name))
    except ValueError:
        return True
    return False


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

    look_up = socket.getaddrinfo

    def guarded_look_up(host: object, *rest: Any, **more: Any) -> Any:
        if _is_looked_up(host):
            raise socket.gaierror(socket.EAI_NONAME, f"a test looked up {host!r}")
        return look_up(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
