"""One message, from its row to its answer's row: the only place where deciding and keeping meet."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from weakref import WeakValueDictionary

from agents.forecast import version
from agents.lineup import arms_text, dealt, in_style, style_salt
from agents.senses import Medium, Perceived
from bot.company import with_company
from bot.decide import Decision, Scene, decide
from bot.decide.again import entry_repeated
from bot.decide.alone import in_touch
from bot.decide.charts import is_chart
from bot.decide.chosen import chosen_again
from bot.decide.command_words import as_commanded
from bot.decide.corrections import entries_corrected
from bot.decide.language import as_client_speaks
from bot.decide.linking import asks_for_code
from bot.decide.looking_back import looks_back
from bot.decide.more import passage_pressed
from bot.decide.own_units import in_own_units
from bot.decide.put_back import may_put_back
from bot.decide.questions import is_about_lifting, lifts_of_question, needs_log, needs_notes, query_of, question_of
from bot.decide.replied import as_reply
from bot.decide.said import LONGEST
from bot.decide.scene import Answer, Opened, blank, say
from bot.decide.session import CARD_LASTS
from bot.decide.taken import reading_meant
from bot.decide.uploads import LEAVE, TAKE, UNDO, opened, upload_meant
from bot.imports.sheet import NotALog
from bot.linking import WrongCodes, about_accounts
from bot.message import Incoming, Media, Pressed, Reacted, Said, Sent
from bot.parse.facts import Intent, Parsed
from bot.wording_learning import forgotten
from bot.wording_own import BACKUPS, KEEPING, Keeping
from knowledge.exercise import ExerciseId, Exercises
from knowledge.passage import Found, Query
from knowledge.red_flags import RedFlag
from knowledge.units import Unit
from storage.records import (
    Address,
    Entry,
    Identity,
    Lineup,
    Memory,
    Person,
    Profile,
    RowId,
    Style,
    UserId,
    Wanted,
    row_id,
)
from storage.store import Store


async def nothing_found(_: Query) -> tuple[Found, ...]:
    """A knowledge base without passages."""
    return ()


async def as_decided(decision: Decision, _: Scene) -> Decision:
    """No budget."""
    return decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Takes turns: two trips to the store for a message, one more where it is about lifts that it does not name."""

    store: Store
    exercises: Exercises
    read: Callable[[str, Unit], Parsed]
    named: Callable[[str], Sequence[ExerciseId]]  # the lifts that a text speaks of
    red_flag: Callable[[str], RedFlag | None]
    newcomer: Profile
    check_in_days: int
    now: Callable[[], datetime]
    senses: frozenset[Medium] = frozenset()  # what of photos and voice notes a model is asked about
    find: Callable[[Query], Awaitable[tuple[Found, ...]]] = nothing_found  # the passages about a question
    lineup: Callable[[], Lineup] = Lineup  # what speaks now
    heed: Callable[[Decision, Scene], Awaitable[Decision]] = as_decided  # what is left of it by a budget
    evolves: Callable[[str], bool] = lambda _: False  # whether edits are seen on the platform of that name
    keeping: Keeping = KEEPING  # what lifters are told of how long things are kept
    code: Callable[[], str] = lambda: ""  # draws a one-time code
    _wrong_codes: WrongCodes = field(default_factory=dict, init=False)
    _taken: WeakValueDictionary[Identity, asyncio.Lock] = field(default_factory=WeakValueDictionary, init=False)

    async def take(self, incoming: Incoming, update: tuple[str, str]) -> Decision | None:
        """Decide about a message and keep the decision. None: it had been settled before, and nothing was done.

        One turn of a person at a time, whichever chats he writes in: a turn keeps his whole profile, and one beside it
        would put back what that has changed.
        """
        async with self._taken.setdefault(incoming.who, asyncio.Lock()):
            return await self._take(as_commanded(incoming), update)

    async def _take(self, incoming: Incoming, update: tuple[str, str]) -> Decision | None:
        scene = await self._scene(incoming, update)
        if isinstance(incoming, Said) and incoming.chosen:
            scene = chosen_again(incoming, scene)
        if isinstance(incoming, Pressed) and incoming.press == f"forget:{scene.person.user}":
            return await self._forget(scene)
        decision = await about_accounts(scene, self.store, self._wrong_codes) or decide(scene)
        decision = in_touch(await self.heed(decision, scene), scene)
        return decision if await self.store.keep(decision.changes) else None

    def rehearse(self) -> None:
        """Decide about a message that nobody sent, and keep nothing: what is built on first use is built by then."""
        who, where = Identity("rehearsal", "nobody"), Address("rehearsal", "nowhere")
        text = "bench 185x5 slept 8h sore 2"
        said = Said(who=who, name="", where=where, source="", message="", reply_to="", text=text, sent_at=self.now())
        decide(self._staged(said, ("", ""), newcomer(who, "", self.newcomer, None), is_new=True))

    async def _scene(self, incoming: Incoming, update: tuple[str, str]) -> Scene:
        known = await self.store.person(incoming.who)
        lineup = self.lineup()
        met = known or newcomer(incoming.who, incoming.name, self.newcomer, style_salt(lineup))
        person = in_style(met, lineup, self.newcomer.style)
        spoken_to = as_client_speaks(person, getattr(incoming, "locale", ""), is_new=known is None)
        scene = self._staged(incoming, update, spoken_to, is_new=known is None)
        scene = replace(scene, is_taught=spoken_to != person)
        scene = await self._with_log(scene) if known else scene
        memory = await self._recall(scene) if known else Memory(history=dict.fromkeys(scene.named, ()))
        scene = as_reply(replace(scene, memory=memory, found=await self._found(scene)))
        return await with_company(replace(scene, file=await self._opened(scene)), self.store)

    async def _found(self, scene: Scene) -> tuple[Found, ...]:
        if tapped := passage_pressed(scene.incoming):
            return await self.find(tapped)
        if scene.question is None or not needs_notes(scene.question):
            return ()
        in_haste = bool(scene.parsed.sets)  # the next load must not wait for an embedder
        return await self.find(replace(query_of(scene.question), at_once=in_haste))

    async def _with_log(self, scene: Scene) -> Scene:
        """The whole log, for a chart or a question about what was done; else the last training days tell enough."""
        if is_chart(scene.incoming):
            whole = await self.store.whole(scene.person.user)
            return replace(scene, log=(whole.entries, whole.readiness), targets=whole.predictions) if whole else scene
        is_needed = looks_back(scene) or (scene.question is not None and needs_log(scene.question, scene))
        return replace(scene, log=await self.store.log(scene.person.user)) if is_needed else scene

    async def _opened(self, scene: Scene) -> Opened | NotALog | None:
        """The file that the message is about, read in a thread: nobody else's answer waits for it."""
        upload = upload_meant(scene)
        if upload is None:
            return None
        on_record = await self.store.log(scene.person.user)
        return await asyncio.to_thread(opened, upload, on_record, scene)

    def _warned(self, text: str) -> Parsed:
        """What a text that is too long to be read says all the same: that somebody is in danger."""
        flag = self.red_flag(text)
        return Parsed(danger=flag.danger, danger_words=flag.words) if flag else Parsed()

    def _staged(self, incoming: Incoming, update: tuple[str, str], person: Person, *, is_new: bool) -> Scene:
        """The scene as far as the message alone makes it."""
        said = _words(incoming)
        text = said if len(said) <= LONGEST else ""
        read = in_own_units(self.read, person.profile, self.exercises)
        parsed = read(text, person.profile.unit) if text == said else self._warned(said)
        lifted = dict.fromkeys(said.exercise for said in parsed.sets if said.exercise)
        scene = Scene(
            incoming=incoming,
            parsed=parsed,
            named=tuple(lifted or self.named(text)),
            settles=update,
            person=person,
            is_new=is_new,
            memory=Memory(),
            exercises=self.exercises,
            read=read,
            red_flag=self.red_flag,
            now=self.now(),
            check_in_days=self.check_in_days,
            arms=arms_text(dealt(self.lineup(), person)),
            senses=self.senses,
            evolves=self.evolves(incoming.where.platform),
            keeping=self.keeping,
            code=self.code() if asks_for_code(incoming) else "",
        )
        return replace(scene, question=question_of(scene))

    async def _recall(self, scene: Scene) -> Memory:
        """All that deciding will need to know: of the lifts that are named, and of those that are meant."""
        asked = wanted(scene)
        memory = await self.store.recall(scene.person.user, asked)
        lifts = tuple(dict.fromkeys((*asked.exercises, *self._meant(as_reply(replace(scene, memory=memory)), memory))))
        if lifts == asked.exercises:
            return memory
        return await self.store.recall(scene.person.user, replace(asked, exercises=lifts))

    def _meant(self, scene: Scene, memory: Memory) -> Sequence[ExerciseId]:
        """Lifts that a message is about without naming them; the first is the one to plan where it names none."""
        if memory.prescription is not None:
            return (memory.prescription.exercise,)
        if (reading := reading_meant(replace(scene, memory=memory))) is not None:
            return self.named(reading.text)
        if not _words(scene.incoming):
            return ()
        question = scene.question
        if question is not None and (needed := lifts_of_question(question, scene, memory)):
            return needed
        if memory.put_right is not None and memory.put_right.old:
            return [entry.lift.exercise for entry in memory.put_right.old]
        lifts = [entry.lift.exercise for entry in _changed(replace(scene, memory=memory))]
        if scene.named:
            return lifts
        asked_about = self.named(memory.ask.text) if memory.ask else ()
        last = () if question is not None and not is_about_lifting(question) else _last_lift(memory)
        return (*(lifts or last), *asked_about)

    async def _forget(self, scene: Scene) -> Decision:
        versions = await self.store.forget(scene.person.user)
        nobody = replace(blank(scene), user=None, person=None, identity=None, turn=None, arms=())
        decision = Decision(say(scene, nobody, Answer([forgotten(versions), BACKUPS])))
        await self.store.keep(decision.changes)
        return decision


def _words(incoming: Incoming) -> str:
    match incoming:
        case Said(text=words) | Sent(caption=words) | Media(caption=words, perceived=None):
            return words
        case Media(medium=Medium.VOICE, perceived=Perceived(text=words)):
            return words
        case _:
            return ""


def _changed(scene: Scene) -> Sequence[Entry]:
    """The sets that a message corrects or repeats."""
    if scene.parsed.intent is Intent.CORRECTION:
        return entries_corrected(scene.parsed, scene)
    repeated = entry_repeated(scene.parsed, scene) if scene.parsed.again else None
    return [repeated] if repeated else []


def _last_lift(memory: Memory) -> Sequence[ExerciseId]:
    """The lift that was logged last, as far as it has a next load."""
    return [entry.lift.exercise for entry in memory.recent if entry.lift.hold_seconds is None][-1:]


def newcomer(who: Identity, name: str, profile: Profile, salt: str | None) -> Person:
    """Somebody who writes for the first time. A salted hash deals his coaching style, so that it never changes."""
    user = UserId(row_id("user", who.platform, who.account))
    if salt is None:
        return Person(user, name, profile)
    is_treated = blake2b(f"{salt}|{user}".encode(), digest_size=1).digest()[0] % 2
    style = Style.AGGRESSIVE if is_treated else Style.CONSERVATIVE
    return Person(user, name, replace(profile, style=style))


def wanted(scene: Scene) -> Wanted:
    """What is asked of the store first; the scene has no memory yet."""
    incoming = scene.incoming
    group = incoming.company.id if incoming.company else None
    asked = Wanted(
        on=scene.today,
        address=incoming.where,
        account=incoming.who.account,
        exercises=scene.named,
        group=group,
        strength_version=version(),
    )
    asked = replace(asked, card_since=scene.now - CARD_LASTS) if scene.evolves else asked
    match incoming:
        case Said(answers=replied) as said:
            turn = scene.turn if said.chosen else None
            return replace(asked, turn=turn, replied=replied, put_right=may_put_back(said, scene.parsed))
        case Sent() | Media():
            return asked
        case Reacted(on=message):
            return replace(asked, sent_as=message)
        case Pressed(press=press):
            verb, _, rest = press.partition(":")
            row = RowId(rest.partition(":")[0])
            if verb in (TAKE, LEAVE, UNDO):
                return replace(asked, upload=row)
            tapped = ExerciseId(row)  # where the button names a lift
            named = (tapped,) if tapped in scene.exercises else ()
            return replace(asked, exercises=named, turn=row, prescription=row, prediction=row)
