"""How the configuration reaches the model: limit, fallbacks, adapters, and the list that nobody waits for."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from agents.model import Scripted, whole
from agents.team import think
from bot.app import agent_settings, open_app, open_model, requests_per_minute
from bot.config import HOSTED_NIM, Agent, Agents, Config, Database, ModelSection, Secrets
from tests.agents.cases import FRESH, case_of, means
from tests.agents.test_nim import REQUEST
from tests.servers.model import ModelServer, says, serves

NONE = Secrets(_env_file=None)
OWN = "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize(
    ("configured", "address", "limit"),
    [(None, HOSTED_NIM, 40), (None, f"{HOSTED_NIM}/", 40), (None, OWN, None), (10, HOSTED_NIM, 10), (500, OWN, 500)],
)
def test_the_hosted_endpoint_is_limited_and_one_s_own_is_not_unless_it_is_said(
    configured: int | None, address: str, limit: int | None
) -> None:
    assert requests_per_minute(Config(model=ModelSection(requests_per_minute=configured)), address) == limit


def test_an_agent_has_its_own_model_and_adapter_or_the_common_model_and_none() -> None:
    coach = Agent(model="nvidia/own", adapter="coach-1", temperature=0.9, timeout_seconds=9, max_tokens=9)
    settings = agent_settings(Config(model=ModelSection(name="nvidia/all"), agents=Agents(coach=coach)))
    assert (settings["coach"].model, settings["coach"].adapter) == ("nvidia/own", "coach-1")
    assert (settings["insight"].model, settings["insight"].adapter) == ("nvidia/all", None)


async def test_every_call_of_the_team_names_its_person_and_its_adapter() -> None:
    case, drafts = case_of(FRESH)
    coach = Agent(adapter="coach-1", temperature=0.9, timeout_seconds=9, max_tokens=9)
    model = Scripted({})
    await think(case, drafts, replace(means(model), settings=agent_settings(Config(agents=Agents(coach=coach)))))
    assert [(asked.agent, asked.adapter) for asked in model.asked][-1] == ("coach", "coach-1")
    assert {asked.whose for asked in model.asked} == {case.user}


async def test_the_configured_fallbacks_are_asked() -> None:
    async with ModelServer([serves(["nvidia/second"], says("Fine."))]) as server:
        section = ModelSection(base_url=server.base_url, name="nvidia/first", fallbacks=("nvidia/second",))
        model = open_model(Config(model=section), NONE)
        assert model is not None
        assert (await whole(model, REQUEST)).model == "nvidia/second"
        await model.close()


async def test_the_models_are_listed_once_at_the_start_and_nobody_waits_for_it(tmp_path: Path) -> None:
    async with ModelServer([says("Fine.")]) as server:
        config = Config(
            database=Database(url=f"sqlite:///{tmp_path}/bot.db"), model=ModelSection(base_url=server.base_url)
        )
        async with open_app(config, NONE):
            assert server.lists == 0
            async with asyncio.timeout(5):
                while not server.lists:
                    await asyncio.sleep(0)
    assert server.lists == 1
