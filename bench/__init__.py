"""One script for each claim; each prints a table. ``python -m bench.turns``, or all of them with ``make bench``."""
