"""The planner's rules as data: what each looks at, what it prescribes, and where its numbers come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from knowledge.exercise import Region
from knowledge.programme_rules import PROGRAMME_RULES
from knowledge.rule import Rule
from knowledge.units import Unit

# ── readiness: sleep in minutes, soreness 0-10 ─────────────────────────────────────────────────────────────────────

REST_SORENESS: Final = 9  # and above
HIGH_SORENESS: Final = 7  # above it
LOW_SORENESS: Final = 4  # below it
SHORT_SLEEP_MINUTES: Final = 360  # below it
GOOD_SLEEP_MINUTES: Final = 450  # and above

# A lifter's own norm moves them, once it is known, and these bounds hold whatever it is. Strength falls after 6 h or
# less in people who usually sleep 7-8 h (PMC9584849), so it is the loss that counts; a night's own spread is about an
# hour. Below 5 h nobody is spared, at 7 h nobody is cut; 6 h or less earn nobody a larger step, and 8 h are enough for
# all. Above 7 is too sore for everybody. No public log has both sleep and lifts, so the bounds are choices.
NORM_DAYS: Final = 14  # different days on which it was said, and more
SHORT_OF_USUAL_MINUTES: Final = 90  # what 6 h is below 7.5 h
SHORT_SLEEP_BOUNDS: Final = (300, 420)
GOOD_SLEEP_BOUNDS: Final = (390, 480)
LOW_SORENESS_MOST: Final = 6

SORE_AND_TIRED_SHARE: Final = Decimal("0.95")  # of the load
SHORT_SLEEP_SETS: Final = Decimal("0.8")  # of the sets

# ── training state ─────────────────────────────────────────────────────────────────────────────────────────────────

RESET_SHARE: Final = Decimal("0.925")  # and down to 0.9 where that can be loaded: the largest load at or below it
NEVER_MADE_SHARE: Final = Decimal("0.9")  # of a load at which no rep was ever made
DELOAD_SHARE: Final = Decimal("0.9")  # and down to 0.85, likewise
DELOAD_SETS: Final = Decimal("0.6")
DELOAD_DAYS: Final = 7
HARD_DAYS: Final = 28  # of training without a break, from which on fatigue asks for a deload
FATIGUE_SESSIONS: Final = 4  # two misses in so many, the last one among them, are signs of fatigue
FALL_SHARE: Final = 0.03  # of the estimated 1RM: what the same load varies by within ten days (628 pairs in logs)
LIGHT_SHARE: Final = Decimal("0.9")  # of the last working load; a day below it is a light one if nothing was planned
RECENT_SESSIONS: Final = 3  # how far back "lately" reaches
EASY_RPE: Final = 7  # and below, in every top set: three reps or more were left, and lifters tend to have one more
ALL_OUT_RPE: Final = Decimal("9.5")  # and above, in a top set: what lifters say of a true maximum

LAYOFFS: Final = ((70, Decimal("0.8")), (35, Decimal("0.9")), (21, Decimal("0.925")), (11, Decimal("0.95")))
"""Days off, and above, with the share of the last load to come back at; longest first."""
USUAL_GAPS_MOST: Final = 6  # of the last gaps tell which are usual for a lifter
USUAL_GAPS_LEAST: Final = 3  # and fewer tell nothing
USUAL_GAP_TIMES: Final = Decimal("1.5")  # the middle one of them: up to it a gap is no layoff
USUAL_GAP_DAYS: Final = 35  # from which on every gap is one
ADULT_YEARS: Final = 18  # below it no PR is named: no maximal lifts while growing (AAP 2020, Pediatrics 145:e20201011)
CLEARED_SESSIONS: Final = 2  # after the day on which a warning sign was cleared, without a raise or a PR
SESSIONS_BACK: Final = 2  # the first ones after a layoff, in which no PR is offered


def layoff_share(days: int) -> Decimal:
    """The share of the last load to come back at after so many days off; 1 up to 10 days."""
    return next((share for least_days, share in LAYOFFS if days >= least_days), Decimal(1))


@dataclass(frozen=True, slots=True)
class StepCap:
    """How far one step up may go: a share of the load, and an amount in each unit. Both hold."""

    share: Decimal
    amount: Mapping[Unit, Decimal]


STEP_CAPS: Final[Mapping[Region, StepCap]] = {
    Region.UPPER: StepCap(Decimal("0.03"), {Unit.LB: Decimal(5), Unit.KG: Decimal("2.5")}),
    Region.LOWER: StepCap(Decimal("0.04"), {Unit.LB: Decimal(10), Unit.KG: Decimal(5)}),
}
"""5 and 10 lb are 2.5 and 5 kg here: the smallest pair of plates in most gyms makes 2.5 kg."""

ENVELOPE_SHARE: Final = Decimal("0.95")  # the lower end of what a model may name, of the prescribed load

# ── PR offers ──────────────────────────────────────────────────────────────────────────────────────────────────────

OFFER_CHANCE: Final = 0.6  # and above
SHOWN_CHANCE: Final = 0.75  # at most: where forecasts said 0.86, 0.65 came true (60 cases in logs)
OFFER_DAYS: Final = 7
MOST_ABOVE: Final = 1.047  # times the estimated 1RM: in logs half of the raises so far up still kept their reps


_CONVENTION = "coaching convention"
_LOGS = "public training logs of 13 lifters, 2,014 sessions"
_SLEEP = "PMC9584849, table 5: after 6 h of sleep or less strength falls by 2-3 %; repetitions fall by about 10 %"
_SORENESS = "muscle soreness peaks after 24-72 h and lowers strength while it lasts"
_DELOAD = "coaches' consensus (PMC10511399, 10.3389/fspor.2022.1073223); a full week off costs strength (PeerJ 16777)"

_TABLE = (
    Rule(
        name="emergency",
        when="Words that can mean an emergency were said.",
        then="Stop and call for help; no load until cleared.",
        source="Harvard Health, CDC: warning signs of heart attack, stroke, cauda equina and rhabdomyolysis",
    ),
    Rule(
        name="urgent",
        when="Words of an injury were said.",
        then="Stop and see a doctor; no load for the lift until cleared.",
        source="clinical advice on acute injuries: a pop, numbness, a swollen joint",
    ),
    Rule(
        name="pain",
        when="Pain, not soreness, was said.",
        then="Stop the lift; no load for it until cleared.",
        source="sharp, local pain that comes at once is not soreness, which is dull and comes a day later",
    ),
    Rule(
        name="pregnant",
        when="The profile says that she is pregnant.",
        then="Hold the load at most, no PR, no last set all out.",
        source="ACOG Committee Opinion 804 (2020): go on, but pregnancy is no time for new maxima",
    ),
    Rule(
        name="cleared_today",
        when="A warning sign was cleared today.",
        then="Train, hold the load, no PR.",
        source="being told that all is well does not make it the day for a maximum",
    ),
    Rule(
        name="lately_cleared",
        when="A warning sign was cleared in the last two weeks, and fewer than two sessions ago.",
        then="Train, hold the load, no PR.",
        source=_CONVENTION,
    ),
    Rule(
        name="injury",
        when="The profile names an injury of a body part that the lift uses.",
        then="Hold the load; never a PR.",
        source=_CONVENTION,
    ),
    Rule(
        name="very_sore",
        when="Soreness is 9 or more.",
        then="Rest or active recovery; never a PR.",
        source=_SORENESS,
    ),
    Rule(
        name="sore_low_energy",
        when="Soreness is above 7 and energy is low.",
        then="Rest or active recovery; never a PR.",
        source=_SORENESS,
    ),
    Rule(
        name="sore_here",
        when="Soreness is above 7 in a body part that the lift uses.",
        then="Active recovery there; never a PR.",
        source=_SORENESS,
    ),
    Rule(
        name="sore_short_sleep",
        when="Soreness is above 7 and sleep below 6 h, or 1.5 h below his own norm (a limit of 5 to 7 h).",
        then="Load -5 %, rounded down, sets -20 %; never a PR.",
        source=_SLEEP,
        sets=SHORT_SLEEP_SETS,
    ),
    Rule(
        name="sore",
        when="Soreness is above 7, elsewhere or nowhere named.",
        then="Hold the load; never a PR.",
        source=_SORENESS,
    ),
    Rule(
        name="short_sleep",
        when="Sleep is below 6 h, or 1.5 h below his own norm once it is known (a limit of 5 to 7 h).",
        then="Hold the load, sets -20 %.",
        source=_SLEEP,
        sets=SHORT_SLEEP_SETS,
    ),
    Rule(
        name="missed_twice",
        when="The prescribed reps or load were missed in two sessions running, the second not at less than the first.",
        then="Reset the load by 7.5 to 10 %.",
        source="Starting Strength and 5/3/1 go back 10 %; without a reset up to 35 % of sets fail in simulation",
    ),
    Rule(
        name="never_made",
        when="Not one rep was made in the last session, and no load was lately hit.",
        then="Take 10 % off, rounded down.",
        source=_CONVENTION,
    ),
    Rule(
        name="layoff",
        when="The lift was not trained for 11-20, 21-34, 35-69, or 70 and more days, and it is not usual for him.",
        then="Come back at 95, 92.5, 90, or 80 % of the last load; no PR offer for two sessions.",
        source=f"median first session back in {_LOGS}: -5.3, -6.7, -8.0, -16.7 %",
    ),
    Rule(
        name="falling",
        when="The estimated 1RM fell by more than 3 % in each of the last two sessions.",
        then="Deload for a week: load 85-90 %, sets -40 %.",
        source=_DELOAD,
        sets=DELOAD_SETS,
    ),
    Rule(
        name="fatigue",
        when="Four weeks or more since the last deload, and of the last four sessions two missed or all at RPE 9.5-10.",
        then="Deload for a week: load 85-90 %, sets -40 %.",
        source=_DELOAD,
        sets=DELOAD_SETS,
    ),
    Rule(
        name="deload_week",
        when="A deload began less than 7 days ago.",
        then="Repeat its load, sets -40 %.",
        source=_DELOAD,
        sets=DELOAD_SETS,
    ),
    Rule(
        name="deload_done",
        when="The last session was a deload, and its week is over.",
        then="Go back to the load before it.",
        source=_DELOAD,
    ),
    Rule(
        name="recovered_and_hit",
        when="Target reps hit, not all out; energy not low; sleep 7.5 h or more and soreness below 4, or both as usual "
        "once his own norm is known (limits of 6.5 to 8 h, and of 4 to 6).",
        then="Up by the largest loadable step of at most 3 % (upper body) or 4 % (lower), 5 or 10 lb, 2.5 or 5 kg.",
        source=f"previous reps were kept in 67 % of raises by 1.5-4 %, in 47 % by 4-6 %, in 28 % above: {_LOGS}",
    ),
    Rule(
        name="as_promised",
        when="A raise was prescribed after the last session, is still one step from it, and was not lifted yet.",
        then="Up to it, whether or not today would earn it anew.",
        source="lifters take it for taken back when an average day makes less of what they were told",
    ),
    Rule(
        name="hit_twice",
        when="Target reps hit in two sessions running.",
        then="Up by the smallest loadable step.",
        source="ACSM 2009 position stand: raise the load when the target is exceeded in two sessions running",
    ),
    Rule(
        name="easy_hit",
        when="Target reps hit in the last session, every top set said to be of RPE 7 or less.",
        then="Up by the smallest loadable step.",
        source="Halperin 2022: lifters have about one rep more left than they say, so here four",
    ),
    Rule(
        name="one_step_a_day",
        when="The load was raised in this session already, and lifted.",
        then="Hold it until the next session.",
        source=_CONVENTION,
    ),
    Rule(
        name="light_day",
        when="The day was lighter than prescribed, or more than 10 % lighter than the last one.",
        then="Hold the heaviest load that was lately hit, not above the prescribed one.",
        source=_CONVENTION,
    ),
    Rule(
        name="eased_day",
        when="The last session was prescribed lighter than one just hit, for a bad day and nothing else, and was done.",
        then="Hold the load before it: one bad night is paid for once.",
        source=_CONVENTION,
    ),
    Rule(
        name="missed_once",
        when="Reps were missed in the last session.",
        then="Hold the heaviest load that was lately hit, not above the missed one.",
        source=_CONVENTION,
    ),
    Rule(
        name="step_too_big",
        when="An increase is earned, but the next load that can be made is too far.",
        then="Hold the load, and add reps first: as many as speak for the next load (Epley).",
        source="see recovered_and_hit: large steps cost reps",
    ),
    Rule(
        name="all_out",
        when="Target reps hit, a top set of them at RPE 9.5 or 10.",
        then="Hold the load; hit in two sessions running it is the smallest step, never the larger one.",
        source="Helms 2016: true maxima are rated 9.6-9.7, so no rep was left that a larger step could cost",
    ),
    Rule(
        name="not_yet",
        when="Nothing else applies.",
        then="Hold the load, and say what would earn an increase.",
        source=_CONVENTION,
    ),
    Rule(
        name="no_history",
        when="No set of the lift is on record.",
        then="Nothing to plan from.",
        source="a load is never guessed",
    ),
)

RULES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in (*_TABLE, *PROGRAMME_RULES)}
