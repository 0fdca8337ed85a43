"""The files that people sent: given out by their path, for an hour after the bot asked for it."""

from itertools import count
from typing import Any

from tests.servers.telegram_wire import Error, Parameters

MOST_BYTES = 20 * 1024 * 1024
PATH_SECONDS = 3600

Json = dict[str, Any]


class Files:
    """Every file by its id, and the paths that are open."""

    def __init__(self) -> None:
        self._bodies: dict[str, bytes] = {}
        self._open_until: dict[str, tuple[float, str]] = {}  # by path: until when, and the file's id
        self._ids = count(1)

    def keep(self, name: str, body: bytes, mime_type: str) -> Json:
        """A file as a message shows it."""
        id_ = f"BQACAgQ{next(self._ids)}"
        self._bodies[id_] = body
        return {
            "file_id": id_,
            "file_unique_id": id_[3:],
            "file_name": name,
            "mime_type": mime_type,
            "file_size": len(body),
        }

    def open(self, given: Parameters, now: float) -> Json:
        """getFile."""
        id_ = str(given.get("file_id"))
        if id_ not in self._bodies:
            raise Error(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(self._bodies[id_]) > MOST_BYTES:
            raise Error(400, "Bad Request: file is too big")
        path = f"documents/file_{next(self._ids)}.csv"
        self._open_until[path] = (now + PATH_SECONDS, id_)
        return {"file_id": id_, "file_unique_id": id_[3:], "file_size": len(self._bodies[id_]), "file_path": path}

    def body(self, path: str, now: float) -> bytes:
        """What lies at a path that getFile gave."""
        until, id_ = self._open_until.get(path, (0.0, ""))
        if now >= until:
            raise Error(404, "Not Found")
        return self._bodies[id_]
