"""The rules of the programmes, as people read them. Their numbers and sources in full: knowledge/programmes/*.yaml."""

from typing import Final

from knowledge.rule import Rule

_LINEAR = "Starting Strength and StrongLifts 5x5"
_WAVES = "5/3/1: copies of forum guides; increments and rounding are coaching convention"
_WEEKLY = "Texas Method: gymasylum, kingstrength, forum practice"
_DOUBLE = "coaching convention; range of reps: ACSM 2009 position stand"
_RATED = "chart of reps and RPE: Tuchscherer, Reactive Training Systems"

PROGRAMME_RULES: Final = (
    Rule(
        name="linear_step",
        when="A linear programme is followed, and every set was made.",
        then="Up by the programme's step, or the next load that can be made where it is no more than one step's cap.",
        source=_LINEAR,
    ),
    Rule(
        name="linear_repeat",
        when="A linear programme is followed, and its load was not made yet.",
        then="The same load again.",
        source=_LINEAR,
    ),
    Rule(
        name="linear_reset",
        when="A linear programme is followed, and its load was missed in three sessions running.",
        then="Back to 90 % of it, rounded down.",
        source=_LINEAR,
    ),
    Rule(
        name="training_max_week",
        when="5/3/1 is followed.",
        then="The week's shares of the training max, each to the nearest 5 lb or 2.5 kg, halves up.",
        source=_WAVES,
    ),
    Rule(
        name="training_max_reset",
        when="5/3/1 is followed, and the minimum of the top set was missed.",
        then="The training max falls by 10 %, rounded down, and the first week begins.",
        source=_WAVES,
    ),
    Rule(
        name="week_day",
        when="The Texas Method is followed.",
        then="Monday 90 % of the last 5RM made, Wednesday 80 % of Monday, Friday 5 lb or 2.5 kg above that 5RM.",
        source=_WEEKLY,
    ),
    Rule(
        name="week_repeat",
        when="The Texas Method is followed, and the last Friday was missed.",
        then="Friday's load is repeated; Monday stays 90 % of the last 5RM made.",
        source=_WEEKLY,
    ),
    Rule(
        name="double_step",
        when="Double progression is followed, and every set was made.",
        then="A rep more; from the top of the range the next load, from the bottom of it.",
        source=_DOUBLE,
    ),
    Rule(
        name="double_repeat",
        when="Double progression is followed, and its reps were not made yet.",
        then="The same again.",
        source=_DOUBLE,
    ),
    Rule(
        name="rpe_target",
        when="An RPE target is followed, and the last working sets were rated.",
        then="The load that the chart gives for the target; upwards at most the step of the planner's rules.",
        source=_RATED,
    ),
    Rule(
        name="rpe_repeat",
        when="An RPE target is followed, and its load was not lifted yet, or reps of it were missed.",
        then="No more than the same load.",
        source=_RATED,
    ),
    Rule(
        name="rpe_unsaid",
        when="An RPE target is followed, and nobody said how hard the last sets were.",
        then="Hold the load, and ask for it.",
        source=_RATED,
    ),
)
