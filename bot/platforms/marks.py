"""What our own words mark, alike on every platform. Pure.

A span between backticks is code where both stand at the edge of a word; any other backtick, such as one in somebody's
name, is shown as it is. Nothing else marks anything.
"""

import re
from typing import Final

CODE: Final = re.compile(r"(?<![\w`])`([^`\s](?:[^`\n]*[^`\s])?)`(?![\w`])")


def units(text: str) -> int:
    """How many UTF-16 units *text* has, which is how chat platforms count it; a lone surrogate is one."""
    return len(text.encode("utf-16-le", "replace")) // 2
