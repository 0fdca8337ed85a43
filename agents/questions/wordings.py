"""How lifters ask: for each kind, its phrases in English, and the commonest of five other languages.

A line is phrases between semicolons; a phrase is words in order, ``a|b`` is either, ``..`` is up to four words between.
Accents do not count. The first row that fits is what is asked, so that what is graver or narrower stands above.
"""

from typing import Final

from agents.questions.question import Row
from agents.questions.wordings_of_care import CARE, EATEN
from agents.questions.wordings_of_log import LOG
from agents.questions.wordings_of_notes import NOTED
from agents.questions.wordings_of_past import NARROW, WIDE
from agents.questions.wordings_of_training import TRAINED

ROWS: Final[tuple[Row, ...]] = (*CARE, *NOTED, *NARROW, *LOG, *WIDE, *EATEN, *TRAINED)

MINORS: Final = (
    "high|middle school; my teen|teenager|kid|child|son|daughter; teen|teenager|minor|freshman|sophomore|schoolboy|"
    "schoolgirl; under 18|eighteen; year old son|daughter|boy|girl|kid|body; "
    "year|grade 6|7|8|9|10|11|12 at|in|of school; grade 6|7|8|9|10|11|12 student|pupil; "
    "6th|7th|8th|9th|10th|11th|12th|sixth|seventh|eighth|ninth|tenth grade|grader"
)

_HURT: Final = "hurts|hurt|hurting|pain|strain|strained|sprain|sprained|injury|injured|tweaked|pulled|torn"
_HURT_MY: Final = "hurt|strained|sprained|injured|tweaked|pulled|torn|tore|rolled|twisted|bad|sore"

COMPLAINTS: Final = (
    ("shoulder", "shoulder|shoulders|schulter|schultern|hombro|hombros|epaule|epaules|ombro|ombros|плечо|плечи"),
    ("lower back", "back|rucken|espalda|dos|costas|lumbar|lumbago|спина|спину|поясница|поясницу; lower back"),
    ("knee", "knee|knees|knie|rodilla|rodillas|genou|genoux|joelho|joelhos|колено|колени"),
    ("elbow", "elbow|elbows|ellbogen|codo|codos|coude|coudes|cotovelo|cotovelos|локоть|локти"),
    ("wrist", "wrist|wrists|handgelenk|handgelenke|muneca|munecas|poignet|poignets|pulso|pulsos|запястье|запястья"),
    *(
        (site, f"{names} .. {_HURT}; {_HURT_MY} {names}; {_HURT_MY} my|a|the|left|right {names}")
        for site, names in (
            ("hamstring", "hamstring|hamstrings|hammy|hammies"),
            ("ankle", "ankle|ankles"),
            ("hip", "hip|hips"),
            ("groin", "groin"),
            ("calf", "calf|calves"),
        )
    ),
)
