"""Whose lifts are spoken of: the lifter's own, or somebody else's, which are never logged."""

from collections.abc import Sequence
from typing import Final

from bot.parse import other_languages, words
from bot.parse.clauses import Clause, has_set
from bot.parse.talk import is_ordinary
from bot.parse.tokens import Token

PEOPLE: Final = (
    words.set_of(
        "he she they buddy friend brother bro sister wife husband girlfriend boyfriend gf bf partner dad mom mum son",
        "daughter coworker colleague somebody someone guy dude kid teammate roommate girl lady woman cousin uncle",
        "nephew grandma grandpa classmate rival athlete client student granddaughter grandson niece trainee",
    )
    | other_languages.PEOPLE
)
CALLS: Final = words.set_of("bro dude girl amigo amiga")  # at the beginning they are spoken to
ACCOUNTS: Final = words.set_of("user account userid")
_DOING: Final = words.set_of(
    "did hit hits got does can lifts lifted pulls repped reps just made says said put doing lifting repping",
    "benching squatting deadlifting curling pressing pulling",
)
_LIFTED: Final = _DOING | words.set_of(
    "benched benches squatted squats deadlifted deadlifts pressed presses pulled curled curls maxed"
)
_JOINING: Final = words.set_of("and but while & whereas ,")
MINE: Final = other_languages.MINE | words.set_of("i me mine myself")
# Who or what may stand before "did 225x5" when the lifter speaks of himself, besides common words.
_NOBODY: Final = words.set_of(
    "ve scale scales oura whoop garmin fitbit yest yday ystd tonite cooldown afterwards arvo sesh sess"
)
_NEVER_A_PERSON: Final = words.set_of("he she they we you it who this that") | _NOBODY
_HELPERS: Final = words.set_of("spotter trainer")  # they stand beside a lift, and lift only where that is said
_COACHES: Final = words.set_of("coach trainer pt entrenador entraîneur treinador тренер")
_TELLS: Final = words.set_of(
    "said says tells told wrote writes programmed prescribed assigned ordered sagt sagte meint meinte dijo dice dit",
    "disse diz сказал сказала говорит велел",
)
_BESIDE_TELLS: Final = words.set_of("just has had a ha hat")
_BEFORE_TOLD: Final = words.set_of(
    "me us to i should must that do hit try the a : - today todays tonight mir ich que de me мне"
)
_TOLD_REACH: Final = 16  # coach said bench 225x5 and then i went and did it
_DID_IT: Final = words.set_of("did done got hit made finished nailed crushed looked was felt")
_CALLED: Final = PEOPLE | ACCOUNTS | _HELPERS | _COACHES | other_languages.THEIR_VERBS
_BEGINNERS: Final = PEOPLE | ACCOUNTS | _COACHES | _LIFTED | other_languages.THEIR_VERBS | {"@"}
_ADVERBS: Final = words.set_of("just also only then even really once finally")
_TELLING: Final = words.set_of("me that saw watched apparently as when because")
_PERSON_REACH: Final = 8  # guy next to me is curling 135x10
_TO: Final = words.set_of("to for by from")
_SHORTEST_NAME: Final = 3
_WITH: Final = other_languages.WITH | words.set_of("with w for from past than")
_BEFORE_NAMES: Final = _JOINING | _TELLING | {"my"}
_NO_NAMES: Final = _NEVER_A_PERSON | words.FILLERS


def tells_of_people(tokens: Sequence[Token]) -> bool:
    """Whether anybody but the lifter may be spoken of: somebody is called, or a word of no language stands there."""
    return any(token.text in _CALLED or _is_name(token) for token in tokens)


def somebody_else(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> range | None:
    """What of *clause* is about the person at *at*, who is not the lifter; None when nobody else is there."""
    if tokens[at].text not in _BEGINNERS or not _is_somebody_else(tokens, at, clause, names):
        return None
    return range(_where_he_begins(tokens, at, clause), _where_he_ends(tokens, at, clause))


def _is_somebody_else(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    text = tokens[at].text
    if text in _LIFTED and _is_stranger_before(tokens, at, clause, names):
        return True
    if text in other_languages.THEIR_VERBS and other_languages.is_theirs(tokens, at, clause.stop):
        return True
    if text in _COACHES:
        return _is_told_to(tokens, at, clause, names)
    if text == "@" and _is_account(tokens, at, clause):
        return True
    ahead = range(at + 1, min(at + _PERSON_REACH, clause.stop))
    if text in ACCOUNTS:
        return any(tokens[place].value is not None for place in ahead)
    is_along = any(tokens[place].text in _WITH for place in range(max(clause.start, at - 2), at))
    is_person = text in PEOPLE and not is_along and not (text in CALLS and at == clause.start)
    if not is_person or any(_speaks_of_himself(tokens, place, clause) for place in ahead):
        return is_person and any(
            _is_lifting(tokens, place, names) for place in range(at + 1, _mine(tokens, at, clause))
        )
    return any(_is_lifting(tokens, place, names) for place in ahead)


def _is_told_to(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """Coach said bench 225x5: to be done; but not "coach said bench 225x5 looked good", "... and I did it"."""
    tells = _past(tokens, at + 1, clause.stop, _BESIDE_TELLS)
    if tells >= clause.stop or tokens[tells].text not in _TELLS:
        return False
    lift = _past(tokens, tells + 1, clause.stop, _BEFORE_TOLD)
    if lift >= clause.stop or not (lift in names or tokens[lift].value is not None):
        return False
    stop = min(lift + _TOLD_REACH, clause.stop)
    did = next((place for place in range(lift, stop) if tokens[place].text in _DID_IT), None)
    return did is None or has_set(tokens, did, stop)


def _past(tokens: Sequence[Token], at: int, stop: int, skipped: frozenset[str]) -> int:
    return next((place for place in range(at, stop) if tokens[place].text not in skipped), stop)


def _is_account(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    """To @mike's log, @dave hit 225x5."""
    if at + 1 >= clause.stop or not (tokens[at + 1].is_word and tokens[at + 1].glued):
        return False
    is_for = at > clause.start and tokens[at - 1].text in _TO
    return is_for or any(tokens[place].text in _LIFTED for place in range(at + 2, min(at + 5, clause.stop)))


def _is_lifting(tokens: Sequence[Token], at: int, names: set[int]) -> bool:
    return at in names or tokens[at].text in _LIFTED or tokens[at].value is not None


def _is_stranger_before(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """John did 225x5, eddie hall pulled 500kg: a word of no language before what was done."""
    if at == clause.start or not any(token.value is not None for token in tokens[at + 1 : min(at + 6, clause.stop)]):
        return False
    who = at - 1
    while who > clause.start and tokens[who].text in _ADVERBS:
        who -= 1
    is_first = who == clause.start or tokens[who - 1].text in _BEFORE_NAMES or _is_name(tokens[who - 1])
    is_somebody = _is_name(tokens[who]) or tokens[who].text in _HELPERS
    return is_somebody and who not in names and is_first


def _is_name(token: Token) -> bool:
    if token.text.endswith("ed"):
        return False  # supersetted curls
    is_long = len(token.text) >= _SHORTEST_NAME and token.is_word and token.raw.isalpha()
    return is_long and not is_ordinary(token.text) and token.text not in _NO_NAMES


def _where_he_begins(tokens: Sequence[Token], at: int, clause: Clause) -> int:
    """185x5 and my buddy 225x5: the set before was done; but 225x5 my buddy did."""
    is_lifting = any(token.value is not None for token in tokens[at : clause.stop]) and tokens[at].text not in ACCOUNTS
    is_behind = is_lifting and tokens[at].text != "@" and has_set(tokens, clause.start, at)
    return at if is_behind else clause.start


def _where_he_ends(tokens: Sequence[Token], at: int, clause: Clause) -> int:
    return clause.stop if tokens[at].text in ACCOUNTS else _mine(tokens, at, clause)


def _mine(tokens: Sequence[Token], at: int, clause: Clause) -> int:
    """Where the lifter comes back to himself: "i did", "mine was"; else the end of the clause."""
    places = range(at + 1, clause.stop)
    return next((place for place in places if _speaks_of_himself(tokens, place, clause)), clause.stop)


def _speaks_of_himself(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    if tokens[at].text not in MINE or at + 1 >= clause.stop or tokens[at - 1].text == "of":
        return False
    behind = tokens[at + 1]
    return behind.text in _LIFTED | {"was", "only", "managed"} or behind.value is not None
