"""Numbers that stand for somebody or something and count nothing: phones, IBANs, social security and card numbers."""

from typing import Final

_DATE: Final = r"(?:(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d)(?!\d)"
_GAP: Final = r"(?:[ .‐–-]|(?<=\)))"
_AREA: Final = rf"{_GAP}?\(\d{{1,5}}\)"
_GROUP: Final = rf"{_GAP}(?!{_DATE})\d{{2,5}}"
_END: Final = rf"{_GAP}(?!{_DATE})\d{{4,8}}"  # no load has four digits, so that lists of loads have no such end
_HYPHEN: Final = "[‐–-]"

IDENTIFIER: Final = rf"""(?ax:
    (?<![\w.,+‐–-])
    (?: \+\d{{1,3}} (?:{_AREA}|{_GROUP}){{1,4}} {_END}                              # +1 (555) 010-9999
      | 0\d{{2,4}} (?:{_GROUP}){{1,3}} {_END}                                       # 0170 123 4567
      | 0\d (?:[ .‐–-]\d\d){{4}} | 0\d{{2,4}} (?:{_GAP}\d{{2,4}}){{2,4}}                # 06 12 34 56 78, 0171 12 34
      | \(\d{{2,5}}\) (?:[ ]?(?!{_DATE})\d{{2,5}}[ .‐–-]\d{{4,8}} | [ ]?\d{{5,8}})  # (555) 010-9999
      | \d{{3}}[ ]\d{{3}}{_HYPHEN}\d{{4}}                                           # 555 010-9999
      | (?!{_DATE}) (?=[\d‐–-]{{0,40}}(?:\d{{4}}|(?<!\d)0\d\d)) \d{{1,6}} (?:{_HYPHEN}\d{{1,6}}){{2,6}}
      | [a-z]{{2}}\d\d[ ](?:[a-z]{{4}}|\d{{4}})[ ]\d{{4}} (?:[ ]\d{{4}}){{0,5}} [ ]\d{{1,4}}
    )
    (?![\w‐–-])
)"""
"""A regular expression for one of them as it is written, in one piece; ignores case. Of digits joined by hyphens, as in
123-45-6789, it takes three groups and more, one of four digits or with a zero before two: 225-5-3 and 10-8-6 are sets.
"""
