"""How lifters ask about what to do and how: see wordings.py for how a phrase is written."""

from typing import Final

from agents.questions.question import MISTAKES, Kind, Row
from agents.questions.wordings_of_care import BODY
from knowledge.passage import Topic

TRAINED: Final = (
    Row(
        kind=Kind.TECHNIQUE,
        about=MISTAKES,
        topics=(Topic.TECHNIQUE,),
        phrases="mistake|mistakes|fault|faults|errors|fehler|technikfehler|errores|erreurs|erreur|erros|ошибки|"
        "ошибка|ошибок; "
        "common|form|technique|technical|beginner|typical error|errors|problem|problems|issues; form check; "
        "check my form; "
        "what|whats am i|im|i .. doing wrong; what .. do|does|people|everyone|lifters .. wrong; "
        "am i doing .. wrong|right; "
        "doing .. wrong|incorrectly; what not to do; what to avoid; was mache ich falsch; mache ich .. falsch; "
        "que .. hago|haciendo mal; quest ce que je fais mal; je fais mal; o que .. errado; estou fazendo errado; "
        "что .. делаю не так; не так делаю",
    ),
    Row(
        kind=Kind.SWAP,
        topics=(Topic.SWAPS,),
        phrases="swap|swapping|instead|alternative|alternatives|replace|replacing|replacement|substitute|"
        "substitution|substitutes; "
        "dont|havent|cant .. a|have|got|any|use .. rack|bar|barbell|bench|dumbbells|dumbbell|machine|cable|"
        "cables|equipment|gym|plates|kettlebell; "
        "no|without rack|bar|barbell|bench|dumbbells|dumbbell|machine|cables|equipment|gym; "
        "rack|bench|machine|bar|barbell is|are taken|broken|busy|full|occupied|used; "
        f"my .. {BODY} hurts|hurt|hurting|aches; "
        f"{BODY} .. hurts|hurt|hurting|pain|sore .. what|do|can|instead|should; "
        f"what .. if|when|with .. {BODY} .. hurts|hurt|hurting|pain; switch .. for|to|out; "
        "statt|stattdessen|anstatt|anstelle|ersatz|ersetzen|alternative|alternativen; en vez|lugar de; "
        "alternativa|alternativas|sustituir|sustituto|reemplazar|cambiar; a la place; au lieu; "
        "remplacer|alternatives; no lugar; em vez; substituir|trocar; вместо|заменить|замена|альтернатива",
    ),
    Row(
        kind=Kind.WEEK,
        topics=(Topic.PROGRAMMES,),
        phrases="plan|schedule|programme|program|map|lay|organise|organize|set .. this|my|the|next|coming|"
        "training week|weeks; week plan|ahead|schedule; weekly plan|schedule; "
        "what|whats .. this|next|coming week; my week; plan for .. week; plan a week; "
        "plan|planen|plane|plant .. woche; trainingswoche|wochenplan; meine|diese|nachste woche; "
        "plan|planea|planifica|organiza .. semana; mi|esta|proxima semana; "
        "plan|planifie|planifier|planning|organise .. semaine; ma|cette|prochaine semaine; "
        "plano|planeja|planeje|planejar|organiza .. semana; minha|essa|proxima semana; "
        "план|спланируи|распиши|распишите|составь|составьте|расписание .. неделю|недели|неделя|неделе",
    ),
    Row(
        kind=Kind.SLEEP,
        topics=(Topic.SLEEP,),
        phrases="slept|sleep|sleeping|night|nights .. bad|badly|poorly|terrible|terribly|awful|horrible|horribly|"
        "rough|shit; "
        "bad|terrible|awful|horrible|rough|poor|sleepless|short night|nights|sleep; barely|hardly|no|didnt|couldnt|"
        "cant|not|without slept|sleep; sleepless; slept little|nothing; all nighter; schlecht|kaum|wenig|"
        "nicht geschlafen; "
        "schlaflose nacht; dormi|dormido mal|poco|pouco|fatal; mal dormi; noche mala; sans dormir; nuit blanche; "
        "плохо|мало|не спал|спала|выспался|выспалась",
    ),
    Row(
        kind=Kind.NEXT,
        topics=(Topic.PROGRESSION,),
        phrases="should i still|even; do i go|still; still go; am i ready; too heavy|light; add weight next; "
        "should i go|add; worth training|lifting today; should i train|lift today|tomorrow",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="warm-up",
        topics=(Topic.WARM_UP,),
        phrases="warm up|ups|upping; "
        "warmup|warmups|warming|aufwarmen|aufwarmsatze|calentar|calentamiento|echauffement|echauffer|"
        "aquecimento|aquecer|разминка|разминаться|разминку; "
        "stretch|stretching|mobility|dehnen|estirar|estiramiento|etirer|etirement|alongamento|растяжка",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="effort",
        topics=(Topic.RPE,),
        phrases="rpe|rir|рпе; reps in reserve; to failure; until failure; muscle failure; how close to failure; "
        "muskelversagen; al fallo; a lechec; ate a falha; до отказа",
    ),
    Row(
        kind=Kind.TECHNIQUE,
        topics=(Topic.TECHNIQUE,),
        phrases="form|technique|technik|tecnica|техника|технику|brace|bracing|breathe|breathing|breath|stance|cue|"
        "cues|belt|straps|shoes|chalk|posture|lockout; "
        "atmen|atmung|respirar|respiracion|respirer|respiration|respiracao|дышать|дыхание|anspannen|"
        "spannung|gainer|gainage; butt wink; bar path; how deep; "
        "depth|tiefe|profundidad|profondeur|profundidade; "
        "foot|feet|hand|grip|elbow|elbows position|width|placement|wide|flare; grip; set up; setup; "
        "hook|mixed grip; knees|knee cave|caving|cave|in|travel; hips shoot|shooting|rise|rising|up; "
        "back rounds|rounding|round|arching; rounding|rounded|arch|arching; elbows flare|flaring; "
        "wrists|wrist bend|bending|bendin; lean|leaning|falling forward; fix|improve my; "
        "properly|correctly|richtig|correctamente|correctement|corretamente|правильно; full range; "
        "difference between; range of motion; partial|partials; tempo|eccentric|negatives; "
        "how do|to|should i|you|u|we perform|do|execute|keep|stop|fix|hold|squat|bench|deadlift|press|row; "
        "how to|do squat|bench|deadlift|press|row|do|perform; "
        "wie mache|geht|fuhre|macht|hebe|halte|atme ich|man|ein|eine|der|die|das; "
        "como .. hago|hacer|hace|faco|fazer|faz; comment .. faire|fait|fais; "
        "как .. делать|делают|приседать|жать|тянуть",
    ),
    Row(
        kind=Kind.SORENESS,
        topics=(Topic.SORENESS,),
        phrases="sore|soreness|doms|aching|achy|stiff|muskelkater|agujetas|courbature|courbatures|dolorido|dolorida|"
        "dores|крепатура|крепатуры|ломит; dor|dolor muscular; болят мышцы; мышцы болят",
    ),
    Row(
        kind=Kind.SLEEP,
        topics=(Topic.SLEEP,),
        phrases="sleep|slept|sleeping|nap|naps|napping|insomnia|bedtime|melatonin|schlaf|schlafe|schlafen|"
        "geschlafen|dormir|dormi|duermo|dormido|sueno|sommeil|dors|sono|durmo|сон|сна|спать|спал|спала|сплю; "
        "all nighter; bad night",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="rests",
        topics=(Topic.PROGRAMMES,),
        phrases="rest .. between|set|sets|heavy|enough; rests; minute|min rest|rests; long .. rest; "
        "pause|pausen|pausieren .. zwischen|satzen; satzpause|satzpausen; descanso|descansar|descanso entre; "
        "repos entre; intervalo|descanso entre; отдыхать|отдых между",
    ),
    Row(
        kind=Kind.RECOVERY,
        topics=(Topic.RETURNING, Topic.RECOVERY),
        phrases="layoff|layoffs|comeback|detraining; back after|from|into|to; coming back; return|returning|"
        "resume|resuming; "
        "after .. off|break|away|holiday|vacation|injury; start|starting again; time|weeks|months|days|week|month|"
        "year off; "
        "nach .. pause|urlaub|verletzung; wieder anfangen|einsteigen; despues .. paron|pausa|vacaciones|lesion; "
        "volver a; "
        "apres .. pause|vacances|blessure|arret; reprendre|reprise; depois .. pausa|parado|ferias|lesao; voltar a|"
        "ao; "
        "после .. перерыва|отпуска|травмы|паузы; вернуться",
    ),
    Row(
        kind=Kind.RECOVERY,
        topics=(Topic.RECOVERY, Topic.WARM_UP, Topic.SORENESS),
        phrases="foam|foamroll|blackroll|faszienrolle|faszientraining|faszienrollen; foam roll|roller|rolling; "
        "rolling out; roll out; rodillo|rouleau|rolo de|en espuma|mousse; massage; massagem; masaje; ролл|ролле|"
        "роллом|мфр; "
        "massage|lacrosse gun|ball",
    ),
    Row(
        kind=Kind.RECOVERY,
        topics=(Topic.RECOVERY,),
        phrases="recover|recovery|recovering|overtrained|overtraining|overreaching|stress|stressed|tired|fatigue|"
        "fatigued|exhausted|burnt|burned|burnout|sauna|cryo; off|rest day|days|week; "
        "day|days|week off; ice|cold bath|baths|plunge|shower; hot tub|bath; "
        "beat up; cooked; erholung|regeneration|regenerieren|pausentag|pausentage|mude|ruhetag|ruhetage; "
        "recuperacion|recuperar|recuperarme|descanso|descansar|cansado|cansada; "
        "recuperation|recuperer|repos|fatigue|fatiguee; recuperacao|cansado|descanso; "
        "восстановление|восстановиться|отдых|отдыхать|устал|устала|перетренированность; days of rest; "
        "rest .. before|after; break",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="deload",
        topics=(Topic.DELOAD, Topic.PROGRAMMES),
        phrases="deload|deloads|deloading|entlastungswoche|descarga|decharge|делоад|разгрузка|разгрузку",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="programme",
        topics=(Topic.PROGRAMMES, Topic.OVERLOAD),
        phrases="how many sets|reps|exercises|days; sets .. per|a week; per week; times|x|days a|per week; "
        "3x5|5x5|3x8|4x8|5x3 or; or 3x5|5x5|3x8; "
        "program|programme|programs|routine|split|texas|531|5/3/1|linear|ppl|periodization|frequency|volume|"
        "cardio|running|jogging|hypertrophy|beginner|novice|peaking|peak|opener|openers|attempts|meet; "
        "training max; full body; push pull; how long .. workout|session; x|days|times|twice|sessions a week; "
        "days straight|running; be enough; starting strength; increment|increments|microplates; "
        "smallest plates; upper lower; what exercises|order; which first; first or; "
        "trainingsplan|programm|ausdauer; wie viele|viel .. satze|wiederholungen; "
        "rutina|programa|repeticiones; cuantas|cuantos series|dias|repeticiones; "
        "combien de series|fois|repetitions; rotina; quantas series|repeticoes|vezes; "
        "программа|программу|подходов|повторении|кардио; progressive overload; overload; "
        "how often should; motivation|motivated|nervous|nerves; add .. weight how; enough volume; "
        "too much|many .. for|sets|volume; strength standards; standards; good for a; "
        "good bench|squat|deadlift",
    ),
    Row(
        kind=Kind.WHY,
        topics=(Topic.PROGRESSION,),
        phrases="why|warum|wieso|weshalb|pourquoi|почему|зачем; how come; por que; como assim; what for",
    ),
    Row(
        kind=Kind.NEXT,
        topics=(Topic.PROGRESSION,),
        phrases="next; thoughts; whatll i|we; "
        "what should|shall|do|can|will|to|would i|we|lift|squat|bench|deadlift|press|row; "
        "how much|heavy .. should|do|can|i|to|on|for|today|tomorrow|kilo; how heavy; what weight|load; "
        "which weight|load; "
        "should i go|do|add|stay|try|bench|squat|deadlift|press|row|use|increase|lift|raise|take|hit|pull|"
        "move; go up|heavier|lighter|heavy; add weight|more; too heavy|light; "
        "can|could i go|do|hit|try|bench|squat|deadlift|add; am i ready; ready|able to|for; do i go; "
        "test .. max; adding weight; when .. add|increase; ill|i|will hit; do today; plan for|today; "
        "today|tomorrow|tmrw; "
        "what .. today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday; "
        "was|wieviel|viel|welches|schwer .. soll|mache|gewicht|heute|morgen|nachste|nachstes|montag|"
        "dienstag|mittwoch|donnerstag|freitag|samstag|sonntag; "
        "que|cuanto|cuanta|cual .. hoy|manana|toca|hago|proxima|peso|lunes|martes|miercoles|jueves|viernes|"
        "sabado|domingo; "
        "que|combien|quel|quelle .. demain|prochaine|prochain|poids|charge|faire|mettre|lundi|mardi|"
        "mercredi|jeudi|vendredi|samedi|dimanche; "
        "o que|quanto|qual .. hoje|amanha|proxima|proximo|peso|carga|faco|segunda|terca|quarta|quinta|sexta; "
        "quanto .. peso|carga|proximo|proxima|amanha|hoje|sexta|agachar; "
        "что|сколько|какои .. делать|жать|приседать|тянуть|ставить|вес|сегодня|завтра|взять|пятницу|"
        "понедельник|среду|вторник|четверг|субботу|воскресенье",
    ),
)
