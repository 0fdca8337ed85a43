"""The client of NVIDIA's customization API against a loopback server that knows one generation at a time."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from learning.tuning import TuneJob, TuningError
from learning.tuning.nemo import Customizer, Generation, spec_of

JOB = TuneJob(base="meta/llama", train=Path("t"), out=Path("runs/coach-1"))


class Api:
    """Both generations' routes; *kept* holds what came, by path."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.keys: set[str] = set()

    async def created(self, request: web.Request) -> web.Response:
        self.kept[request.path] = await request.json()
        self.keys.add(request.headers.get("Authorization", ""))
        return web.json_response({"id": "cust-1", "name": "coach-1"}, status=201)

    async def status(self, request: web.Request) -> web.Response:
        if request.match_info["job"] == "odd":
            return web.json_response(["?"])
        return web.json_response({"status": "RUNNING", "asked": request.match_info["job"]})


@pytest.fixture
async def api() -> AsyncIterator[tuple[Api, str]]:
    known, app = Api(), web.Application()
    app.router.add_post("/v1/customization/jobs", known.created)
    app.router.add_get("/v1/customization/jobs/{job}/status", known.status)
    app.router.add_post("/apis/customization/v2/workspaces/gym/automodel/jobs", known.created)
    app.router.add_get("/apis/jobs/v2/workspaces/gym/jobs/{job}/status", known.status)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield known, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(("generation", "id_there"), [("microservices", "cust-1"), ("platform", "coach-1")])
async def test_a_job_is_made_and_asked_about(api: tuple[Api, str], generation: Generation, id_there: str) -> None:
    known, url = api
    async with Customizer(url, "key", generation=generation, workspace="gym") as customizer:
        job = await customizer.create(spec_of(JOB, generation, dataset="coach"))
        assert (job, await customizer.status(job)) == (id_there, "running")
    (sent,) = known.kept.values()
    assert sent["name"] == "coach-1"
    assert known.keys == {"Bearer key"}


async def test_refusals_odd_answers_and_silence_are_one_sentence(api: tuple[Api, str]) -> None:
    _, url = api
    async with Customizer(url, workspace="elsewhere") as customizer:
        with pytest.raises(TuningError, match="refused with 404"):
            await customizer.create({})
    async with Customizer(url, generation="microservices") as customizer:
        with pytest.raises(TuningError, match="without status"):
            await customizer.status("odd")
    async with Customizer("http://127.0.0.1:1") as customizer:
        with pytest.raises(TuningError, match="cannot be asked"):
            await customizer.status("job")
