"""How lifters name what a doctor decides on: medicines and performance drugs, by their names and their slang.

See wordings.py for how a phrase is written.
"""

from typing import Final

from agents.questions.question import Kind, Row
from knowledge.passage import Topic

MEDICINES: Final = (
    "ibuprofen|advil|motrin|nurofen|aspirin|tylenol|paracetamol|acetaminophen|naproxen|aleve|diclofenac|voltaren|"
    "meloxicam|celebrex|ketorolac|toradol|novalgin|metamizol|dipirona|nimesulida|nimesulide|nsaid|nsaids|painkiller|"
    "painkillers|opioid|opioids|opiate|opiates|tramadol|oxycodone|oxy|percocet|vicodin|hydrocodone|codeine|morphine|"
    "fentanyl|cortisone|prednisone|gabapentin|antibiotic|antibiotics|insulin|metformin|ozempic|wegovy|mounjaro|"
    "semaglutide|tirzepatide|retatrutide|medication|medications|medicine|meds|pill|pills|antidepressant|"
    "antidepressants|ssri|statin|statins|adderall|ritalin|vyvanse|modafinil|xanax|valium|viagra|cialis|schmerzmittel|"
    "schmerztablette|schmerztabletten|ibuprofeno|analgesico|analgesicos|pastillas|pastilla|antidouleur|antidouleurs|"
    "medicament|medicaments|medikament|medikamente|medicamento|medicamentos|insulina|insuline|инсулин|инсулина|"
    "обезболивающее|обезболивающие|обезболивающих|таблетки|таблетку|таблеток|ибупрофен|диклофенак|кеторол|анальгин|"
    "нурофен; pain killer|killers|meds|relief|pills; blood pressure|thinner|thinners meds|medication|pills|"
    "tablets; beta blocker|blockers; "
    "muscle relaxer|relaxers|relaxant; anti inflammatory|inflammatories; sleeping|water|caffeine pill|pills|tablets; "
    "prescription|prescribed drug|drugs|pill|pills|medicine; anti douleur|douleurs"
)

WEIGHT_DRUGS: Final = (
    "diuretic|diuretics|lasix|furosemide|aldactone|spironolactone|diuretika|diuretikum|entwasserungstabletten|"
    "diuretico|diureticos|diuretique|diuretiques|диуретик|диуретики|диуретиков|мочегонное|мочегонные|мочегонных|"
    "фуросемид; diet|fat|loss pills|burner|burners; fatburner|fatburners|thermogenic|thermogenics|termogenico|"
    "termogenicos|thermogenique|жиросжигатель|жиросжигатели|жиросжигателей; quemador|quemadores|queimador|"
    "queimadores|"
    "bruleur|bruleurs de grasa|grasas|gordura|graisse|graisses; "
    "ephedrine|ephedra|efedrina|эфедрин|clenbuterol|clembuterol|кленбутерол|кленбутерола|clen|dnp|yohimbine|"
    "sibutramine|"
    "cytomel|liothyronine"
)

NAMED: Final = (
    "steroid|steroids|steriod|steriods|roid|roids|testosterone|testosteron|trt|sarm|sarms|tren|trenbolone|trenbolon|"
    "anavar|oxandrolone|oxandrolona|oxandrolon|dianabol|dbol|dbols|methandrostenolone|deca|nandrolone|winstrol|winny|"
    "stanozolol|stano|primobolan|masteron|boldenone|equipoise|turinabol|tbol|anadrol|superdrol|halotestin|proviron|"
    "trestolone|sustanon|durateston|cypionate|enanthate|undecanoate|nolvadex|nolva|tamoxifen|clomid|clomiphene|hcg|"
    "arimidex|anastrozole|aromasin|letrozole|hgh|igf|somatropin|peptide|peptides|peptiden|peptidos|peptideos|пептиды|"
    "bpc|bpc157|tb500|ostarine|ligandrol|lgd|lgd4033|rad140|mk677|ibutamoren|cardarine|yk11|epo|synthol|pct|"
    "anabolic|anabolics|anabolika|anabolikum|steroide|esteroides|esteroide|anabolizantes|anabolizante|anabolisants|"
    "anabolisant|steroides|dopage|testo|testosterona|doping|стероиды|стероидов|стероид|анаболики|анаболиков|"
    "тестостерон|тестостерона|тестостероне|тренболон|тренболона|туринабол|метандиенон|метан|станозолол|оксандролон|"
    "нандролон|сармы|сарм|сармов|пкт; performance enhancing|enhancer|enhancers; "
    "rad 140; mk 677; bpc 157; tb 500; yk 11; gw 501516; igf 1; "
    "growth hormone|hormones; wachstumshormon|wachstumshormone; hormona|hormonas de|del crecimiento; "
    "hormone|hormones|lhormone|dhormone de croissance; "
    "hormonio|hormonios|hormona do crescimento; гормон|гормона|гормоном роста; "
    "post cycle; blast and|or|n cruise; blasting and|or|n cruising; курс|курсе химии; "
    "auf stoff; en|un ciclo de testo|anabolicos; tomar bomba"
)

OTHER_CYCLES: Final = (
    "5/3/1|531|wendler|training|texas|linear|menstrual|sleep|deload|strength|peaking cycle|cycles; menstrual; "
    "cycle|cycles .. 5/3/1|531|wendler|training|period; training max .. cycle"
)
"""What else is a cycle; it stands below the names of drugs and above their slang."""

_DOSES: Final = "|".join(f"{milligrams}mg" for milligrams in range(25, 1025, 25))
_MEASURE: Final = f"dose|doses|dosage|dosages|dosing|dosis|mg|mgs|cc|ccs|iu|ius|{_DOSES}|доза|дозировка|дозу|мг"
_TAKEN: Final = "blast|blasting|cruise|cruising|pin|pinning|inject|injecting|injection|injections|shoot|shooting"
_AMBIGUOUS: Final = "test|var|mast|eq|gh|primo|ment|halo|gear|juice|тест|теста"  # drugs where a word says so

SLANG: Final = (
    f"{_MEASURE}|{_TAKEN} .. {_AMBIGUOUS}; {_AMBIGUOUS} .. {_MEASURE}|{_TAKEN}|cycle|cycles; "
    "how much|many test|var|mast|eq|gh|gear|juice should|do|to|can|a|per|for|run|is; "
    "test|var|gear|gh|juice should|do|can i|you|one|we run|take|use|pin|inject|start; "
    "run|running|taking|using|take|use test|var|gear|gh|primo|mast; "
    "am|im|while|been|went|go|going|get|getting|hop|hopping|hopped|jump|jumping on test|var|gear|gh|juice|sauce; "
    "on gear|juice; hit|take|do|try the juice|sauce; should|can|do|if|why|must|may i|you|people|pros juice; "
    "juicing|juiced; test and|plus|with tren|deca|eq|mast|var|dbol|anavar|primo; "
    "test e|c|p|u|cyp|prop|enan|base|400|cycle; low|high|my test level|levels; low|high test|t; "
    "blast .. cycle|length|dose|weeks; run|start|do a blast; run|start|hop|do|try|doing|starting|running a cycle; "
    "hop on .. cycle; cycle|cycles .. oral|orals|injectable|bloodwork|stack|gear|liver; "
    "first|oral|bulking|cutting|injectable|beginner|newbie|steroid|gear cycle; on|off cycle; cycle support; "
    "eine|meine|erste kur; kur|stoff .. mg|spritzen|milligramm; stoffen|gestofft; auf stoff; "
    "hacer|hago|hice|fazer|faco|fiz|faire|fais un|um|mi|meu|une ciclo|cure; primer|primeiro ciclo; premiere cure; "
    "ciclarme; сидеть|сел|сижу|сесть на курсе|курс; первыи|мои курс; на курсе; курс .. мг|уколов|колоть"
)

DRUGS: Final = (
    Row(kind=Kind.MEDICAL, about="drugs", phrases=NAMED),
    Row(kind=Kind.MEDICAL, about="medicine", topics=(Topic.PAIN,), phrases=MEDICINES),
    Row(kind=Kind.MEDICAL, about="medicine", phrases=WEIGHT_DRUGS),
    Row(kind=Kind.PROGRAMME, about="programme", topics=(Topic.PROGRAMMES,), phrases=OTHER_CYCLES),
    Row(kind=Kind.MEDICAL, about="drugs", phrases=SLANG),
)
