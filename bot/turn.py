"""One message, from its row to its answer's row: the only place where deciding and keeping meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from bot.decide import Decision, Scene, decide
from bot.decide.scene import Answer, blank, local_day, say
from bot.message import Incoming, Pressed, Reacted, Said
from bot.parse.facts import Parsed
from knowledge.exercise import ExerciseId, Exercises
from knowledge.units import Unit
from storage.records import Address, Identity, Memory, Person, Profile, RowId, Style, UserId, Wanted, row_id
from storage.store import Store

FORGOTTEN = "Everything about you is deleted. If you write again, we start afresh."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Takes turns: two trips to the store for a message, one more where the message does not name its lift."""

    store: Store
    exercises: Exercises
    read: Callable[[str, Unit], Parsed]
    named: Callable[[str], Sequence[ExerciseId]]  # the lifts that a text speaks of
    advice: Callable[[str], str]
    newcomer: Profile
    salt: str
    check_in_days: int
    now: Callable[[], datetime]

    async def take(self, incoming: Incoming, update: tuple[str, str]) -> Decision | None:
        """Decide about a message and keep the decision. None: it had been settled before, and nothing was done."""
        scene = await self._scene(incoming, update)
        if isinstance(incoming, Pressed) and incoming.press == f"forget:{scene.person.user}":
            return await self._forget(scene)
        decision = decide(scene)
        return decision if await self.store.keep(decision.changes) else None

    def rehearse(self) -> None:
        """Decide about a message that nobody sent, and keep nothing: what is built on first use is built by then."""
        who, where = Identity("rehearsal", "nobody"), Address("rehearsal", "nowhere")
        text = "bench 185x5 slept 8h sore 2"
        said = Said(who=who, name="", where=where, source="", message="", reply_to="", text=text, sent_at=self.now())
        person = newcomer(who, "", self.newcomer, self.salt)
        decide(self._staged(said, ("", ""), person, self.read(text, person.profile.unit), None))

    async def _scene(self, incoming: Incoming, update: tuple[str, str]) -> Scene:
        known = await self.store.person(incoming.who)
        person = known or newcomer(incoming.who, incoming.name, self.newcomer, self.salt)
        parsed = self.read(incoming.text, person.profile.unit) if isinstance(incoming, Said) else None
        memory = await self._recall(person, wanted(incoming, parsed, person, self.named)) if known else None
        return self._staged(incoming, update, person, parsed, memory)

    def _staged(
        self,
        incoming: Incoming,
        update: tuple[str, str],
        person: Person,
        parsed: Parsed | None,
        memory: Memory | None,
    ) -> Scene:
        return Scene(
            incoming=incoming,
            parsed=parsed,
            settles=update,
            person=person,
            is_new=memory is None,
            memory=memory or Memory(),
            exercises=self.exercises,
            read=self.read,
            advice=self.advice,
            now=self.now(),
            check_in_days=self.check_in_days,
        )

    async def _recall(self, person: Person, asked: Wanted) -> Memory:
        memory = await self.store.recall(person.user, asked)
        lift = implied_lift(memory) if not asked.exercises else None
        return await self.store.recall(person.user, replace(asked, exercises=(lift,))) if lift else memory

    async def _forget(self, scene: Scene) -> Decision:
        await self.store.forget(scene.person.user)
        nobody = replace(blank(scene), user=None, person=None, identity=None, turn=None)
        decision = Decision(say(scene, nobody, Answer([FORGOTTEN])))
        await self.store.keep(decision.changes)
        return decision


def newcomer(who: Identity, name: str, profile: Profile, salt: str) -> Person:
    """Somebody who writes for the first time. A salted hash deals his coaching style, so that it never changes."""
    user = UserId(row_id("user", who.platform, who.account))
    dealt = blake2b(f"{salt}|{user}".encode(), digest_size=1).digest()[0] % 2
    style = Style.AGGRESSIVE if dealt else Style.CONSERVATIVE
    return Person(user, name, replace(profile, style=style))


def wanted(
    incoming: Incoming, parsed: Parsed | None, person: Person, named: Callable[[str], Sequence[ExerciseId]]
) -> Wanted:
    """What deciding about a message will need to know."""
    asked = Wanted(on=local_day(incoming.sent_at, person), address=incoming.where)
    match incoming:
        case Said(text=text):
            said = [s.exercise for s in parsed.sets if s.exercise] if parsed else []
            return replace(asked, exercises=tuple(dict.fromkeys(said or named(text))))
        case Reacted(on=message):
            return replace(asked, sent_as=message)
        case Pressed(press=press):
            row = RowId(press.partition(":")[2].partition(":")[0])
            return replace(asked, turn=row, prescription=row, prediction=row)


def implied_lift(memory: Memory) -> ExerciseId | None:
    """The lift of a message that names none: the prescription's that a button stands for, else the last one logged."""
    if memory.prescription is not None:
        return memory.prescription.exercise
    return memory.latest[-1].lift.exercise if memory.latest else None
