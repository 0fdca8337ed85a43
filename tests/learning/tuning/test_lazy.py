"""What speaks to lifters never pays for what trains."""

import subprocess
import sys

HEAVY = {"torch", "transformers", "peft", "trl", "datasets", "accelerate", "gguf"}


def test_the_command_line_and_the_tuning_package_import_nothing_that_trains() -> None:
    code = "import sys, learning.cli, learning.tuning, bot.app; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    modules = set(ended.stdout.split())
    assert "learning.tuning.cli" in modules, ended.stderr
    assert not HEAVY & modules


def test_without_the_libraries_a_tuning_says_what_to_install() -> None:
    code = (
        "import sys; from pathlib import Path; sys.modules['torch'] = sys.modules['datasets'] = None\n"
        "from learning.tuning import TuneJob, TuningError, tuned\n"
        "try: tuned(TuneJob(base='b', train=Path(sys.argv[1]), out=Path('o')), print)\n"
        "except TuningError as failure: print(failure)"
    )
    ended = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, timeout=60)
    assert "make .venv/installed-tune" in ended.stdout, ended.stderr
