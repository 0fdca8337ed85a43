"""What is written in any form comes back as it was meant."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from bot.parse.facts import SaidSet
from bot.parse.limits import MOST_SETS
from knowledge.exercise import ExerciseId
from knowledge.heaviest import heaviest_kg
from knowledge.units import Load, Unit, plain
from storage.records import SetKind
from tests.bot import said_in_forms_aloud as dictated
from tests.bot import said_in_forms_otherwise as otherwise
from tests.bot.reading import EXERCISES, read
from tests.bot.said_in_forms import EFFORTS, FORMS, TIMES, UNIT_WORDS, Meant, equal, places_of, unrated, written

LIFTED = sorted((name, id_) for name, id_ in EXERCISES.names.items() if len(name) > 1 and not EXERCISES[id_].bodyweight)
BESIDE_NUMBERS = {"dead", "calves"}  # words that name a lift only where a number stands right beside them
AT_LEAST = {Unit.KG: 5, Unit.LB: 10}
AS_FOUND = (Phase.explicit, Phase.generate)  # a failing message is short as it is, and shrinking takes minutes
FEW, EACH, MANY = (settings(max_examples=count, phases=AS_FOUND) for count in (2, 4, 40))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
rpes = st.integers(12, 20).map(lambda halves: Decimal(halves) / 2)


def heaviest(id_: str, unit: Unit) -> int:
    return int(Load(Decimal(heaviest_kg(EXERCISES[ExerciseId(id_)])), Unit.KG).down_to(unit, Decimal(1)).amount)


@st.composite
def loads(draw: st.DrawFn, id_: str, unit: Unit) -> Load:
    whole = draw(st.integers(AT_LEAST[unit], heaviest(id_, unit) - 1))
    return Load(whole + draw(st.sampled_from(["0", "0", "0.5", "0.5", "0.25", "0.75", "0.2"]).map(Decimal)), unit)


@st.composite
def lifted(draw: st.DrawFn, names: list[tuple[str, ExerciseId]] = LIFTED) -> Meant:
    name, id_ = draw(st.sampled_from(names))
    unit = draw(st.sampled_from(Unit))
    counts = st.lists(st.integers(1, 20), min_size=1, max_size=6) | st.builds(
        lambda reps, sets: [reps] * sets, st.integers(1, 20), st.integers(1, 10)
    )
    return Meant(
        exercise=id_,
        name=name,
        load=draw(loads(id_, unit)),
        reps=tuple(draw(counts)),
        rpe=draw(rpes),
        unit=draw(st.sampled_from(["", *UNIT_WORDS[unit]])),
        times=draw(st.sampled_from(TIMES)),
        has_comma=draw(st.booleans()),
    )


@st.composite
def clear(draw: st.DrawFn, form: str) -> Meant:
    """Sets that *form* says clearly: made so where they are not, as a lifter would, by writing the unit."""
    meant = draw(lifted())
    if FORMS[form].is_clear(meant):
        return meant
    for reps in (meant.reps[:1], meant.reps[:1] * 3, (2, 2), (3,), (8, 7, 7)):
        for load in (meant.load, Load(Decimal(45), meant.load.unit)):
            for unit in (meant.unit, UNIT_WORDS[meant.load.unit][0]):
                changed = replace(meant, load=load, reps=reps, unit=unit)
                if FORMS[form].is_clear(changed):
                    return changed
    raise AssertionError(f"nothing says {form} clearly")


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@EACH
def test_a_set_comes_back_from_every_form(form: str, data: st.DataObject) -> None:
    meant = unrated(data.draw(clear(form)))
    text = written(meant, form, data.draw(st.sampled_from(places_of(form))))
    assert read(text, meant.load.unit).sets == meant.sets, text


@pytest.mark.parametrize("effort", EFFORTS)
@given(data=st.data())
@EACH
def test_how_hard_it_was_comes_back_from_every_form(effort: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([*FORMS]))
    meant = data.draw(clear(form))
    assert meant.rpe is not None
    if not EFFORTS[effort][1](meant.rpe):
        meant = replace(meant, rpe=Decimal(10))
    assume(equal(meant) and form not in {"WxR, WxR", "WxR on lines", "weight: W"})  # of all sets, or of the last?
    text = written(meant, form, data.draw(st.sampled_from(places_of(form))), effort)
    assert read(text, meant.load.unit).sets == meant.sets, text


@given(st.lists(lifted(), min_size=2, max_size=4, unique_by=lambda meant: meant.exercise), st.data())
@MANY
def test_several_lifts_come_back_from_one_message(lifts: list[Meant], data: st.DataObject) -> None:
    joiner = data.draw(st.sampled_from(["\n", "\n\n", "; ", ". ", ", ", " then ", ", then ", " and "]))
    unit = data.draw(st.sampled_from(Unit))
    whole = [
        replace(unrated(meant), reps=meant.reps[:1] * len(meant.reps), unit=f" {meant.load.unit}") for meant in lifts
    ]
    forms = data.draw(st.sampled_from([("W SxR", "W SxR"), ("SxR @ W", "W SxR"), ("W x R x S", "S sets of R at W")]))
    parts = [written(meant, forms[place % 2]) for place, meant in enumerate(whole)]
    assert read(joiner.join(parts), unit).sets == sum((meant.sets for meant in whole), ()), joiner.join(parts)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@FEW
def test_full_width_digits_are_digits(form: str, data: st.DataObject) -> None:
    meant = unrated(data.draw(clear(form)))
    text = written(meant, form).translate(FULL_WIDTH)
    assert read(text, meant.load.unit).sets == meant.sets, text


def on(id_: ExerciseId, load: Load | None, reps: int | None, sets: int = 1, **more: object) -> SaidSet:
    bodyweight = EXERCISES[id_].bodyweight
    return replace(SaidSet(exercise=id_, load=load, reps=reps, sets=sets, bodyweight=bodyweight), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", dictated.FORMS)
@given(data=st.data(), rpe=st.none() | st.integers(6, 10))
@EACH
def test_a_dictated_set_comes_back(form: str, data: st.DataObject, rpe: int | None) -> None:
    name, id_ = data.draw(st.sampled_from(LIFTED))
    assume(name not in BESIDE_NUMBERS or "the {name}" not in form)
    unit = data.draw(st.sampled_from(Unit))
    amount = Decimal(data.draw(st.integers(21, min(heaviest(id_, unit), 999) - 1))) + data.draw(
        st.sampled_from([Decimal(0), Decimal(0), dictated.HALF])
    )
    sets = data.draw(st.integers(2, 8)) if "{s}" in form else 1
    effort = None if rpe is None else Decimal(rpe)
    meant = on(id_, Load(amount, unit), data.draw(st.integers(2, 20)), sets, rpe=effort)
    text = dictated.aloud(
        meant,
        name,
        form,
        spelling=data.draw(st.sampled_from([*dictated.SPELLINGS])),
        has_point=data.draw(st.booleans()),
        unit=data.draw(st.sampled_from(["", *dictated.UNITS[unit]])),
        effort=data.draw(st.sampled_from(dictated.EFFORTS)),
    )
    assert read(text, unit).sets == (meant,), text


def drawn(data: st.DataObject, names: tuple[tuple[str, ExerciseId], ...]) -> tuple[str, ExerciseId, Unit, int, int]:
    """A name, its lift, the profile's unit, reps and sets."""
    name, id_ = data.draw(st.sampled_from(names))
    return name, id_, data.draw(st.sampled_from(Unit)), data.draw(st.integers(1, 20)), data.draw(st.integers(2, 8))


@pytest.mark.parametrize(("form", "counts"), otherwise.UNLOADED)
@given(data=st.data())
@EACH
def test_the_body_alone_comes_back(form: str, counts: bool, data: st.DataObject) -> None:
    name, id_, unit, reps, sets = drawn(data, otherwise.OF_THE_BODY)
    text = form.format(name=name, r=reps, s=sets)
    assert read(text, unit).sets == (on(id_, Load(Decimal(0), unit), reps, sets if counts else 1),), text


@pytest.mark.parametrize(
    ("form", "counts", "sign"),
    [*((*form, 1) for form in otherwise.ADDED), *((*form, -1) for form in otherwise.ASSISTED)],
)
@given(data=st.data())
@EACH
def test_what_is_added_to_the_body_or_helps_it_comes_back(
    form: str, counts: bool, sign: int, data: st.DataObject
) -> None:
    name, id_, unit, reps, sets = drawn(data, otherwise.OF_THE_BODY)
    amount = Decimal(data.draw(st.integers(5, 180))) / 2
    assume(sign < 0 or "assist" not in name)  # a name that says help takes weight off
    assume(not (form.startswith("assisted") and name.startswith("dip")))  # "assisted dips" is a name of its own
    assume(amount > MOST_SETS or form != "assisted {name} {w}x{r}")  # assisted dips 9x9 are nine sets
    load = Load(sign * amount, data.draw(st.sampled_from(Unit)))
    said = plain(amount)
    if load.unit is not unit:
        said += data.draw(st.sampled_from(UNIT_WORDS[load.unit]))
    spaced = form.replace("{w}x", "{w} x") if said[-4:].isalpha() else form
    text = spaced.format(name=name, w=said, r=reps, s=sets)
    assert read(text, unit).sets == (on(id_, load, reps, sets if counts else 1),), text


@pytest.mark.parametrize(("form", "counts"), otherwise.EACH_HAND)
@given(data=st.data())
@EACH
def test_the_load_of_one_hand_comes_back(form: str, counts: bool, data: st.DataObject) -> None:
    name, id_, unit, reps, sets = drawn(data, otherwise.BY_HAND)
    amount = data.draw(st.integers(MOST_SETS + 1, min(heaviest(id_, unit), 100)))
    text = form.format(name=name, w=amount, r=reps, s=sets)
    assert read(text, unit).sets == (on(id_, Load(Decimal(amount), unit), reps, sets if counts else 1),), text


@pytest.mark.parametrize(("form", "counts"), otherwise.PLATES)
@given(data=st.data())
@EACH
def test_plates_come_back_as_the_load_of_the_bar(form: str, counts: bool, data: st.DataObject) -> None:
    name, id_, unit, reps, sets = drawn(data, otherwise.ON_A_BAR)
    plates, more = data.draw(st.integers(2, 4)), data.draw(st.sampled_from([0, 5, 10]))
    load = Load(otherwise.bar_and_plates(plates, more, is_metric=unit is Unit.KG), unit)
    assume(load.kg <= heaviest_kg(EXERCISES[id_]))
    said = str(plates) if data.draw(st.booleans()) else dictated.in_full(plates)
    behind = data.draw(st.sampled_from(otherwise.AND_MORE)).format(more=more) if more else ""
    ends = form.replace("plates a side", "plates") if more else form
    text = ends.replace(" plates", f" plates{behind}").format(name=name, n=said, r=reps, s=sets)
    assert read(text, unit).sets == (on(id_, load, reps, sets if counts else 1),), text


@pytest.mark.parametrize(("form", "counts"), otherwise.HOLDS)
@given(data=st.data())
@EACH
def test_a_hold_comes_back_in_seconds(form: str, counts: bool, data: st.DataObject) -> None:
    name, id_, unit, _, sets = drawn(data, otherwise.HELD)
    seconds = data.draw(st.sampled_from([10, 20, 30, 35, 45, 60, 75, 90, 100, 120, 180]))
    text = form.format(name=name, t=data.draw(st.sampled_from(otherwise.seconds_written(seconds))), s=sets)
    held = [(each.exercise, each.hold_seconds, each.reps, each.sets) for each in read(text, unit).sets]
    assert held == [(id_, seconds, None, sets if counts else 1)], text


@pytest.mark.parametrize("form", otherwise.WARM_UPS)
@given(data=st.data())
@EACH
def test_a_warm_up_comes_back_as_one(form: str, data: st.DataObject) -> None:
    meant = unrated(data.draw(clear("W SxR")))
    text = form.format(sets=written(meant, "W SxR"))
    warm = tuple(replace(each, kind=SetKind.WARMUP) for each in meant.sets)
    assert read(text, meant.load.unit).sets == warm, text


@pytest.mark.parametrize("form", otherwise.MISSED)
@given(data=st.data(), done=st.integers(2, 12))
@EACH
def test_missed_reps_leave_those_that_were_done(form: str, data: st.DataObject, done: int) -> None:
    name, id_ = data.draw(st.sampled_from(otherwise.ON_A_BAR))
    wanted = done + (1 if "last" in form else data.draw(st.integers(1, 3)))
    amount = data.draw(st.integers(30, 140))
    text = form.format(name=name, w=amount, r=done, more=wanted)
    assert read(text, Unit.KG).sets == (on(id_, Load(Decimal(amount), Unit.KG), done, kind=SetKind.FAILED),), text
