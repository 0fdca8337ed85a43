"""``python -m bot.commands.alive``: exit status 0 where the bot of this machine answers /healthz/live. For containers.

It asks past any proxy of the environment, and imports next to nothing, since it runs every half minute.
"""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

PORT = "FOCUSFLOW__HTTP__PORT"
USUAL_PORT = 8080  # where none is set
PATIENCE_SECONDS = 3


def is_alive(port: int) -> bool:
    """Whether the loop turns."""
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        asked.request("GET", "/healthz/live")
        return asked.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(int(os.environ.get(PORT, USUAL_PORT))) else 1)
