"""What FocusFlow says about learning from a lifter: his consent, his stars, and what stays behind when he is forgotten.

Pure: values in, sentences out.
"""

from collections.abc import Sequence
from typing import Final

from knowledge.words import counted, joined, listed, words
from storage.records import Consent

MAY_I_LEARN: Final = words(
    "May my model be trained on our talks? Names and places are removed, and `learn no` ends it any time."
)
LEARNING: Final = words("Thanks: my model may be trained on our talks. `learn no` ends it any time.")
NOT_LEARNING: Final = words("Then my model is not trained on our talks. `learn yes` if you change your mind.")
LEARNING_NO_MORE: Final = words(
    "From now on no dataset is built with our talks, and nobody is shown examples from them. "
    "A version that was trained with them before stays as it is. `learn yes` if you change your mind."
)
LEARNING_ON_OR_OFF: Final = words("Learning is on or off, like `profile learning off`. Nothing is changed.")
SAY_LEARN: Final = words("If that is about learning from our talks: tap Yes or No, or say `learn yes` or `learn no`.")

HOW_WAS_IT: Final = words("How was my coaching this week?")
ONE_TO_FIVE: Final = words("Stars are 1 to 5, so nothing is kept. Say it like `4 stars`.")
STARS_OF_WHAT: Final = words(
    "I take stars with the weekly check-in, so nothing is kept. If its question is on your screen, tap them there."
)

FORGOTTEN: Final = words("Everything about you is deleted.")
AFRESH: Final = words("If you write again, we start afresh.")


def show_learning(consent: Consent | None) -> str:
    """``learning on``; off where he was not asked, or has not answered."""
    return words("learning on") if consent is Consent.GIVEN else words("learning off")


def forgotten(versions: Sequence[str]) -> str:
    """The last words to a lifter; *versions* of the coach were trained with him, oldest first; may be empty."""
    if not versions:
        return joined([FORGOTTEN, AFRESH], " ")
    trained = counted(
        "Version {names} of the coach was trained with your talks; no later one will be.",
        "Versions {names} of the coach were trained with your talks; no later one will be.",
        count=len(versions),
        names=listed(versions),
    )
    return joined([FORGOTTEN, trained, AFRESH], " ")
