"""Drugs and medicines are known by their names and their slang, and nothing else is taken for them."""

import pytest

from agents.questions import answer
from agents.questions.question import Kind
from tests.agents.questions.known import known, question

DRUGS = """
what dose of test should i run
how much test should i take
500mg test a week ok?
should i hop on gear
should i juice
blast and cruise or pct?
what should my first cycle look like
should i run a cycle
is dbol ok for bench
anavar for a woman?
are sarms safe
2iu hgh a day?
do i need clomid after tren
sollte ich Testo nehmen?
Wachstumshormon ja oder nein?
¿qué dosis de testosterona tomo?
¿vale la pena un ciclo de esteroides?
quelle dose de testostérone ?
l'hormone de croissance, ça marche ?
qual dose de durateston?
какая доза теста?
курс стероидов для новичка?
""".strip().splitlines()
MEDICINES = """
clen for cutting?
insulin before training?
do diuretics help make weight?
fat burners worth it?
percocet before deadlifts?
my prescription pills and squats?
welche Entwässerungstabletten?
¿quemadores de grasa funcionan?
les diurétiques pour sécher ?
analgésico antes do treino?
жиросжигатели работают?
""".strip().splitlines()
OTHERS = """
should i test my max
should i run a max test
what gear do i need for deadlifts
how long is a 5/3/1 cycle
what's my training max for the next cycle
is orange juice before training ok
test day tomorrow what should i squat
should i cycle off creatine
should i run another cycle or deload
how do i cycle to the gym and lift
""".strip().splitlines()


@pytest.mark.parametrize(("text", "about"), [(t, "drugs") for t in DRUGS] + [(t, "medicine") for t in MEDICINES])
def test_it_is_referred_by_code_alone(text: str, about: str) -> None:
    asked = question(text)
    assert (asked.kind, asked.about) == (Kind.MEDICAL, about)
    plain = answer(asked, known())
    assert plain is not None
    assert plain.is_final
    assert "doctor" in plain.lines[0]


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert question(text).kind is not Kind.MEDICAL
