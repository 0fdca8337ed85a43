"""Ctrl-C while the program is still being imported."""

import signal
import subprocess
import sys

PRESSED_WHILE_IMPORTING = """
import importlib.abc, os, signal, sys

class Pressed(importlib.abc.MetaPathFinder):
    def find_spec(self, name, *rest):
        if name == "bot.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Pressed())
from learning.__main__ import main
main()
"""


def test_it_ends_without_a_word() -> None:
    ran = subprocess.run([sys.executable, "-c", PRESSED_WHILE_IMPORTING], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, b"", b"")
