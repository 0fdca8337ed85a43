"""Who speaks to a lifter, and from which prompts and examples: the versions that serve, and his arms of experiments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from agents.calls import Means
from agents.case import AgentSettings
from agents.prompting import Prompts
from storage.records import Arm, Experiment, Lineup, Person, Style, UserId, Varies

BANK: Final = "bank"  # the arm that is shown examples of the bank
_WHOLE_HASH: Final = 2**64
_SPEAKS: Final = frozenset({Varies.ADAPTER, Varies.MODEL})


@dataclass(frozen=True, slots=True)
class Offers:
    """What an experiment can draw on: how each agent calls its model as the operator set it, and sets of prompts."""

    settings: Mapping[str, AgentSettings]
    prompt_sets: Mapping[str, Prompts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An experiment that cannot run here, and why, in a clause."""

    experiment: Experiment
    why: str


def arm_of(experiment: Experiment, user: UserId) -> Arm:
    """The arm of *user*, for good: his hash, salted, as a number in [0, 1), below the share or not.

    The name stands in the hash too, so that an arm in one experiment tells nothing of the arm in another.
    """
    digest = blake2b(f"{experiment.salt}|{experiment.name}|{user}".encode(), digest_size=8).digest()
    return experiment.treatment if int.from_bytes(digest) / _WHOLE_HASH < experiment.share else experiment.control


def dealt(lineup: Lineup, person: Person) -> tuple[tuple[Experiment, Arm], ...]:
    """The experiments that *person* is in, each with his arm, oldest first.

    His style was dealt when he was met, so there his arm is the one of his style; who chose it is in none.
    """
    found = ((one, _arm(one, person)) for one in apart(lineup.experiments))
    return tuple((one, arm) for one, arm in found if arm is not None)


def style_salt(lineup: Lineup) -> str | None:
    """What deals newcomers their style; None: no experiment on it runs, and they get the one that is configured."""
    return next((one.salt for one in apart(lineup.experiments) if one.varies is Varies.STYLE), None)


def in_style(person: Person, lineup: Lineup, usual: Style) -> Person:
    """*person* as he is spoken to: a style that was dealt holds while its experiment runs, else it is the *usual* one.

    So a style that is stopped for harm is heard by nobody any more, unless he chose it.
    """
    profile = person.profile
    if profile.style_chosen or profile.style is usual or style_salt(lineup) is not None:
        return person
    return replace(person, profile=replace(profile, style=usual))


def arms_text(arms: Iterable[tuple[Experiment, Arm]]) -> tuple[str, ...]:
    """``experiment:arm`` of each."""
    return tuple(f"{experiment.name}:{arm.name}" for experiment, arm in arms)


def _arm(experiment: Experiment, person: Person) -> Arm | None:
    if experiment.varies is not Varies.STYLE:
        return arm_of(experiment, person.user)
    profile = person.profile
    arms = (experiment.control, experiment.treatment)
    return None if profile.style_chosen else next((arm for arm in arms if arm.value == profile.style), None)


def apart(experiments: Sequence[Experiment]) -> tuple[Experiment, ...]:
    """Those that do not vary what an older one varies: what a lifter gets must be what his arm says."""
    kept: list[Experiment] = []
    for one in experiments:
        if not any(_meet(one, older) for older in kept):
            kept.append(one)
    return tuple(kept)


def _meet(one: Experiment, other: Experiment) -> bool:
    is_same = one.varies is other.varies or {one.varies, other.varies} <= _SPEAKS
    return is_same and (one.agent == other.agent or None in (one.agent, other.agent))


def heeded(lineup: Lineup, offers: Offers) -> tuple[Lineup, tuple[LeftOut, ...]]:
    """*lineup* as it can be had here, and what of its experiments can not.

    The adapter that an operator gave an agent wins over the version that serves, and over experiments on who speaks.
    """
    whys = [(one, _why_not(one, offers)) for one in lineup.experiments]
    serving = {agent: name for agent, name in lineup.serving.items() if not _is_set(agent, offers)}
    kept = tuple(one for one, why in whys if not why)
    return replace(lineup, serving=serving, experiments=kept), tuple(LeftOut(one, why) for one, why in whys if why)


def _is_set(agent: str, offers: Offers) -> bool:
    return agent in offers.settings and offers.settings[agent].adapter is not None


def _why_not(experiment: Experiment, offers: Offers) -> str:
    agents = [experiment.agent] if experiment.agent is not None else [*offers.settings]
    if unknown := [agent for agent in agents if agent not in offers.settings]:
        return f"there is no agent {unknown[0]}"
    if experiment.varies in _SPEAKS and (own := [agent for agent in agents if _is_set(agent, offers)]):
        return f"agents.{own[0]}.adapter is set, and wins"
    if experiment.varies is Varies.PROMPTS and (missing := missing_sets([experiment], offers.prompt_sets)):
        return f"experiments.prompt_sets has no {missing[0]}"
    return ""


def missing_sets(experiments: Iterable[Experiment], prompt_sets: Mapping[str, Prompts]) -> tuple[str, ...]:
    """The sets of prompts that arms name and that are not there; may be empty."""
    arms = (arm for one in experiments if one.varies is Varies.PROMPTS for arm in (one.control, one.treatment))
    return tuple(dict.fromkeys(arm.value for arm in arms if arm.value and arm.value not in prompt_sets))


def means_of(means: Means, lineup: Lineup, user: UserId, offers: Offers) -> Means:
    """*means* as *user* gets them: the versions that serve, then what his arms say. *lineup* is one that is heeded."""
    settings = {agent: _serving(own, lineup.serving.get(agent)) for agent, own in means.settings.items()}
    found = replace(means, settings=settings)
    for experiment in apart(lineup.experiments):
        if experiment.varies is not Varies.STYLE:  # a style comes with the case
            found = _with_arm(found, experiment, arm_of(experiment, user).value, lineup, offers)
    return found


def _serving(own: AgentSettings, adapter: str | None) -> AgentSettings:
    return replace(own, adapter=own.adapter or adapter)


def _with_arm(means: Means, experiment: Experiment, value: str, lineup: Lineup, offers: Offers) -> Means:
    agents = [experiment.agent] if experiment.agent is not None else [*means.settings]
    match experiment.varies:
        case Varies.ADAPTER:
            changed = {agent: _adapted(means.settings[agent], value) for agent in agents}
            return replace(means, settings={**means.settings, **changed})
        case Varies.MODEL:
            changed = {agent: _modelled(means.settings[agent], value) for agent in agents}
            return replace(means, settings={**means.settings, **changed})
        case Varies.PROMPTS if value:
            sets = dict.fromkeys(agents, offers.prompt_sets[value])
            return replace(means, own_prompts={**means.own_prompts, **sets})
        case Varies.EXAMPLES if value == BANK:
            banked = {agent: tuple(one for one in lineup.bank if one.agent == agent) for agent in agents}
            return replace(means, bank={**means.bank, **banked})
        case _:
            return means


def _adapted(own: AgentSettings, adapter: str) -> AgentSettings:
    """With *adapter*, and what serves behind it; "": with none."""
    if not adapter:
        return replace(own, adapter=None)
    return replace(own, adapter=adapter, standby=own.adapter if own.adapter != adapter else None)


def _modelled(own: AgentSettings, model: str) -> AgentSettings:
    """With *model*, and without an adapter that was trained on another one; "": as it is."""
    return replace(own, model=model, adapter=None) if model and model != own.model else own
