"""How lifters ask about what they have lifted: see wordings.py for how a phrase is written."""

from typing import Final

from agents.questions.question import ESTIMATE, Kind, Past, Row
from knowledge.passage import Topic

LOG: Final = (
    Row(
        kind=Kind.OTHER,
        about=ESTIMATE,
        topics=(Topic.RPE, Topic.OVERLOAD),
        phrases="if i|im .. what .. max|1rm|maximum|e1rm; what .. max|1rm|maximum|e1rm .. if i|im; "
        "what|whats .. max|1rm|e1rm .. from|off|with|for; max|1rm|e1rm from|if|off|with; "
        "what .. that|this|it .. max|1rm|e1rm; "
        "what|whats|wie|was|cual|quel|qual|какои .. max|1rm|maximum|e1rm|maximo|максимум|1пм; wenn ich .. maximum|"
        "max|1rm; maximum|max|1rm .. wenn ich; si .. hago|levanto .. maximo|1rm|max; "
        "si je .. max|1rm|maximum; se .. faco|levanto .. maximo|1rm|max; если .. максимум|1пм",
    ),
    Row(
        kind=Kind.OTHER,
        phrases="if i|im can|bench|benched|do|did|hit|squat|squatted|deadlift|deadlifted|pull|press|pressed|lift|"
        "reach; could|would|if my max; lets say; off a; from epley; how many plates|kg|lbs|kilos|pounds; "
        "convert; what plates",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.WHEN,
        phrases="when did i last; when did i .. last; when was .. last; when was the last; how long since|ago; "
        "how many days|weeks since|ago; last time i|that; wann .. zuletzt|letzte|letzten|letztes|letzter; "
        "cuando .. ultima|ultimo|hice; quand .. derniere|dernier; quando .. ultima|ultimo|fiz|treinei|treino; "
        "когда .. последний|раз|последняя",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.OFTEN,
        phrases="how often do|did|am|have|was i; how many times .. i|ive; how regularly; "
        "how frequently do|did|have i; wie oft .. ich|habe|trainiere; wie oft; cuantas veces; "
        "cada cuanto .. hago|hice|entreno; combien de fois; a quelle frequence; quantas vezes; "
        "com que frequencia .. faco|fiz|treino; как часто я; сколько раз .. я|сделал|делал|жал",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.WEEK,
        phrases="show .. last week|weeks; what|much|many did i .. last week; what i .. last week; "
        "what|much .. i .. last week; last weeks|week numbers|training|log|sessions; "
        "letzte|letzter|letzten woche; semana pasada; semaine derniere; semana passada; "
        "прошлой неделе|неделю; на прошлой",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.MAX,
        phrases="e1rm|1rm; estimated|est|current|theoretical max|maximum|1rm|one; one rep max; "
        "my|me|estimated .. max now|today|currently; whats|what|is my .. max; estimated .. max; "
        "my max|maximum; geschatztes|mein maximum|1rm|max; mein .. maximum|1rm; mi maximo; mi .. maximo|1rm; "
        "mon max|1rm; meu|minha .. maximo|maxima|1rm; мой|разовый максимум|1пм",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.BEST,
        phrases="my best|heaviest|biggest|record|pr|prs|pb|pbs; my .. best|pr|pb|record; "
        "whats|what|was my .. best|pr|pb|record|heaviest; personal best|record; my all time; "
        "most i .. ever|lifted|done; heaviest .. i|ive|ever; did i ever; have i ever; "
        "mein|meine .. rekord|bestleistung|bestes|bestwert; mi .. record|mejor|marca; mi mejor; "
        "mon|ma .. record|meilleur|meilleure; meu|minha .. recorde|melhor; мой .. рекорд|лучший; рекорд",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.LAST,
        phrases="last time|session|workout|training|set|sets; "
        "what|much|many|which|how did i .. yesterday|on|last|monday|tuesday|wednesday|thursday|friday|"
        "saturday|sunday|do|lift; what i .. yesterday|last; remind me what; my last|previous|latest; "
        "letztes|letzte|letzten|letzter mal|einheit|training; zuletzt; "
        "habe ich .. gestern|gemacht|gehoben|geschafft; ultima vez; ultimo entrenamiento|treino|dia; "
        "la derniere fois; derniere|dernier seance|entrainement; fois derniere; прошлый|последний раз; "
        "когда .. последний раз; прошлой тренировке|тренировки; "
        "show|see my .. numbers|log|history|sets|sessions; show me my; cuanto levante|hice; "
        "что я делал|делала",
    ),
    Row(
        kind=Kind.TECHNIQUE,
        topics=(Topic.TECHNIQUE, Topic.PLATEAU),
        phrases="sticking point|points",
    ),
    Row(
        kind=Kind.STUCK,
        topics=(Topic.PLATEAU,),
        phrases="stuck|plateau|plateaued|plateauing|plateaus|stalled|stalling|stall|stagnating|stagnated|stagnant; "
        "not|isnt|arent|aint|never|stopped|hasnt|havent|wont|doesnt|cant .. progressing|improving|growing|"
        "moving|increasing|progress|improve|increase|budge|budging; "
        "not|isnt|aint|hasnt|wont|doesnt|cant|stopped .. going|go|gone|move|moved|get|getting up|past|"
        "stronger|beyond; no progress|gains; cant|cannot break|get|move past|over|through|beyond; "
        "same weight|load|numbers for|since|again|every; getting|am|got weaker; weaker; going backwards|down; "
        "stagniert|stagniere|stagnieren|stagnation; komme|komm .. nicht weiter|voran|hoch; "
        "hange|hangt|stecke|steckt .. fest; geht .. nicht weiter|hoch|voran|vorwarts; "
        "estancado|estancada|estanca|estancamiento|estanque; "
        "no .. avanza|avanzo|progresa|progreso|subo|sube|mejoro|mejora; atascado|atascada; "
        "stagne|stagner|stagnation|bloque|bloquee; plus de progres; ne progresse|monte|progresser pas|plus; "
        "progresse .. plus|pas; estagnado|estagnada|estagnei|estagnou|travado|travada|travou; "
        "nao .. sobe|progride|evolui|evoluo|aumenta|progrido|melhora; "
        "застрял|застряла|застои|застое|плато|застопорился; "
        "не растет|прогрессирует|идет|двигается|увеличивается; стоит на месте",
    ),
)
