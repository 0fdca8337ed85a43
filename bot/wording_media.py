"""What FocusFlow says about photos and voice notes. Pure: values in, sentences out."""

from collections.abc import Mapping
from typing import Final

from agents.senses import LONGEST_SECONDS, MOST_BYTES, Medium, Trouble
from knowledge.words import words

MEDIA: Final[Mapping[Medium, str]] = {Medium.PHOTO: words("photo"), Medium.VOICE: words("voice note")}
TYPE_IT = words("type the sets, like `bench 185x5`.")
CANNOT: Final[Mapping[Medium, str]] = {
    Medium.PHOTO: words("I can't look at photos here, so nothing is logged from it: {type_it}", type_it=TYPE_IT),
    Medium.VOICE: words("I can't listen to voice notes here, so nothing is logged from it: {type_it}", type_it=TYPE_IT),
}
BEGUN: Final[Mapping[Medium, str]] = {
    Medium.PHOTO: words("Got the photo: reading it…"),
    Medium.VOICE: words("Got the voice note: listening…"),
}
TOO_LARGE: Final[Mapping[Medium, str]] = {
    medium: words(
        "That {medium} is larger than {megabytes} MB, so nothing is logged from it: {type_it}",
        medium=MEDIA[medium],
        megabytes=most // 1024**2,
        type_it=TYPE_IT,
    )
    for medium, most in MOST_BYTES.items()
}
TOO_LONG = words(
    "That voice note is longer than {minutes} minutes, so nothing is logged from it: send a shorter one, or {type_it}",
    minutes=LONGEST_SECONDS // 60,
    type_it=TYPE_IT,
)
FORMATS: Final[Mapping[Medium, str]] = {
    Medium.PHOTO: words("JPEG, PNG or WebP"),
    Medium.VOICE: words("OGG, MP3, M4A or WAV"),
}


def why_nothing(medium: Medium, trouble: Trouble) -> str:
    """Why nothing came of one, and what to do."""
    match trouble:
        case Trouble.GONE:
            return words(
                "I can't get that {medium}, so nothing is logged from it: send it again, or {type_it}",
                medium=MEDIA[medium],
                type_it=TYPE_IT,
            )
        case Trouble.UNFIT:
            mend = words(
                "send {formats} of at most {megabytes} MB, or {type_it}",
                formats=FORMATS[medium],
                megabytes=MOST_BYTES[medium] // 1024**2,
                type_it=TYPE_IT,
            )
            return words(
                "I can't open that {medium}, so nothing is logged from it: {mend}", medium=MEDIA[medium], mend=mend
            )
        case Trouble.SPENT:
            return words(
                "You have had your share of what models read for the day, so nothing is logged from that {medium}: "
                "{type_it}",
                medium=MEDIA[medium],
                type_it=TYPE_IT,
            )
        case Trouble.UNAVAILABLE:
            return words(
                "I could not read that {medium} just now, so nothing is logged from it: {type_it}",
                medium=MEDIA[medium],
                type_it=TYPE_IT,
            )
