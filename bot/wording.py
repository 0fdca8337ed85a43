"""What FocusFlow says, in plain words. Pure: values in, sentences out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agents.plan import Offer
from bot.wording_shown import in_a_row as in_a_row
from bot.wording_shown import show_day as show_day
from bot.wording_shown import show_estimated, show_month_and_day
from bot.wording_shown import show_hours as show_hours
from bot.wording_shown import show_lift as show_lift
from bot.wording_shown import show_lifts as show_lifts
from bot.wording_shown import show_load as show_load
from bot.wording_shown import show_readiness as show_readiness
from knowledge.exercise import Exercise, Exercises
from knowledge.units import Unit, plain
from knowledge.words import Words, counted, joined, words
from storage.records import Lift, Prediction, Readiness

HELP = joined(
    [
        words(
            "Text me your sets as you do them: `bench 185x5 slept 6h sore 7`. I log them and say what is next, and why."
        ),
        words(
            "A week later I ask about the target that I named. `plan bench` plans, `undo` takes back what came last."
        ),
        words("`last bench`, `history`, `prs` and `chart bench` show what you did; `rest 3` is a timer."),
        words("I reckon too: `plates 225`, `warmup bench 225`, `1rm 185x5`, `percent 315`, `dots 600kg 90kg m`."),
        words("Send me the file that Strong, Hevy or FitNotes exports: one tap puts your history into your log."),
        words("`profile` shows and changes what I know, like `profile unit kg` or `profile programme 5/3/1`."),
        words("In a group: `board`. On two platforms: `link`. Your language: `language`."),
        words("What is yours: `privacy`, `export`, `forget me`."),
    ]
)
WELCOME = words(
    "I'm FocusFlow, a strength coach. Try it: `bench 185x5 slept 7h sore 3`.\n"
    "I log your sets, say what to lift next and why, and ask a week later. `help` shows the rest."
)
NOTHING_LOGGED = words("I didn't get that, so nothing is logged.")
NOT_UNDERSTOOD = words("I didn't get that, so nothing is logged. Try it like `bench 185x5 slept 7h sore 3`, or `help`.")
TOO_LONG = words(
    "That is too long for me to read without mistakes, so nothing is logged. Send the sets in a shorter message."
)
NO_TEXT = words("I can read words only, so nothing is logged from that. Try it like `bench 185x5`.")
NO_ANSWER_YET = words(
    "I have no answer to that yet. What I can do: log your sets and say what to lift next, like `plan bench`."
)
SMALLTALK = words("Nothing to log in that. Send me your next set when it is done, like `bench 185x5`.")
FRIENDLY = words("Good. Send me your next set when it is done, like `bench 185x5`.")
NOTHING_FROM_TALK = words("Nothing is logged from that. Send me a set when it is done, like `bench 185x5`.")
NO_YES_OR_NO = words("A yes or no logs nothing here. Send it whole, like `bench 185x5`.")
NO_OPEN_PLAN = words("There is no open plan to mark, so nothing is logged. Send me the set, like `bench 185x5`.")
TAP_OR_SEND = words(
    "Nothing is logged from that word alone: tap the button under the plan, or send the set, like `bench 185x5`."
)
NOTHING_TO_UNDO = words("There is nothing to undo.")
WHICH_SET = words(
    "Which set do you mean? I repeat one of today that is a few hours old at most, so nothing is logged yet. "
    "Send it whole, like `bench 185x5`."
)
NO_SUCH_DAY = words("There is no such day, so nothing is logged. Which one was it?")
DAY_TO_COME = words("That day is still to come, so nothing is logged. Send the set when it is done.")
NO_SET_YET = words("There is no set in your log yet, so nothing is changed.")
NOTHING_TO_CORRECT = words("Your last message logged no set, so there is none to correct. Edit the message that did.")
UNDO_OF_A_WARNING = words(
    "The last thing you told me was a warning sign, so nothing is undone. Is it over? Then say `I'm cleared`."
)
UNDO_OF_A_CLEARING = words(
    "The last thing you told me was that you are cleared, which I can't take back, so nothing is undone. "
    "Does it hurt? Say so, and I stop it again. An earlier set goes by its name, like `delete bench`."
)
WARNING_UNDONE = words("Undone: the warning sign.")
PERHAPS_UNDONE = words("If that message had logged anything, it is undone.")
ONLY_A_PLAN = words("`plan` only asks, so nothing is logged from that.")
WHICH_TARGET = words("Which one?")
NOT_YOURS = words("That button is not for your log: it is somebody else's, or what it stood for was undone.")
GONE = words("That one is not in your log any more.")
NOTED = words("Noted, thanks.")
WHY_NOT = words("Noted. What was wrong with it?")
FAILED = words(
    "Something went wrong on my side. Your message is kept, and I'll try it again; nothing is logged from it yet."
)
SLEEP_UNSAID = words("How many hours did you sleep? Like `slept 6h`.")
SORE_UNSAID = words("How sore, from 0 to 10? Like `sore 6`.")
READ_OTHERWISE = words("Read the other way, in place of what was logged.")
READ_BEFORE = words("That one is answered already, or it was not about your log. Nothing is changed.")
NOT_MEANT = words("Then nothing is logged from it. Say it like `bench 185x5`.")


def logged(
    lifts: Sequence[Lift], readiness: Readiness | None, exercises: Exercises, unit: Unit, on: date | None = None
) -> str:
    """The first line of an answer: what was understood and kept; *on* is its day where that is not today."""
    said = show_readiness(readiness, unit) if readiness else ""
    what = _beside(show_estimated(lifts, exercises, unit), said)
    return (
        words("Logged for {day}: {what}.", day=show_day(on), what=what) if on else words("Logged: {what}.", what=what)
    )


def _beside(*parts: str) -> Words:
    return joined([part for part in parts if part], "; ")


def corrected(
    lifts: Sequence[Lift], readiness: Readiness | None, exercises: Exercises, unit: Unit, on: date | None = None
) -> str:
    """What now stands in the log in the place of what was wrong; *readiness*: the parts that were put right."""
    said = show_readiness(readiness, unit) if readiness else ""
    what = _beside(show_lifts(lifts, exercises, unit), said)
    if on:
        return words("Corrected for {day}: {what}.", day=show_day(on), what=what)
    return words("Corrected: {what}.", what=what)


def renamed(old: Lift, exercises: Exercises, unit: Unit) -> str:
    """Which set a correction of the name took: it must not vanish unseen."""
    return words("It was {what}.", what=show_lifts([old], exercises, unit))


def day_of_which_year(day: date) -> str:
    """About a day without a year that is nearer to come than to be over."""
    return words(
        "The last {day} was almost a year ago, so nothing is logged. If you mean it, say it like `{date}`.",
        day=show_month_and_day(day),
        date=day.isoformat(),
    )


def day_long_ago(day: date) -> str:
    return words(
        "{day} {year} is more than a year ago, so nothing is logged. Which day was it?",
        day=show_day(day),
        year=day.year,
    )


def not_planned(exercises: Sequence[Exercise]) -> str:
    """About lifts that are held for a time, which have no next load."""
    lifts = ", ".join(exercise.short for exercise in exercises)
    return words(
        "No plan for {lifts}: I log how long it was held, like `{lift} 60s`, and plan loads alone.",
        lifts=lifts,
        lift=exercises[0].short,
    )


def offered(offer: Offer, unit: Unit) -> str:
    return words(
        "In you by {day}: {target} ({chance} % by my estimate: {because}). I'll ask then.",
        day=show_day(offer.due_on),
        target=f"{show_load(offer.load, unit)} × {offer.reps}",
        chance=round(offer.probability * 100),
        because=offer.because,
    )


def more_sets_than_planned(sets: int) -> str:
    return counted(
        "That plan has {count} set, so nothing is logged; say the reps of it.",
        "That plan has {count} sets, so nothing is logged; say the reps of each.",
        count=sets,
    )


def went_on(reps: int) -> str:
    """About a tap on a last set that goes on as long as it is clean."""
    return words(
        "The last set is logged with {reps} reps. Did you get more? Say it like `it was {more} reps`.",
        reps=reps,
        more=reps + 2,
    )


def old_plan(made_on: date) -> str:
    """About a tap on a plan that no longer stands."""
    return words(
        "That plan is old, from {day}, so nothing is logged from it: send me the set instead.", day=show_day(made_on)
    )


def check_in_question(prediction: Prediction, exercise: Exercise, unit: Unit) -> str:
    return words(
        "You had {target} in you on {lift}. Did you get it?", target=_target(prediction, unit), lift=exercise.short
    )


def check_in_congratulation(prediction: Prediction, exercise: Exercise, unit: Unit, named_on: date) -> str:
    return words(
        "You got the {target} on {lift} that I named on {day}. Well earned.",
        target=_target(prediction, unit),
        lift=exercise.short,
        day=show_day(named_on),
    )


def target_hit(prediction: Prediction, unit: Unit) -> str:
    return words("That is the {target} that I said you had in you. Well done.", target=_target(prediction, unit))


def show_target(prediction: Prediction, exercise: Exercise, unit: Unit) -> str:
    return f"{exercise.short} {_target(prediction, unit)}"


def _target(prediction: Prediction, unit: Unit) -> str:
    return f"{show_load(prediction.load, unit)} × {prediction.reps}"


def more_plans(exercises: Sequence[Exercise]) -> str:
    """Where the plans are that did not fit into the answer."""
    return words(
        "For the rest, ask me: {plans}.", plans=", ".join(f"`plan {exercise.short}`" for exercise in exercises)
    )


def undone(
    lifts: Sequence[Lift], readiness: Sequence[Readiness], exercises: Exercises, unit: Unit, *, warned: bool
) -> str:
    """What is taken back; of an earlier day it is not known how he said he was. *warned*: a warning sign with it."""
    parts = (show_lifts(lifts, exercises, unit), *(show_readiness(one, unit) for one in readiness))
    what = _beside(*parts) or words("how you said you were")
    if warned:
        return words("Undone: {what}, and the warning sign.", what=what)
    return words("Undone: {what}.", what=what)


def left_standing(lift: Lift, exercises: Exercises, unit: Unit) -> str:
    """The sets that stay where one of them is taken back."""
    return words("That leaves {what}.", what=show_lifts([lift], exercises, unit))


def no_such_lift(exercise: Exercise, on: date) -> str:
    return words(
        "There is no {lift} in your log of {day}, so nothing is changed.", lift=exercise.short, day=show_day(on)
    )


def no_such_number(exercise: Exercise, sets: int, on: date) -> str:
    return counted(
        "There is no more than {count} set of {lift} on {day}, so nothing is changed.",
        "There is no more than {count} sets of {lift} on {day}, so nothing is changed.",
        count=sets,
        lift=exercise.short,
        day=show_day(on),
    )


def no_such_numbers(numbers: Sequence[Decimal], on: date) -> str:
    return words(
        "No set of {day} has {numbers} in it, so nothing is changed.",
        day=show_day(on),
        numbers=joined(list(map(plain, numbers)), words(" and ")),
    )


def not_read(unread: str) -> str:
    return words('Not read, so not logged: "{unread}".', unread=unread)


def did_you_mean(lifts: Sequence[Lift], exercises: Exercises, unit: Unit) -> str:
    return words("Did you mean: {what}?", what=show_lifts(lifts, exercises, unit))
