"""An operator takes an agent's version back, by hand."""

from dataclasses import replace
from typing import Final

from learning.cycle.bench import Workshop, serving_of
from learning.cycle.canary import canary_of, look, roll_back
from learning.cycle.ports import CycleError
from storage.records import Version, VersionState

BY_HAND: Final = "taken back by hand"


async def rolled_back(agent: str, shop: Workshop) -> tuple[str, ...]:
    """What was done, a line each. A canary goes too: what it was set against does not serve any more.

    Raises CycleError where nothing can be taken back.
    """
    lines = []
    if canary := await canary_of(agent, shop.store):
        is_promoted = canary.version.state is VersionState.SERVING  # and a kill came before its experiment's end
        lines.append(await (look(canary, shop) if is_promoted else roll_back(canary, BY_HAND, shop)))
    name = await serving_of(agent, shop.store)
    if name is None and not lines:
        raise CycleError(f"the base model serves the {agent}, so there is nothing to take back")
    if name is not None:
        lines.append(await _to_parent(name, shop))
    return tuple(lines)


async def _to_parent(name: str, shop: Workshop) -> str:
    known = {one.name: one for one in await shop.store.versions()}
    serves, parent = known[name], known.get(known[name].parent or "")
    if parent is None:
        await _keep(serves, VersionState.RETIRED, BY_HAND, shop)
        return f"{name} is {BY_HAND}: the base model serves the {serves.agent} from now on"
    await _keep(parent, VersionState.SERVING, f"{name} was {BY_HAND}", shop)  # which retires the other one with it
    return f"{name} is {BY_HAND}: {parent.name} serves the {serves.agent} from now on"


async def _keep(version: Version, state: VersionState, why: str, shop: Workshop) -> None:
    await shop.store.keep_version(replace(version, state=state, why=why, changed_at=shop.now()))
