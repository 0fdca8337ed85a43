"""What a lifter tells of himself for good: what he trains with, how often and for how long, what he likes, what hurts.

Only clear statements about himself count. A question, a doubt, a plan and other people's lives teach nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.gear import GEAR_LIST, gear_said
from bot.parse.life import MYSELF_ABROAD, age_told, pregnancy_told
from bot.parse.people import CALLS, PEOPLE
from knowledge.exercise import Equipment

LONGEST: Final = 120  # characters of a statement: a longer one is a story
MOST_MONTHS: Final = 960
MOST_SITES: Final = 3  # of one message

_SENTENCE: Final = re.compile(r"((?:[^.!?;\n]|\.(?=\d))+)([.!?;]*)")
_PARTS: Final = (re.compile(r"\b(?:but|so|because|cause)\b"), re.compile(r"[,:]|\b(?:and|but|so|because|cause)\b"))
_ASKS: Final = words.set_of(
    "is are am do does did can could should will would what whats how hows why which who where when whenever any once",
    "after before",
)
_DOUBT: Final = words.set_of(
    "if unless would wouldnt could couldnt should shouldnt might may maybe perhaps wish wonder wondering suppose",
    "imagine until till want wanna wants hope hoping think thinks guess probably tomorrow next soon later upcoming",
    "said says told asked asks asking let lets lol jk kidding let",
)
_OTHERS: Final = (PEOPLE - CALLS) | words.set_of("his her their your our you hes shes theyre everyone people")
_LONG_AGO: Final = words.set_of("ago last used old once formerly previously almost nearly")

_SITE: Final = (
    r"(?:(?:left|right|both|lower|low|upper|mid)\s+)*"
    r"(?:knees?|shoulders?|elbows?|wrists?|hips?|ankles?|neck|spine|back|rotator cuff|achilles|pecs?|chest|biceps?"
    r"|triceps?|hamstrings?|hammy|quads?|calf|calves|groin|adductors?|glutes?|lats?|traps?|delts?|forearms?|hands?"
    r"|foot|feet|shins?|ribs?|thumbs?|fingers?)"
    r"(?!\s+(?:press|presses|squats?|raises?|curls?|extensions?|thrusts?|rows?|days?|workouts?|pulls?|exercises?))"
)
_SITES: Final = re.compile(rf"\b{_SITE}\b")
_MY_SITE: Final = re.compile(rf"\bmy ({_SITE})\b")

_LEAD: Final = (
    r"(?:(?:hey|hi|ok|okay|well|btw|fyi|also|and|actually|coach|yo|oh|yeah|honestly|tbh|dude|bro|man|good news|update"
    r"|just so you know|for context|now|currently|today|these days|at the moment|right now|this week)\s*[,:]?\s+)*"
)
_TAIL: Final = r"(?:[ ,]+(?:now|today|right now|btw|fyi|tbh|these days|currently|at the moment|this week|again|coach))*"
_COUNT: Final = r"(one|two|three|four|five|six|seven|eight|nine|ten|an?|half a|\d{1,2}(?:\.5)?)"
_COUNTS: Final[Mapping[str, Decimal | int | str]] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
    "an": 1,
    "half a": Decimal("0.5"),
}
_LIFTING: Final = r"(?:lifting|training|working out|going to the gym|strength training|weight training)"
_OFTEN: Final = r"(?: (?:can|only|usually|currently|now|generally|normally|always|can only))*"
_TRAIN: Final = r"(?:train|lift|work out|workout|exercise|go to the gym|hit the gym)"
_PER_WEEK: Final = r"\s?(?:a|per|each|every|/)\s?(?:week|wk)"
_WEEKS_IN_MONTH: Final = Decimal(52) / 12
_MONTHS_IN: Final = {"year": Decimal(12), "yr": Decimal(12), "month": Decimal(1), "week": 1 / _WEEKS_IN_MONTH}

_DAYS: Final = re.compile(
    rf"{_LEAD}i(?:m| am)?{_OFTEN} (?:{_TRAIN}|{_LIFTING})(?: weights)? "
    rf"(?:{_COUNT}\s?(?:days?|times?|x|sessions?)|(twice)){_PER_WEEK}{_TAIL}"
)
_TRAINED: Final = re.compile(
    rf"{_LEAD}(?:(?:i|ive|i have) )?been {_LIFTING}(?: weights| consistently| seriously| regularly)*(?: for)? "
    rf"(?:about |around |over |roughly |more than |the last |the past |like )?{_COUNT}\s?(year|yr|month|week)s?"
    rf"(?: and (a half))?{_TAIL}"
)
_STARTED: Final = re.compile(
    rf"{_LEAD}i started {_LIFTING} (?:about |around |roughly )?{_COUNT}\s?(year|yr|month|week)s?( ago){_TAIL}"
)
_EXPERIENCE: Final = re.compile(
    rf"{_LEAD}(?:i have|ive got|i got) (?:about |around |over )?{_COUNT}\s?(year|yr|month)s? "
    rf"(?:of )?(?:training |lifting |gym )?experience()?{_TAIL}"
)
_NEW: Final = re.compile(
    rf"{_LEAD}(?:im|i am)(?: totally| completely| brand| pretty)? new to "
    rf"(?:lifting|the gym|strength training|weight training|weights){_TAIL}"
)
_ONLY_GEAR: Final = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:i|we)(?:ve)?(?: only| just)+ (?:have got|have|got|own|train with|have access to)(?: access to)? ({GEAR_LIST})"
    rf"|(?:i|we)(?:ve| have)?(?: have| got)?(?: only| just)+ ({GEAR_LIST})"
    rf"|all i have (?:is|are) ({GEAR_LIST})"
    rf")(?: at home| here| at my gym| at the gym| at the hotel)*{_TAIL}"
)
_GEAR_AT: Final = re.compile(
    rf"{_LEAD}(?:(?:im |i am |i )?(?:training|train|lifting|lift|working out|work out) (?:at|from) home"
    rf"(?: with |: |, )(?:only |just )?({GEAR_LIST})"
    rf"|(?:(?:im |i am )?(?:training |stuck |staying )?(?:at|in) (?:the|a|my) (?:hotel gym|hotel|home gym|garage gym)"
    rf"[:,]? (?:only |just |with )({GEAR_LIST})(?: only)?)"
    rf"|(?:(?:im |i am )?(?:training |stuck )?(?:at|in) (?:the|a|my) (?:hotel gym|hotel|home gym|garage gym)"
    rf"[:,]? ({GEAR_LIST}) only)){_TAIL}"
)
_ALL_GEAR: Final = re.compile(
    rf"{_LEAD}(?:(?:im|i am) back (?:at|in) (?:the|my) (?:full|regular|normal|usual|commercial) gym"
    rf"|i(?: now)? have (?:access to )?a (?:full|commercial) gym){_TAIL}"
)
_LIKES: Final = re.compile(
    rf"{_LEAD}i(?: really| absolutely| just| do| still| fucking| totally)* "
    r"(?:(love|like|enjoy|adore)|(?:hate|dislike|despise|detest|loathe|cant stand|dont like|do not like)) "
    rf"(?:doing |the )?([a-z][a-z /-]{{1,38}}?)(?: so much| a lot| the most)?{_TAIL}"
)
_GOAL: Final = re.compile(
    rf"{_LEAD}(?:my (?:main |only |big )?goal is (?:to (?:get|build|gain) )?|i(?:m| am)? (?:train|lift|training"
    rf"|lifting) for )(?:(strength|muscle|size|hypertrophy|health|fat loss|a meet)"
    rf"|(?:be )?(strong|stronger|bigger|healthy))"
    rf"{_TAIL}"
)
_CLAUSE_ENDS: Final = re.compile(r"(?:[,;!?\n]|\.(?! (?:woche|monat)))+|\b(?:und|aber|y|pero|et|mais|e|mas|и|но)\b")
_MYSELF: Final = re.compile(
    r"(?:^|\d\S*\s|\band\s|\bbut\s)\s*"
    rf"((?:(?:im|i am|i had|ive had|i have had|not|no longer)\b|{MYSELF_ABROAD}).*)$"
)
_WHOLE: Final = r"(?: now| finally| all| fully| completely| totally| perfectly)*"
_OVER: Final = re.compile(
    rf"{_LEAD}(?:(?:my |the )?({_SITE})(?: injury| pain| strain| tweak| issue| problem)?"
    rf"(?:(?: is| are|s| feels?)?{_WHOLE} (?:fine|ok|okay|good|great|normal|100%) (?:again|now)"
    rf"|(?: is| are|s| has| have| feels?)?(?: been)?{_WHOLE} (?:healed|recovered|pain ?free|gone|back to normal"
    r"|good as new|resolved|(?:all )?better)(?: up)?(?: again)?"
    r"|(?: no longer hurts?| (?:has |have )?stopped hurting| (?:doesnt|dont) hurt (?:anymore|any more)))"
    rf"|(?:i have )?no more ({_SITE}) pain){_TAIL}"
)
_TRAINING: Final = words.set_of(
    "cardio conditioning running rowing cycling machines dumbbells barbells kettlebells cables stretching mobility",
    "burpees amrap amraps supersets dropsets singles doubles triples calisthenics",
) | {"free weights", "leg day", "push day", "pull day", "arm day", "high reps", "low reps", "drop sets", "back offs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What one message tells of its lifter. None or empty: nothing of the kind."""

    hurts: tuple[str, ...] = ()  # body parts, in his words
    over: tuple[str, ...] = ()  # body parts that hurt no longer
    equipment: tuple[Equipment, ...] | None = None  # what he has; empty: all of it
    days_per_week: int | None = None  # 1-7
    experience_months: int | None = None
    age_years: int | None = None
    pregnant: bool | None = None  # False: not any more
    goal: str | None = None
    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    told: tuple[str, ...] = field(default=(), compare=False)  # the statements, in small letters, without apostrophes


def taught(text: str, is_lift: Callable[[str], bool], pain: str | None = None) -> Taught:
    """What *text* tells. *pain*: the words in it that were read as pain; *is_lift*: whether words name an exercise."""
    found = Taught()
    found = _beside_questions(found, text)
    for sentence in _statements(text):
        found = _with_pain(found, sentence, pain) if pain else found
        found = _told(found, sentence, is_lift, _PARTS)
    return found


def _beside_questions(found: Taught, text: str) -> Taught:
    """*found* with the age and the pregnancy that a clause tells: "row 100x5 i'm pregnant, is that ok?" tells one."""
    for clause in filter(None, map(str.strip, _CLAUSE_ENDS.split(plain(text)))):
        said = set(re.findall(r"[^\W\d_]+", clause))
        match = _MYSELF.search(clause)
        if match is None or not (_DOUBT | _OTHERS).isdisjoint(said) or clause.split()[0] in _ASKS:
            continue
        age_years, pregnant = age_told(match[1]), pregnancy_told(match[1])
        if age_years is not None or pregnant is not None:
            pregnant = found.pregnant if pregnant is None else pregnant
            told = (*found.told, match[1])
            found = replace(found, age_years=age_years or found.age_years, pregnant=pregnant, told=told)
    return found


def _told(found: Taught, said: str, is_lift: Callable[[str], bool], cuts: Sequence[re.Pattern[str]]) -> Taught:
    """*found* and what *said* tells, whole or else in its parts."""
    read = _read(found, said, is_lift) if len(said) <= LONGEST else found
    if read != found:
        return replace(read, told=(*found.told, said))
    for part in cuts[0].split(said) if cuts else ():
        found = _told(found, part.strip(), is_lift, cuts[1:])
    return found


def plain(text: str) -> str:
    """*text* as statements are compared: small, one space between words, no apostrophes: "knee is", "im"."""
    small = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.sub(r"[^\S\n]+", " ", re.sub(r"'s\b", " is", small).replace("'", ""))


def sites_in(text: str) -> tuple[str, ...]:
    """The body parts that *text* names."""
    return tuple(_usual(match[0]) for match in _SITES.finditer(plain(text)))


def _statements(text: str) -> Iterator[str]:
    """The sentences that neither ask nor doubt, and are about nobody else."""
    for match in _SENTENCE.finditer(plain(text)):
        said = re.findall(r"[^\W\d_]+", match[1])
        if "?" in match[2] or not said or said[0] in _ASKS:
            continue
        if _DOUBT.isdisjoint(said) and _OTHERS.isdisjoint(said):
            yield match[1].strip()


def _with_pain(found: Taught, sentence: str, pain: str) -> Taught:
    """The body part in the words of pain; where they name none, one that is called his."""
    said = plain(pain)
    at = sentence.find(said)
    if at < 0 or not _LONG_AGO.isdisjoint(sentence.split()):
        return found
    stop = at + len(said)
    sites = [match[0] for match in _SITES.finditer(sentence) if match.end() > at and match.start() < stop]
    sites = sites or [match[1] for match in _MY_SITE.finditer(sentence)][:1]
    hurts = (*found.hurts, *map(_usual, sites))
    return replace(found, hurts=tuple(dict.fromkeys(hurts))[:MOST_SITES])


def _usual(site: str) -> str:
    return re.sub(r"\blow back\b", "lower back", site)


def _read(found: Taught, statement: str, is_lift: Callable[[str], bool]) -> Taught:
    """*found* and what one statement tells, which must be nothing else."""
    if match := _DAYS.fullmatch(statement):
        days = 2 if match[2] else _count(match[1])
        return replace(found, days_per_week=int(days)) if days % 1 == 0 and 1 <= days <= 7 else found
    if _NEW.fullmatch(statement):
        return replace(found, experience_months=0)
    if match := _TRAINED.fullmatch(statement) or _STARTED.fullmatch(statement) or _EXPERIENCE.fullmatch(statement):
        half = Decimal("0.5") if match[3] == "a half" else Decimal(0)
        months = round((_count(match[1]) + half) * _MONTHS_IN[match[2]])
        return replace(found, experience_months=months) if months <= MOST_MONTHS else found
    if (age_years := age_told(statement)) is not None:
        return replace(found, age_years=age_years)
    if (pregnant := pregnancy_told(statement)) is not None:
        return replace(found, pregnant=pregnant)
    if match := _GOAL.fullmatch(statement):
        return replace(found, goal=match[1] or match[2])
    if match := _OVER.fullmatch(statement):
        return replace(found, over=(*found.over, _usual(match[1] or match[2])))
    if match := _LIKES.fullmatch(statement):
        return _liked(found, match, is_lift)
    return _equipped(found, statement)


def _liked(found: Taught, match: re.Match[str], is_lift: Callable[[str], bool]) -> Taught:
    liked = match[2].strip()
    if liked not in _TRAINING and not is_lift(liked):
        return found
    return (
        replace(found, likes=(*found.likes, liked)) if match[1] else replace(found, dislikes=(*found.dislikes, liked))
    )


def _equipped(found: Taught, statement: str) -> Taught:
    if _ALL_GEAR.fullmatch(statement):
        return replace(found, equipment=())
    match = _ONLY_GEAR.fullmatch(statement) or _GEAR_AT.fullmatch(statement)
    gear = gear_said(next(filter(None, match.groups()), "")) if match else ()
    return replace(found, equipment=gear) if gear else found


def _count(said: str) -> Decimal:
    return Decimal(_COUNTS.get(said, said))
