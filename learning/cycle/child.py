"""``python -m learning.cycle.child JOB.json``: a tuning that ends when the process that began it does."""

import os
import sys
from threading import Thread

from learning.tuning.__main__ import INTERRUPTED, main


def _end_with_parent() -> None:
    while os.read(0, 1):  # nothing is ever written; the end comes once nobody holds the other side
        pass
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    os.environ.setdefault("TQDM_DISABLE", "1")  # the steps are told in lines
    Thread(target=_end_with_parent, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
