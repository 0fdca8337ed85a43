"""How lifters ask about what they eat and whether they are well: see wordings.py for how a phrase is written."""

from typing import Final

from agents.questions.question import BELOW_NECK, Goal, Kind, Row
from agents.questions.wordings_of_drugs import DRUGS
from agents.questions.wordings_of_harm import CONDITIONS, DISORDERED, RETURNING
from knowledge.passage import PassageId, Topic

BODY: Final = (
    "knee|shoulder|back|elbow|wrist|hip|neck|hamstring|pec|bicep|groin|ankle|quad|calf|knie|schulter|rucken|rodilla|"
    "hombro|espalda|genou|epaule|dos|joelho|ombro|costas|колено|плечо|спина"
)

PREGNANCY: Final = (
    "pregnant|pregnancy|trimester|postpartum|schwanger|schwangerschaft|embarazada|embarazo|enceinte|"
    "grossesse|"
    "gravida|gravidez|беременна|беременность|беременной; after|since giving birth; expecting a baby"
)

CARE: Final = (
    Row(
        kind=Kind.OTHER,
        phrases="how do|can i|you|u log|type|undo|delete|export|import|turn|scale; what happens if i type",
    ),
    Row(kind=Kind.OTHER, phrases="ignore .. instructions|rules; system prompt; you are now"),
    DISORDERED,
    Row(
        kind=Kind.MEDICAL,
        about="pregnancy",
        topics=(Topic.ILLNESS,),
        passage=PassageId("pregnancy"),
        phrases=PREGNANCY,
    ),
    *DRUGS,
    Row(
        kind=Kind.MEDICAL,
        about="diagnosis",
        topics=(Topic.PAIN,),
        phrases="slipped|herniated|bulging|prolapsed disc|disk|discs|disks; "
        "disc|disk is|be slipped|herniated|out|bulging; disc|disk .. slipped|herniated|bulging; "
        "bandscheibe|bandscheibenvorfall|hernia|hernie|грыжа|грыжу; "
        "torn|tear|tore|ruptured|rupture .. rotator|pec|acl|mcl|meniscus|hamstring|labrum|bicep|quad|"
        "achilles|muscle|ligament|cuff; "
        "rotator|pec|acl|meniscus|hamstring|labrum|bicep|achilles|cuff .. torn|tear|ruptured; "
        "tendinitis|tendonitis|tendinopathy|tendinosis|arthritis|sciatica|impingement|bursitis|fracture|"
        "fractured|concussion|scoliosis|diagnosis|diagnose|mri|xray|ultrasound; stress fracture; x ray; "
        f"carpal tunnel; tennis|golfers elbow; is .. {BODY} .. broken|sprained|strained|torn|dislocated; "
        "is it|this torn|broken|sprained|strained; did i tear|break|strain|sprain|pull|dislocate|herniate; "
        f"have i torn|strained|broken; whats|what|was wrong with my|is .. {BODY}; what|whats is wrong with my; "
        "surgery|operation|operated; should i see|call a|the doctor|physio|gp; need a doctor|physio; "
        "habe ich .. zerrung|riss",
    ),
    *CONDITIONS,
    Row(
        kind=Kind.ILLNESS,
        about="fever",
        topics=(Topic.ILLNESS,),
        phrases="fever|feverish|temperature|chills|fieber|fiebre|fievre|febre|температура|температурой|температуре",
    ),
    *RETURNING,
    Row(
        kind=Kind.ILLNESS,
        about=BELOW_NECK,
        topics=(Topic.ILLNESS,),
        phrases="chesty|cough|coughing|coughs|phlegm|mucus|bronchitis|pneumonia|flu|influenza|covid|corona|grippe|gripe|"
        "gripado|gripada|husten|toux|tos|tosse|кашель|кашля|кашлем|грипп|гриппом|nausea|nauseous|vomit|vomiting|puking|"
        "diarrhea|diarrhoea|durchfall|diarrea|diarrhee|diarreia|понос|gastro; stomach bug|flu|virus|ache|pain|cramps; "
        "food poisoning; body aches|ache; cold|infection .. chest|lungs|stomach; chest cold|infection; "
        "magen|darm grippe|virus; gliederschmerzen; bronquitis|bronchite|бронхит",
    ),
    Row(
        kind=Kind.ILLNESS,
        topics=(Topic.ILLNESS,),
        phrases="with|have|got|having|caught|getting|catching|had|after|is a|this|my|the cold; with cold; "
        "this|my|bad|head|slight cold; "
        "flu|covid|corona|sick|illness|cough|coughing|virus|infection|nausea|nauseous|diarrhea|diarrhoea|"
        "sinus|sinuses|congested|bronchitis|krank|erkaltet|erkaltung|grippe|schnupfen|husten|resfriado|"
        "resfrio|gripe|catarro|enfermo|enferma|malade|rhume|enrhume|toux|doente|gripado|gripada|constipado|"
        "простуда|простудой|простуде|простуду|грипп|болею|болен|больной|простыл|кашель|насморк|насморком; "
        "sore throat; am|feel|feeling|was|im|being|been|getting|getting|bit ill; throat .. hurts|sore; "
        "runny|stuffy|blocked nose; stomach bug|flu|virus; food poisoning; under the weather; "
        "dolor de garganta; mal a|de la|gorge",
    ),
    Row(
        kind=Kind.DELOAD,
        topics=(Topic.DELOAD,),
        phrases="should|do|must|can|shall i .. deload; time to|for .. deload; need|due|take|want .. deload; "
        "when .. i|we|to deload; deload this|now|next|today|yet|or; soll|muss ich .. deload|entladen; "
        "necesito|toca .. descarga; dois je .. deload; preciso .. deload; нужен|нужна .. делоад|разгрузка",
    ),
)

EATEN: Final = (
    Row(
        kind=Kind.NUTRITION,
        about="food",
        topics=(Topic.NUTRITION,),
        passage=PassageId("carbs_around_training"),
        phrases="starving|hungry|famished|ravenous|hunger .. after|from|before|workout|training|session|day|eat|food; "
        "sugar|sugars|dextrose|glucose|honey .. preworkout|preworkouts|workout|training|lifting|session|gym; "
        "preworkout|preworkouts|workout .. sugar|sugars",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="protein",
        topics=(Topic.NUTRITION,),
        phrases="protein|proteins|proteine|proteines|eiweiss|eiweis|proteina|proteinas|белок|белка|белки|протеин|"
        "протеина|whey|shake|shakes|egg|eggs|eier|huevos|oeufs|ovos|яиц|яйца",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="creatine",
        topics=(Topic.NUTRITION,),
        phrases="creatine|creatin|kreatin|creatina|креатин|креатина",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="energy",
        goal=Goal.LOSE,
        topics=(Topic.NUTRITION,),
        phrases="lose|losing|drop|cut|shed|burn|losing .. weight|fat|kilos|pounds|kg; weight|fat loss; "
        "deficit|dieting|cutting|abnehmen|kaloriendefizit|adelgazar|maigrir|secher|emagrecer|похудеть|сушка|"
        "дефицит; on a cut|diet; should i cut; bajar|perder peso|grasa|gordura; perdre du poids; defizit; "
        "deficit calorico; get .. weight down; get lean|leaner|ripped|shredded; do a cut; weight cut; "
        "make weight; can|should|may i|he|she|they|we cut; nehme|nehm|nimmt ich|er|sie|man ab; abzunehmen; "
        "pierdo|pierde|perder|adelgazo peso|grasa; perds|perdre|perd du poids; perco|perde|perder peso|gordura; "
        "худеть|похудею|сбросить|скинуть",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="energy",
        goal=Goal.GAIN,
        topics=(Topic.NUTRITION,),
        phrases="gain|gaining weight|mass|kilos|size; put|putting on weight|mass|size; "
        "bulk|bulking|surplus|zunehmen|aufbauen|massephase|volumen|masse; build muscle; gain muscle; "
        "subir de peso; ganar|ganhar masa|massa|peso|musculo; prendre de la; prise de; "
        "набрать|набор массу|вес|массы; muskeln aufbauen",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="energy",
        topics=(Topic.NUTRITION,),
        phrases="calories|calorie|kcal|kalorien|calorias|калории|калории|калорий|macros|tdee|maintenance",
    ),
    Row(
        kind=Kind.NUTRITION,
        about="food",
        topics=(Topic.NUTRITION,),
        phrases="carbs|carb|carbohydrates|diet|eat|eating|food|meal|meals|snack|breakfast|caffeine|coffee|kaffee|"
        "cafe|preworkout|supplement|supplements|supplemente|suplementos|hydration|hydrate|water|"
        "electrolytes|drink|drinking|alcohol|beer|beers|wine|hungover|alkohol|bier|fasting|fasted|ramadan|"
        "iftar|keto|vegan|vegetarian|nutrition|ernahrung|essen|kohlenhydrate|comer|comida|nutricion|manger|"
        "nutrition|alimentation|nutricao|alimentacao|питание|кофеин|кофе|bcaa|bcaas|vitamin|vitamins|omega|"
        "alcool; есть перед; wht|what|whats|shld i eat; pre workout; what .. eat|food; углеводы",
    ),
)
