"""How those ask who need a doctor's help: an eating disorder, an illness that one follows. See wordings.py."""

from typing import Final

from agents.questions.question import Kind, Row
from knowledge.passage import PassageId, Topic

_EAT: Final = "eat|eating|ate|food|meal|meals|dinner|lunch|breakfast"

DISORDERED: Final = Row(
    kind=Kind.MEDICAL,
    about="eating",
    phrases="anorexia|anorexic|bulimia|bulimic|laxative|laxatives|binge|binged|binges|bingeing|binging; "
    "eating disorder|disorders; purge|purging|purged; starve|starving myself; stop|stopped eating; eat nothing; "
    "make|made|making myself throw|vomit|puke|sick; "
    f"throw|threw|throwing up after|every {_EAT}|day|time; throw|threw|throwing up to; vomit|puke|sick after {_EAT}; "
    "not eat|eating for|anything|at; "
    f"guilty|guilt|ashamed|shame|disgusted .. {_EAT}; {_EAT} .. guilty|guilt|ashamed; "
    "hate|hating my|the body|weight|fat|stomach|thighs|looks|legs; disgusted by .. body; hate .. mirror; hate myself; "
    "hate how|the .. look|fat; feel|felt fat|disgusting; "
    f"afraid|scared|terrified|fear of|to {_EAT}|gaining|carbs|calories; scared of getting fat; "
    "i feel|am so|too|disgustingly fat|disgusting|gross|ugly; skipping|skip all|every|most meals; "
    "punish|punishing myself; burn|work off what i ate; body dysmorphia; "
    "essstorung|magersucht|magersuchtig|bulimie|bulimisch|fressanfall|fressanfalle|fressattacke|fressattacken|"
    "abfuhrmittel; hasse meinen korper|bauch; hasse mich; mein korper .. ekelt|eklig; "
    "schuldig|schuldgefuhle|schlechtes .. essen|esse|gegessen; essen|esse .. schuldig|schuldgefuhle; "
    "erbreche|ubergebe|kotze .. essen|mich; angst .. essen|zuzunehmen; finger in den hals; "
    "anorexie|anorexia|anorexica|anorexique|boulimie|boulimique|bulimica|bulimico|atracon|atracones|laxantes|laxatifs; "
    "odio mi cuerpo; me odio; culpa|culpable .. comer|como|comi; comer|como|comi .. culpa|culpable; "
    "trastorno alimentario|alimenticio; me provoco el|vomito; vomito|vomitar .. comer|como; "
    "miedo .. comer|engordar; me siento gorda|gordo|asquerosa|asqueroso; "
    "deteste|hais mon corps; me deteste; coupable|culpabilise .. mange|manger; mange|manger .. coupable; "
    "crise|crises de boulimie; me fais vomir; vomir|vomis apres; trouble|troubles alimentaire|alimentaires; "
    "peur .. manger|grossir; me sens grosse|gros|degoutante; "
    "odeio meu|o corpo; odeio o meu corpo; me odeio; culpa|culpado|culpada .. comer|como|comi; "
    "comer|como|comi .. culpa|culpado|culpada; compulsao alimentar; transtorno|disturbio alimentar; laxante; "
    "forco o vomito; vomito|vomitar .. comer; medo .. comer|engordar; me sinto gorda|gordo|nojenta; "
    "анорексия|булимия|рпп|слабительное|слабительные|зажор|переедание|обжираюсь|обжорство; "
    "ненавижу свое|мое тело; ненавижу себя|тело; вина|вину|виноватой|виноватым|стыдно .. ем|есть|еды|еду; "
    "ем|есть|еды|еду .. вину|виноватой|виноватым|стыдно; вызываю|вызвать рвоту; рвота|рвоту|тошнит после еды; "
    "расстройство пищевого; боюсь есть|потолстеть|поправиться; я жирная|жирныи",
)

CONDITIONS: Final = (
    Row(
        kind=Kind.MEDICAL,
        about="drying",
        phrases="dehydrate|dehydrating|dehydration .. weight|weigh|weighin|class; dehydrate|dehydrating myself; "
        "cut|cutting|drop|dropping|lose|losing|sweat|sweating .. water .. weight|weigh|weighin|class|meet|comp; "
        "cut|cutting water; water cut|cutting|load|loading; sweat|sweating .. weight|weigh|weighin|class; "
        "no|without|zero|stop|stopping|skip|skipping|avoid|not fluid|fluids|water|liquid|liquids|drinking|drink .. "
        "weigh|weighin|weighing; dry out|myself .. weigh|weighin|weighing; "
        "sauna .. weight|weigh|weighin; spit|spitting .. weight|weigh; entwassern|deshidratarme|deshidratarse",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="thinners",
        phrases="blood thinner|thinners; anticoagulant|anticoagulants|warfarin|eliquis|xarelto|blutverdunner|"
        "anticoagulante|anticoagulantes|marcumar|антикоагулянты; разжижающие кровь",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="pressure",
        phrases="blood pressure; hypertension|hypertensive|bluthochdruck|hypertonie|hipertension|"
        "hipertensao|гипертония|"
        "гипертонии|гипертониеи; hoher blutdruck; hohen|hohem blutdruck; presion|tension alta|arterial; "
        "tension arterielle|elevee; pressao alta|arterial; высокое|высоким|повышенное|повышенном "
        "давление|давлением|давлении",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="heart",
        phrases="pacemaker|icd|defibrillator|arrhythmia|afib|murmur|cardiomyopathy|aneurysm|stent|stents|"
        "herzschrittmacher|herzfehler|herzrhythmusstorungen|marcapasos|arritmia|soplo|aritmia|stimulateur|"
        "pacemaker|marcapasso|кардиостимулятор|аритмия|аритмии|аритмиеи; "
        "heart condition|disease|problem|problems|murmur|failure|surgery|attack|defect|valve; atrial fibrillation; "
        "bypass surgery; had a stroke; herzprobleme; problemas de corazon|coracao; problemas cardiacos; "
        "probleme|probleme|problemes cardiaque|cardiaques; souffle au coeur; порок|шумы|болезнь сердца|сердце",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="diabetes",
        phrases="diabetes|diabetic|diabetiker|diabetico|diabetica|diabete|diabetique|диабет|диабетом|диабете|диабетик; "
        "type 1|2 diabetes; low blood sugar; hypoglycemia|hypo",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="period",
        phrases="lost|missing|missed|skipped my|a period|periods; no|irregular|missed|missing|lost period|periods; "
        "havent .. period; "
        "period|periods .. stopped|missing|late|gone|away; amenorrhea|amenorrhoea|amenorrhoe|amenorrea|amenorreia|"
        "аменорея; red s; keine periode|regel|tage mehr; periode .. ausgeblieben|weg; "
        "perdi|falta la|mi regla|menstruacion|periodo; sin regla|menstruacion; plus mes|de regles; "
        "sem menstruar|menstruacao; perdi a menstruacao; пропали|нет|прекратились месячные; месячные "
        "пропали|прекратились",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="breastfeeding",
        phrases="breastfeed|breastfeeding|breastfed|nursing|lactating|stille|stillen|stillzeit|amamantando|amamantar|"
        "lactancia|allaite|allaiter|allaitement|amamentando|amamentar|amamentacao|кормлю|кормящая|кормлении; "
        "breast feeding; doy el pecho",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="fracture",
        topics=(Topic.RETURNING,),
        passage=PassageId("returning_after_injury"),
        phrases="broke|broken|fractured|breaking|fracture .. wrist|arm|hand|finger|leg|ankle|foot|toe|"
        "rib|ribs|collarbone|"
        "clavicle|hip|bone|elbow|shoulder|thumb|nose; in a cast; stress fracture; "
        "handgelenk|arm|bein|finger|rippe|fuss .. gebrochen; rompi|roto|fracture .. muneca|"
        "brazo|pierna|dedo; "
        "casse|cassee .. poignet|bras|jambe|doigt; quebrei|fraturei .. pulso|braco|perna|dedo; "
        "сломал|сломала|перелом|перелома",
    ),
    Row(
        kind=Kind.MEDICAL,
        about="condition",
        phrases="epilepsy|epileptic|seizures|seizure|glaucoma|osteoporosis|cancer|chemo|chemotherapy|asthma|kidney|"
        "copd|hiv|lupus|anemia|thyroid|hashimoto|epilepsie|epilepsia|osteoporose|krebs|cancer|asma|asthme|"
        "osteoporosis|эпилепсия|рак|астма|остеопороз|глаукома; detached retina; multiple sclerosis; crohns disease; "
        "ms patient",
    ),
)

RETURNING: Final = (
    Row(
        kind=Kind.ILLNESS,
        about="returning",
        topics=(Topic.RETURNING, Topic.ILLNESS),
        passage=PassageId("returning_after_illness"),
        phrases="had|after|over|beat|recovered|recovering|since .. flu|covid|corona|pneumonia|virus; "
        "after|following a|the|my|having|bad cold|illness|infection|virus; after being sick|ill; "
        "was|been sick|ill .. when|again|back|return|start; had a cold .. when|again|back|start; "
        "nach .. grippe|krankheit|erkaltung|corona|covid; despues de .. gripe|covid|enfermedad|enfermarme|resfriado; "
        "apres .. grippe|covid|maladie|rhume; depois da|de|do .. gripe|covid|doenca|resfriado; "
        "после .. гриппа|болезни|ковида|простуды|орви",
    ),
    Row(
        kind=Kind.ILLNESS,
        about="infection",
        topics=(Topic.RETURNING, Topic.ILLNESS),
        passage=PassageId("returning_after_illness"),
        phrases="covid|corona|pneumonia|mono|lungenentzundung|neumonia|pneumonie|pneumonia|"
        "ковид|ковидом|коронавирус|пневмония",
    ),
)
