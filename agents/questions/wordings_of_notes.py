"""Questions that one passage answers, whatever else they name: see wordings.py for how a phrase is written."""

from typing import Final

from agents.questions.question import Kind, Past, Row
from knowledge.passage import PassageId, Topic

_MEANS: Final = "what|whats|explain|define|was|que|wie|erklar|explica|explique|что"

NOTED: Final = (
    Row(
        kind=Kind.HISTORY,
        past=Past.FIRST,
        phrases="how long have|ive|am i been training|lifting; how long ive been training|lifting; since when .. i; "
        "wie lange trainiere ich; cuanto tiempo llevo entrenando; depuis quand .. je; ha quanto tempo treino; "
        "сколько я тренируюсь; как давно я",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.OFTEN,
        phrases="how many workouts|sessions|trainings|gym .. did|have|i; how many times .. trained|worked|gym; "
        "wie viele einheiten|trainings; cuantos entrenamientos; combien de seances; quantos treinos; "
        "сколько тренировок",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="programme",
        topics=(Topic.PROGRAMMES,),
        passage=PassageId("short_on_time"),
        phrases="time saving|saver|crunched|efficient; save|saving|short|little|less|no|pressed time .. plan|"
        "programme|program|routine|workout|training|session; short|pressed on|of|for time",
    ),
    Row(
        kind=Kind.RECOVERY,
        about="deload",
        topics=(Topic.DELOAD,),
        passage=PassageId("deload_what"),
        phrases=f"{_MEANS} is|are|a|does|do|ist|es|est|e|такое|такои deload|deloads|deloading|делоад|разгрузка; "
        "what is a deload; what does deload|deloading; whats|explain|define a|the|deload|deloads|"
        "deloading deload|week; "
        "was ist ein deload; que es un deload; que es una descarga; explain deload|deloads|deloading; "
        "how do|to|should i deload; how to deload; how does .. deload work; deload meaning",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="programme",
        topics=(Topic.PROGRAMMES,),
        passage=PassageId("programme_texas"),
        phrases="what is texas; whats|define|explain texas; what is the texas; "
        "whats|explain|erklar|explica|explique .. texas; "
        "how does|do|is .. texas; was ist .. texas; que es .. texas; метод техас; техасскии метод",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="amrap",
        topics=(Topic.PROGRAMMES,),
        passage=PassageId("programme_531"),
        phrases=f"{_MEANS} .. amrap; amrap mean|means|meaning; an|is amrap; amrap set; plus set",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="results",
        topics=(Topic.OVERLOAD,),
        passage=PassageId("beginner_gains"),
        phrases="how long|soon|fast|quickly .. see|get|notice results|progress|gains|difference|changes; "
        "when .. see|notice results|progress|gains|difference|changes; how long .. results; "
        "wann .. ergebnisse|erfolge|fortschritte; cuando .. resultados; quand .. resultats; quando .. resultados; "
        "когда .. результат|результаты",
    ),
    Row(
        kind=Kind.TECHNIQUE,
        about="muscles",
        topics=(Topic.TECHNIQUE,),
        phrases="what|which muscles|muscle; muscles .. work|worked|train|hit|use|used|target; target muscles; "
        "welche muskeln; que musculos; quels muscles; quais musculos; какие мышцы",
    ),
    Row(
        kind=Kind.TECHNIQUE,
        about="danger",
        topics=(Topic.PAIN,),
        passage=PassageId("pain_while_lifting"),
        phrases="is|are|isnt|arent .. dangerous|unsafe|risky; how dangerous|safe|risky; bad for my|your|"
        "the|you back|knees|"
        "knee|shoulders|spine|joints|you|heart; gefahrlich|peligroso|peligrosa|dangereux|perigoso|опасно|опасна; "
        "is|are .. deadlift|deadlifting|deadlifts|squat|squatting|squats|lifting|bench|benching safe",
    ),
    Row(
        kind=Kind.SORENESS,
        topics=(Topic.SORENESS,),
        passage=PassageId("soreness_no_measure"),
        phrases="is|are|being soreness|sore|doms .. good|bad|normal|necessary|needed|ok|sign; "
        "does soreness|doms mean; need to be sore; is it good|bad to be sore",
    ),
    Row(
        kind=Kind.SORENESS,
        topics=(Topic.SORENESS,),
        passage=PassageId("training_while_sore"),
        phrases="sore|soreness|doms .. can|should|ok|okay i|to train|lift|work|go|squat|bench|deadlift; "
        "can|should|ok|okay|fine i|to|train|lift|go|squat|bench|deadlift .. sore|soreness|doms; "
        "trotz|mit muskelkater; con agujetas; avec .. courbatures",
    ),
)

YOUNG: Final = Row(
    kind=Kind.PROGRAMME, about="young", topics=(Topic.PROGRAMMES,), passage=PassageId("young_lifters"), phrases=""
)
OLDER: Final = Row(
    kind=Kind.PROGRAMME, about="older", topics=(Topic.PROGRAMMES,), passage=PassageId("older_lifters"), phrases=""
)
