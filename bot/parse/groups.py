"""All the sets of a message: each group begins with one way to say sets and goes on as a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.effort import HARDEST, effort_at
from bot.parse.forms import LABELS, labelled
from bot.parse.group import Group
from bot.parse.holds import holds_at
from bot.parse.ladders import LONGEST_LIST, ladder, ladder_behind, loads_behind
from bot.parse.names import Mention
from bot.parse.shape import Shape, counted_once, listed, loaded, spread
from bot.parse.shapes import ShapeReader
from bot.parse.sheet import Sheet
from bot.parse.weights import HEAVIER_THAN_SETS, Weight
from knowledge.exercise import Equipment, Exercise, ExerciseId, Exercises
from knowledge.units import Unit

Longer: TypeAlias = tuple[list[Shape], int] | None

_LISTING: Final = frozenset({",", "/", "&", "and", "then", "-", "–"}) | words.TIMES
_BEFORE_LOAD: Final = words.AT | words.ASSISTANCE | {"of", ",", "on", "/", "("}
_AFTER_STOP: Final = frozenset(".")  # squat. 5 reps. 120 kilos. 4 sets.
_BEGINNERS: Final = words.set_of("+ - : x by a an the just empty bar plate bw bodyweight heavy top easy", *LABELS)
_LIGHTEST_BARE_LOAD: Final = 10  # 3x15 8 may be an RPE
_BEFORE_BODY_REPS: Final = words.set_of(
    ": - – = ! , i did today pr pb to failure for got hit just max amrap bw x in one go straight unbroken all"
)
_HOW: Final = words.set_of("unbroken strict clean good full straight consecutive")  # 20 unbroken push-ups
_MOST_WORDS_BEFORE: Final = 5
_MOST_BODY_REPS: Final = 10**6  # what is too much is refused with a sentence, not left unread
_LADDER_WORDS: Final = words.SETS | words.NAMED_REPS.keys() | {"/", ","}
_TIMES_OR_STOP: Final = words.TIMES | _AFTER_STOP
_BEFORE_SETS: Final = words.TIMES | _AFTER_STOP | {",", "for", "(", "-", "–"}
_BEFORE_ROW: Final = words.UNITS.keys() | {"for"}


class GroupReader:
    """Reads the sets of a message, each with the exercise that *of* gives the place where they begin.

    A place that *of* lacks belongs to nothing that was named.
    """

    def __init__(
        self,
        sheet: Sheet,
        named: Sequence[Mention],
        of: Mapping[int, ExerciseId],
        exercises: Exercises,
        unit: Unit,
    ) -> None:
        self._sheet = sheet
        self.named = named
        self._names = {mention.start: mention.stop for mention in named}
        self._several = {mention.stop: mention for mention in named if len(mention.ids) > 1}
        self._in_name = {at for mention in named for at in range(mention.start, mention.stop)}
        self._of = of
        self._exercises = exercises
        self._unit = unit
        self._has_ladder = sheet.has_any(_LADDER_WORDS)
        self._readers: dict[ExerciseId | None, ShapeReader] = {}

    def groups(self) -> Iterator[Group]:
        """Every group, in order; its tokens are taken."""
        at = 0
        while at < len(self._sheet):
            found = (self._ladder(at) or self._group(at)) if self._may_begin(at) else ()
            yield from found
            if found:
                self._sheet.take(at, found[-1].stop)
            at = found[-1].stop if found else at + 1

    def _may_begin(self, at: int) -> bool:
        token = self._sheet[at]
        if token.text in words.TIMES:
            return self._sheet[at + 1].value is not None
        is_clock = token.text[:1].isdecimal() and ":" in token.text  # plank 1:30
        return token.value is not None or is_clock or token.text in _BEGINNERS or token.text in words.NAMED_REPS

    def _ladder(self, at: int) -> tuple[Group, ...]:
        if not self._has_ladder or self._is_inside_list(at):
            return ()
        if self._sheet[at].text in words.NAMED_REPS:
            at = loads_behind(self._sheet, at)
        named = self._several.get(at) or self._several.get(at - 1 if self._sheet[at].text == ":" else -1)
        reader = self.reader(at)
        return ladder(self._sheet, at, named, reader, self._of) or ladder_behind(self._sheet, at, reader, self._of)

    def reader(self, at: int) -> ShapeReader:
        """The reader of the exercise that the sets at *at* belong to."""
        id_ = self._of.get(at)
        if id_ not in self._readers:
            self._readers[id_] = ShapeReader(
                self._sheet, self._exercise(at), self._unit, self._names, lambda place: self._of.get(place) == id_
            )
        return self._readers[id_]

    def exercise_at(self, at: int) -> ExerciseId | None:
        """Which exercise the sets at *at* belong to; None where nothing was named."""
        return self._of.get(at)

    def _exercise(self, at: int) -> Exercise | None:
        id_ = self._of.get(at)
        return self._exercises[id_] if id_ else None

    def _group(self, at: int) -> tuple[Group, ...]:
        reader, exercise = self.reader(at), self._exercise(at)
        if exercise is not None and exercise.timed:
            held = holds_at(self._sheet, at)
            return (Group(at, held[1], exercise.id, tuple(held[0])),) if held else ()
        shapes, stop = self._before_load(reader, at)
        begun = None if shapes else self._begun(reader, at)
        shapes, stop = ([begun[0]], begun[1]) if begun else (shapes, stop)
        if not shapes:
            return ()
        while longer := self._longer(reader, at, shapes, stop):
            shapes, stop = longer
        if {"to", "failure"} <= {*self._sheet.texts(at - 3, at)} and all(shape.rpe is None for shape in shapes):
            shapes = [replace(shape, rpe=HARDEST) for shape in shapes]
        shapes = counted_once(shapes, begun[0].sets if begun else 1)
        return (Group(at, stop, self._of.get(at), tuple(shapes)),)

    def _begun(self, reader: ShapeReader, at: int) -> tuple[Shape, int] | None:
        return labelled(self._sheet, at) or reader.core(at) or self._light(reader, at) or self._body_reps(reader, at)

    def _longer(self, reader: ShapeReader, start: int, shapes: list[Shape], at: int) -> Longer:
        """*shapes* with what stands behind them, or behind their name: 185x5 bench @8."""
        at = reader.past_name(at)
        if rated := effort_at(self._sheet, at):
            return spread(shapes, rated[0]), rated[1]
        if shapes[0].weight is None and (found := self._load_behind(reader, start, at)):
            return [loaded(shape, found[0]) for shape in shapes], found[1]
        if more := self._sets_behind(reader, shapes, at):
            return more
        if self._sheet[at].text in {"each", "per"} and self._sheet[at + 1].text in words.SIDES:
            return shapes, at + 2
        if self._sheet[at].text == ")" and "(" in self._sheet.texts(max(start, at - 6), at):
            return shapes, at + 1
        return self._listed(reader, start, shapes, at)

    # ── what only the exercise makes a set ─────────────────────────────────────────────────────────────────────────

    def _light(self, reader: ShapeReader, at: int) -> tuple[Shape, int] | None:
        """lateral raise 5 3x15: right behind a name that is no barbell's, a small number before SxR is the load."""
        exercise, weight = self._exercise(at), reader.weight(at)
        if not weight or not exercise or exercise.equipment is Equipment.BARBELL or at - 1 not in self._in_name:
            return None
        often = reader.core(weight[1])
        if not often or often[0].weight or self._sheet[weight[1] + 1].text not in words.TIMES:
            return None
        return replace(often[0], weight=weight[0]), often[1]

    def _body_reps(self, reader: ShapeReader, at: int) -> tuple[Shape, int] | None:
        """pullups 10, 50 push ups: only beside the name, only where the body alone is lifted."""
        exercise = self._exercise(at)
        reps = reader.whole(at, _MOST_BODY_REPS) if exercise and exercise.bodyweight else None
        if not reps:
            return None
        before = at - 1
        while self._sheet[before].text in _BEFORE_BODY_REPS and before > at - _MOST_WORDS_BEFORE:
            before -= 1
        behind = reps[1] + (self._sheet[reps[1]].text in _HOW)
        is_beside = before in self._in_name or behind in self._in_name
        is_beside = is_beside or self._sheet[reps[1]].text in words.BODY_WEIGHT or self._is_row(reader, at, reps[1])
        return (listed(None, reps[0]), reps[1]) if is_beside else None

    def _is_row(self, reader: ShapeReader, at: int, stop: int) -> bool:
        """Push-ups at the rest stop twenty then fifteen: several counts in the clause that names the lift."""
        behind = stop + (self._sheet[stop].text in _LISTING)
        second = reader.whole(behind)
        if not second or self._sheet[second[1]].text in words.TIMES:
            return False
        before = at - 1
        while self._sheet.raw(before).text not in words.CLAUSE_ENDS and self._sheet.raw(before).text:
            if before in self._in_name:
                return True
            before -= 1
        return False

    # ── 3x5 @ 185, 3x5 185 ─────────────────────────────────────────────────────────────────────────────────────────

    def _load_behind(self, reader: ShapeReader, start: int, at: int) -> tuple[Weight, int] | None:
        at += self._sheet[at].text == "all"
        word = self._sheet[at].text
        is_times = word in _TIMES_OR_STOP  # 3 sets of 5 x 130 kg
        found = reader.weight(self._past_article(at, word) if word in _BEFORE_LOAD or is_times else at)
        if not found or (is_times and not found[0].sure) or self._of.get(found[1] - 1) != self._of.get(start):
            return None
        weight, stop = found
        if self._sheet[stop].text in words.TIMES or (self._sheet[stop].text == "/" and word != "@"):
            return None
        exercise = self._exercise(start)
        is_lifted = exercise is None or not exercise.bodyweight
        begins = reader.core(stop - 1)
        is_next = begins is not None and begins[0].reps is not None
        is_likely = weight.amount >= _LIGHTEST_BARE_LOAD and is_lifted and not is_next
        return found if weight.sure or word in words.AT or is_likely else None

    def _past_article(self, at: int, word: str) -> int:
        """With the 32 kg bell; , holding a 10kg plate; w/ 45."""
        place = at + 1
        if word == "," and self._sheet[place].text in words.AT:
            word, place = self._sheet[place].text, place + 1
        if word in words.AT:
            place += self._sheet[place].text == "/"
            place += self._sheet[place].text in {"the", "a", "an", "my"}
        return place

    def _before_load(self, reader: ShapeReader, at: int) -> tuple[list[Shape], int]:
        """5/5/4 @ 185: a list of reps whose load comes last."""
        shapes: list[Shape] = []
        place = at
        if self._is_inside_list(at) or self._sheet[at + 1].text not in {",", "/"}:
            return [], at
        while len(shapes) < LONGEST_LIST and (reps := reader.whole(place)):
            shapes.append(listed(None, reps[0]))
            place = reps[1]
            if self._sheet[place].text not in {",", "/"}:
                break
            place += 1
        found = reader.likely_weight(place + 1) if self._sheet[place].text in words.AT and len(shapes) > 1 else None
        if found and not found[0].sure and found[0].amount <= HARDEST:
            return [], at
        return ([replace(shape, weight=found[0]) for shape in shapes], found[1]) if found else ([], at)

    def _is_inside_list(self, at: int) -> bool:
        """What could not be read from the beginning of a list is not tried again from its middle."""
        return self._sheet[at - 1].text in {",", "/"} and self._sheet[at - 2].value is not None

    def _sets_behind(self, reader: ShapeReader, shapes: list[Shape], at: int) -> Longer:
        """185x5 for 3 sets."""
        if self._sheet[at].text == "(" and self._sheet[at + 1].text == "x" and self._sheet[at + 3].text == ")":
            times = self._sheet[at + 2].value  # 225x5 (x3)
            is_plain = times is not None and times % 1 == 0 and len(shapes) == 1 and shapes[0].sets == 1
            return ([replace(shapes[0], sets=int(times))], at + 4) if times is not None and is_plain else None
        place = at + (self._sheet[at].text in _BEFORE_SETS)
        sets = self._how_many(reader, place)
        if sets is None or len(shapes) > 1 or shapes[0].sets > 1:
            return None
        behind = self._sheet[sets[1]]
        is_another = behind.text in {"of", "@", "x"} or behind.value is not None
        is_another = is_another and not effort_at(self._sheet, sets[1])
        is_closed = self._sheet[at].text == "(" and behind.text == ")"
        return None if is_another else ([replace(shapes[0], sets=sets[0])], sets[1] + is_closed)

    def _how_many(self, reader: ShapeReader, at: int) -> tuple[int, int] | None:
        """3 sets, 3 times, twice; but not twice a week."""
        if times := words.HOW_OFTEN.get(self._sheet[at].text):
            is_habit = self._sheet[at + 1].text in words.HABITS
            return None if is_habit else (times, at + 1)
        found = reader.count(at)
        is_said = found is not None and (found[0].label == "sets" or self._sheet[found[1] - 1].text == "times")
        return (int(found[0].value), found[1]) if found and is_said and found[0].value % 1 == 0 else None

    # ── 5, 5, 4 ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _listed(self, reader: ShapeReader, start: int, shapes: list[Shape], at: int) -> Longer:
        place = at
        while self._sheet[place].text in _LISTING and place < at + 2:
            place += 1
        is_times = self._sheet[at].text in words.TIMES  # 185 x5 x5 x4
        reps = reader.whole(place, behind=words.NOT_REPS - words.TIMES if is_times else words.NOT_REPS)
        if not reps or shapes[-1].reps is None or self._of.get(place) != self._of.get(start):
            return None
        is_loaded = shapes[0].weight is not None
        if not self._goes_on(reader, at, place, reps[1]) or (is_loaded and self._begins_anew(reader, place)):
            return None
        return [*shapes, listed(shapes[-1].weight, reps[0])], reps[1]

    def _goes_on(self, reader: ShapeReader, at: int, place: int, stop: int) -> bool:
        """Whether what stands between two counts makes a list of them."""
        sheet = self._sheet
        if place == at and sheet[at - 1].text in words.REPS:  # 185 8 reps 7 reps
            return sheet[stop - 1].text in words.REPS
        if place == at:
            is_row = sheet[at - 1].value is not None and (
                sheet[at - 2].value is not None or sheet[at - 2].text in _BEFORE_ROW or at - 2 in self._in_name
            )
            return is_row or (sheet[at - 1].value is not None and reader.whole(stop) is not None)
        if sheet[at].text in {"-", "–"}:
            return sheet[stop].text == sheet[at].text or sheet[at - 2].text == sheet[at].text
        return sheet[stop].text != "/" or sheet[at].text == "/"

    def _begins_anew(self, reader: ShapeReader, place: int) -> bool:
        """, 3 at 205 and , 1@8 225 have loads of their own."""
        core = reader.core(place)
        if not core:
            return False
        weight, behind = core[0].weight, reader.likely_weight(core[1])
        is_loaded = weight is not None and (weight.sure or weight.amount > HEAVIER_THAN_SETS)
        return is_loaded or (core[0].rpe is not None and behind is not None)
