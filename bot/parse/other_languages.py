"""How German, Spanish, French, Portuguese and Russian say that something was not done, or by somebody else."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token, phrase_at

PLANS: Final = words.set_of(
    "möchte moechte werde werd wollte soll sollte könnte koennte wenn geplant hoffe hoffentlich versuche probiere",
    "quiero quisiera querría quería voy puedo debería podría planeado ojalá espero intentaré",
    "veux voudrais vais dois pourrais prévu espère jespère tenter tente essayer",
    "quero queria vou posso devo deveria poderia planejado tomara",
    "хочу хотел хотела хотелось буду собираюсь планирую планировал планировала можно стоит если надеюсь попробую",
    "пойду сделаю пожму",
)
"""What comes behind these is not done."""
PLAN_PHRASES: Final = (
    "laut plan,nach plan,ich will,ich kann,según el plan,segun el plan,selon le plan,daprès le plan,segundo o plano",
    "pelo plano,по плану,по программе,надо сделать,mon objectif,mi meta",
    "a ver si,será que,puis je",
)
PAST: Final = words.set_of("früher раньше autrefois antigamente")
DAYS_AHEAD: Final = words.set_of(
    "morgen übermorgen mañana demain amanhã завтра послезавтра ziel objetivo objectif цель bald bientôt скоро",
)
OTHER_DAYS: Final = words.phrases_of(
    "nächste woche,nächsten monat,nächstes mal,nächstes training,letztes jahr,letzten monat,letzte woche",
    "semana que viene,próxima semana,próxima vez,año pasado,mes pasado,semana pasada",
    "semaine prochaine,prochaine fois,prochaine séance,année dernière,lannée dernière,an dernier,lan dernier",
    "mois dernier,semaine dernière",
    "semana que vem,ano passado,mês passado,semana passada,próximo treino",
    "следующей неделе,следующий раз,следующую тренировку,прошлом году,прошлом месяце,прошлой неделе",
)
"""Other weeks, months and years, ahead or past."""
JOKES: Final = (
    "im traum,war ein witz,nur spaß,scherz,es broma,en broma,en sueños,je rigole,je déconne,en rêve,dans mes rêves",
    "brincadeira,nos meus sonhos,шучу,шутка,во сне",
)
ALMOST: Final = words.set_of("almost nearly beinahe casi presque quase почти")
THEIRS: Final = words.phrases_of(  # said of others alone: whoever speaks of himself has another form
    "hizo,ha hecho,a fait,a soulevé,a poussé,a tiré,fez,levantou,puxou,conseguiu",
)
_BEFORE_OURS: Final = words.set_of("on")  # on a fait: we did
_HAS: Final = "hat"
THEIR_VERBS: Final = words.firsts(THEIRS) | {_HAS}
_LIFTED: Final = words.set_of("gedrückt gehoben gemacht gebeugt gezogen geschafft gebankt gerissen gestoßen")
_MORNING: Final = words.set_of("morgen mañana")
_BEFORE_MORNING: Final = words.set_of("heute gestern guten am jeden diesen esta la ayer cada de")
PEOPLE: Final = words.set_of(
    "kumpel freund freundin bruder schwester frau kollege kollegin trainingspartner",
    "amigo amiga hermano hermana novio novia esposa marido compañero compañera colega ella",
    "pote ami amie frère soeur copain copine mari femme collègue elle",
    "irmão irmã namorado namorada parceiro parceira ele ela",
    "друг подруга брат сестра жена муж коллега приятель напарник он она",
)
MINE: Final = words.set_of("ich yo eu je moi я")
RESUMING: Final = words.set_of("heute hoy aujourdhui hoje сегодня aber pero но") | MINE
DONE: Final = words.set_of("gemacht geschafft hice fait fiz сделал сделала")
WITH: Final = words.set_of("mit con avec com с")


def is_morning(tokens: Sequence[Token], at: int) -> bool:
    """Whether "morgen" or "mañana" is the morning there, as in heute morgen and esta mañana, and not the next day."""
    return tokens[at].text in _MORNING and at > 0 and tokens[at - 1].text in _BEFORE_MORNING


def is_theirs(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the verb at *at* says that somebody else lifted: Pierre a fait, hat 200x8 gedrückt."""
    if tokens[at].text == _HAS:
        return any(tokens[place].text in _LIFTED for place in range(at + 1, stop))
    is_ours = at > 0 and tokens[at - 1].text in _BEFORE_OURS
    return bool(phrase_at(tokens, at, THEIRS)) and not is_ours
