"""Talk: messages that log nothing and ask nothing, told from what is no language at all."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token

_GREETING: Final = words.set_of(
    "thanks thank thx ty cheers hi hello hey yo sup gm gn bye lol lmao haha hahaha cool nice awesome sweet perfect",
    "legend ok okay k yes yeah yep yup no nope sure sorry great good morning evening night goodnight wow please love",
    "welcome danke gracias merci grazie obrigado obrigada спасибо dzieki bedankt hallo hola bonjour ciao привет czesc",
)
# The commonest words of English chat, and of a gym's. A word that is in no list is a name, a typing error or noise.
_ORDINARY: Final = _GREETING | words.set_of(
    # who, where, when, how
    "the a an i im ive id ill you your youre youve u ur my me mine myself we us our it its itself they them their",
    "theyre",
    "he him his she her hers who whos whose what whats which that thats this these those there theres here then than",
    "one ones other others another some any all both each every either neither none nothing something anything",
    "everything",
    "someone somebody anyone everyone nobody people guys folks and or but so if because cause cuz since while though",
    "although unless until till as at by for from in into of off on onto out over to too up upon with w without within",
    "about above across after again against ahead almost alone along already also always among anyway anyways around",
    "away",
    "back before behind below beside between beyond down during early else enough even ever far fast first finally",
    "forever forward hard hardly how hows however inside instead just kinda last late lately later least less like",
    "little long lot lots low many maybe more most much near nearly never next not now often once only outside",
    "per perhaps pretty probably quite rather really right round same seriously slow slowly somehow sometimes",
    "somewhat soon",
    "still straight such super sure tho together tonight tomorrow today toward twice under usually very way well",
    "when where",
    "why yesterday yet oh ah ugh hmm um uh well wow omg idk tbh imo ngl fr bruh damn dang shit fuck fucking hell god",
    "lord",
    # being, having, doing
    "be am is are was were been being isnt arent wasnt werent aint have has had having havent hasnt hadnt do does",
    "did done",
    "doing dont doesnt didnt can cant cannot could couldnt will wont would wouldnt should shouldnt may might must",
    "let lets",
    "get gets got getting gotta go goes going gone went gonna wanna gimme make makes made making take takes took taken",
    "taking come comes came coming see sees saw seen seeing look looks looked looking feel feels felt feeling say",
    "says said",
    "saying tell tells told telling ask asks asked think thinks thought thinking know knows knew known want wants",
    "wanted",
    "need needs needed try tries tried trying keep keeps kept keeping give gives gave given giving put puts putting",
    "start starts started starting stop stops stopped end ends ended finish finished work works worked working call",
    "calls",
    "called use used using find found show shows showed shown leave left leaving move moves moved moving run runs ran",
    "running walk walked walking play plays played playing turn turned bring brought buy bought sell sold pay paid",
    "cost",
    "costs eat eats ate eaten eating drink drank drinking cook cooked wait waits waited waiting watch watched watching",
    "read write wrote written send sent hear heard help helped helps learn learned live lives lived stay stayed stand",
    "sit sat sitting fall fell hold held lose lost win won break broke broken open opened close closed check checked",
    "change changed miss missed happen happened happens seem seems seemed guess hope hoping wish believe love loves",
    "loved",
    "hate hates hated enjoy enjoyed care remember forget forgot meet met join joined plan plans planning share shared",
    "order ordered arrive arrived deliver fix fixed clean cleaned build built grow growing wear wearing throw threw",
    "talk",
    "talked talking laugh cry cried cheer cheered dying died kill kills killed killing hit hits hitting crush crushed",
    "crushing smash smashed swear swears understand mean means meant supposed able count counts counted matter matters",
    # how things are
    "good better best bad worse worst great nice fine alright okay cool awesome amazing awful terrible horrible",
    "perfect",
    "solid decent big bigger biggest small smaller huge tiny heavy heavier heaviest light lighter lightest easy",
    "easier easiest",
    "hard harder hardest tough rough brutal strong stronger strongest weak weaker fresh tired sleepy exhausted beat",
    "dead",
    "alive sick ill healthy hungry thirsty full empty busy packed crowded quiet loud open closed hot cold warm cool",
    "wet dry",
    "old older new newer young fat thin skinny lean jacked ripped swole shredded fun funny boring happy glad proud",
    "sad mad",
    "angry upset stoked hyped excited nervous scared worried stressed calm lazy crazy insane wild weird strange nuts",
    "ready",
    "done free wrong true real different special smooth clean shaky stiff tight loose sore slower faster lucky ugly",
    "cheap",
    "expensive worth deep high left whole half double extra main final total daily weekly usual normal regular serious",
    "grateful blessed motivated unmotivated beast monster king queen legend hero champ champion goat",
    # people, life, time
    "man men dude bro bros buddy mate friend friends guy girl boy kid kids baby child son daughter wife husband",
    "girlfriend",
    "boyfriend partner mom mum dad brother sister family parents boss coworker neighbor spotter trainer coach bot",
    "team crew",
    "gf bf day days week weeks weekend month months year years hour hours hr hrs minute minutes min mins second",
    "seconds time",
    "times morning afternoon evening night nights noon midnight moment while monday tuesday wednesday thursday",
    "friday saturday",
    "sunday january february march april june july august september october november december birthday holiday",
    "christmas",
    "xmas vacation trip travel work job office school class exam home house room door car bus train bike road street",
    "city",
    "town store shop park weather rain raining snow sun sunny summer winter spring fall phone app text message chat",
    "video",
    "song music playlist headphones tv game movie book news money price dollar dollars bucks euro euros money life",
    "world",
    "dog cat thing things stuff place way part bit lot kind sort idea question answer problem reason point story",
    "joke fact",
    "name number word words line list side top bottom middle end rest break start turn deal mood mind head brain",
    "heart soul",
    "body face eye eyes hand hands foot feet leg legs arm arms ass butt belly stomach lungs skin hair knee knees hip",
    "hips",
    # food and gear
    "food meal meals breakfast lunch dinner snack pizza burger chicken beef steak rice pasta bread egg eggs milk",
    "water beer",
    "beers coffee tea juice sugar protein carbs carb fat calories calorie kcal cals creatine caffeine whey shake",
    "preworkout",
    "pre diet bulk bulking cut cutting ate macros fiber fruit banana oats salad cheese butter chocolate belt shoes",
    "straps",
    "sleeves wraps chalk grip socks shirt shorts bag bottle towel mirror",
    # the gym
    "gym gyms session sessions workout workouts training train trained lift lifts lifting lifted lifter lifters set",
    "sets rep",
    "reps weight weights bar bars plate plates rack racks bench machine machines cable cables dumbbell dumbbells",
    "barbell",
    "kettlebell cardio treadmill bike rower row stairs walk run jog jogging swim swimming yoga stretch stretching",
    "mobility",
    "warmup cooldown form technique depth tempo pause pump pumped gains gainz program programme routine split block",
    "cycle",
    "deload volume intensity max maxes pr prs pb goal goals progress stronger muscle muscles chest shoulders",
    "shoulder arms",
    "biceps triceps abs core glutes quads hamstrings calves traps lats legday armday comp competition meet",
    "powerlifting",
    "bodybuilding crossfit beginner intermediate advanced natty bro split upper lower pull push burn burned burning",
    "grind",
    "grinder grinding spot spotted fail failed failure grip sweat sweating sweaty",
)  # fmt: skip
_WELCOMING: Final = words.set_of(
    "thanks thank thx ty cheers hi hello hey yo gm gn lol haha cool nice awesome sweet perfect legend good great",
    "morning evening goodnight love danke gracias merci grazie obrigado obrigada спасибо bedankt hallo hola bonjour",
    "ciao привет",
)
_BESIDE_WELCOME: Final = words.set_of(
    "coach you u so much a lot very man bro mate dude buddy for the help that it this advice ok okay all again and",
)
_WARM: Final = frozenset("👍💪🔥🙏😂❤🎉😊😀😅🤝👊🙌😎😭😤🥹🥲🤣💀😴😩😢🥳✨💯🤙👌👏")
_ENDINGS: Final = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"))
_KNOWN_SHARE: Final = 0.5  # of the words: names and slang make up the rest
_NUMBERED_SHARE: Final = 0.3  # where numbers stand among them, which have units and names that no list has


def greets(text: str) -> bool:
    """Whether *text* is thanks, a greeting or a cheer, and nothing besides but who is meant."""
    said = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(said) and not _WELCOMING.isdisjoint(said) and set(said) <= _WELCOMING | _BESIDE_WELCOME


def chats(tokens: Sequence[Token]) -> bool:
    """Whether it is talk: most of its words are words of a language, or it is a cheer.

    A single unknown word, a number alone and a line of noise are no talk: somebody may have wanted to log them.
    """
    said = [token for token in tokens if token.is_word]
    if not said:
        return any(token.text[:1] in _WARM for token in tokens) and all(token.value is None for token in tokens)
    if any(token.text in words.UNITS for token in said):
        return False
    known = sum(is_ordinary(token.text) for token in said)
    has_numbers = any(token.value is not None or token.text[:1].isdigit() for token in tokens)
    if has_numbers:
        return known >= 2 and known >= _NUMBERED_SHARE * len(said)
    return known >= _KNOWN_SHARE * len(said) or (said[0].text in _GREETING and len(said) > 1)


@lru_cache(maxsize=4096)  # most words come again
def is_ordinary(text: str) -> bool:
    """Whether *text* is a common word, or one in the plural, with 's, -ing, -ed or -ly."""
    if text in _ORDINARY:
        return True
    return any(text.endswith(ending) and text.removesuffix(ending) + stem in _ORDINARY for ending, stem in _ENDINGS)
