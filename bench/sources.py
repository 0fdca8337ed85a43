"""How quickly a Reddit dump is read, and that memory stays as it is: invented dumps of 10 MB, 100 MB and 1 GB.

``python -m bench.sources 100`` takes the largest size in MB; the folder for them is that of temporary files. Memory is
read as Linux tells it (VmHWM): what getrusage says of a child begins with the memory of its parent.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.loopback import table

LARGEST_MB = 100
SUBREDDITS = ("Fitness", "weightroom", "bodybuilding", "cooking", "news", "pics", "funny", "gaming")
REST = {f"field_{number}": "x" * 20 for number in range(20)}  # a real line has some sixty fields that nobody needs
WORDS = "squat bench deadlift rest week set rep bar load plate sleep eat train day lighter slowly often deep grip back"
CHILD = """
import json, re, sys, time
from pathlib import Path
from learning.sources.command import read_into
from learning.sources.options import Options
began = time.perf_counter(), time.process_time()
count, tally = read_into(Options(files=(Path(sys.argv[1]),), out=Path(sys.argv[2]), licence="none: invented"))
took = time.perf_counter() - began[0], time.process_time() - began[1]
peak_kib = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([count, tally.faults, *took, peak_kib / 1024]))
"""


def prose(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=count)).capitalize() + "."


def dump_lines(chance: random.Random) -> Iterator[bytes]:
    """Four comments to a post, in no order; one line in a thousand is broken."""
    number = 0
    while True:
        number += 1
        common = {"subreddit": chance.choice(SUBREDDITS), "author": f"user{number % 9973}", **REST}
        post = {
            "id": f"p{number}",
            "score": 9,
            "title": f"How do I {prose(chance, 8)[:-1]}?",
            "selftext": prose(chance, 40),
        }
        yield json.dumps(common | post).encode() + b"\n"
        for at in range(4):
            on = f"t3_p{max(1, number - chance.randrange(2000))}"
            parent = on if chance.random() < 0.5 else "t1_x"
            words = " ".join(prose(chance, 12) for _ in range(4))
            reply = {"id": f"c{number}x{at}", "score": int(chance.paretovariate(1.0)), "body": words}
            yield json.dumps(common | reply | {"link_id": on, "parent_id": parent}).encode() + b"\n"
        if number % 200 == 0:
            yield b'{"id": "broken", \n'


def write_dump(to: Path, size_mb: int) -> None:
    left = size_mb * 1_000_000
    with to.open("wb") as file:
        for line in dump_lines(random.Random(1)):
            left -= file.write(line)
            if left <= 0:
                return


def measured(size_mb: int, folder: Path) -> list[str]:
    dump, out = folder / "dump.jsonl", folder / "records.jsonl"
    write_dump(dump, size_mb)
    command = [sys.executable, "-c", CHILD, str(dump), str(out)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    count, faults, wall_s, busy_s, peak_mib = json.loads(said)
    dump.unlink()
    load = os.getloadavg()[0]
    rates = [f"{wall_s:.1f}", f"{busy_s:.1f}", f"{size_mb / wall_s:.1f}", f"{peak_mib:.0f}"]
    return [f"{size_mb:,}", f"{count:,}", f"{faults:,}", *rates, f"{load:.1f}"]


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST_MB
    sizes = [*(size for size in (10, 100, 1000) if size < largest), largest]
    with tempfile.TemporaryDirectory() as folder:
        rows = [measured(size_mb, Path(folder)) for size_mb in sizes]
    heads = ["MB", "records", "malformed", "seconds", "of processor", "MB/s", "peak MiB", "load of the machine"]
    table(heads, rows)


if __name__ == "__main__":
    main()
