"""How lifters ask about their progress and where their programme stands: see wordings.py for how phrases are written.

NARROW stands above the other questions about the log, and WIDE below them.
"""

from typing import Final

from agents.questions.question import Kind, Past, Row
from knowledge.passage import Topic

NARROW: Final = (
    Row(
        kind=Kind.HISTORY,
        past=Past.PROGRAMME,
        topics=(Topic.PROGRAMMES,),
        about="deload",
        phrases="when is|do|will|does my|the|i .. deload; when .. my|next deload; weeks|days until|till .. deload",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.PROGRAMME,
        topics=(Topic.PROGRAMMES,),
        about="training max",
        phrases="what|whats|show is|are|me .. my .. training max|maxes|tm; whats|what my .. training max|maxes|tm; "
        "my .. tm; of my|the .. training max; of my|the tm; my current training max|maxes",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.PROGRAMME,
        topics=(Topic.PROGRAMMES,),
        about="week",
        phrases="what|which week am|is|of i|it|this|my|the; what|which cycle am|is i|it|this; "
        "where am i in my|the cycle|programme|program|wave",
    ),
    Row(
        kind=Kind.PROGRAMME,
        about="assistance",
        topics=(Topic.ASSISTANCE,),
        phrases="assistance|accessory|accessories work|lifts|lift|exercises|exercise|should|for|to|do; "
        "accessories|assistance; accessory for",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.WHEN_MADE,
        phrases="when will i|my; how long until|till|before .. i|my .. bench|squat|deadlift|press|hit|hits|reach|"
        "reaches|lift|is; how soon will i",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.SETS,
        phrases="how many|much .. sets .. did|have|last|yesterday|today; "
        "how many sets .. this week|month so|far; how much|what volume|tonnage .. did|last",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.FIRST,
        phrases="what|whats|when was|is my .. first; my first ever; first time i|ive; first .. i ever; "
        "mein erstes|erster; mi primer|primera; mon premier; ma premiere; meu primeiro; minha primeira; мой первый",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.COMPARED,
        phrases="compare|compared|comparing .. to|with|than last|previous|past|a; compare my; "
        "stronger|heavier|better than last|a; vs|versus last",
    ),
)

WIDE: Final = (
    Row(
        kind=Kind.HISTORY,
        past=Past.TREND,
        topics=(Topic.PLATEAU,),
        phrases="am i .. getting|becoming|growing stronger; getting stronger; got|gotten|become stronger; "
        "is|are my .. improving|progressing|better|stronger; going up; hows|how is|has|s my .. progressing|progressed|"
        "going|gone|changed|improved|increased; hows my .. going|progressing|progress; "
        "how much has|have|did my .. gone|go|improved|increased|risen|grown; am i progressing|improving",
    ),
    Row(
        kind=Kind.HISTORY,
        past=Past.LAST,
        phrases="what did i; what have i .. done|lifted|trained; how much|heavy|many did i; which .. did i; "
        "how did|was|were my; how did .. go; what i did",
    ),
)
