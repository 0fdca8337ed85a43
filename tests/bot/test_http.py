"""Health and metrics over real HTTP: what they say, what they never say, and that a probe costs next to nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from socket import create_server
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from agents.model import Scripted
from bot.app import open_app
from bot.commands.alive import is_alive
from bot.config import Config, Database, Secrets
from bot.health import SILENT_AFTER, Health, PlatformHealth, Receiving, is_well
from bot.http import CannotListen, HttpServer
from bot.metrics_prometheus import PrometheusMetrics, verdict_kind
from storage.records import Delivery, Standing
from storage.store import StoreUnavailable
from tests.bot.desk import NAME, Clock
from tests.bot.operated import another, operated
from tests.contracts.store_samples import exchange

WELL = PlatformHealth("telegram", Receiving.RUNNING, tells=True, seen_at=Clock().now())
HEALTH = Health(database=True, platforms=[WELL], stopping=False, circuit="closed")


class Probed:
    """A bot that is as a test says."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.health = HEALTH
        self.failure: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.writes = 0

    async def write(self) -> None:
        self.writes += 1
        await self.gate.wait()
        if self.failure:
            raise self.failure

    def look(self, database: bool) -> Health:
        return replace(self.health, database=database)

    async def counted(self) -> bytes:
        return b"up 1\n"


@asynccontextmanager
async def served(bot: Probed, routes: Iterable[web.RouteDef] = (), **more: Any) -> AsyncIterator[aiohttp.ClientSession]:
    given: dict[str, Any] = {"write": bot.write, "health": bot.look, "metrics": bot.counted, "now": bot.clock.now}
    server = HttpServer(**given, routes=routes, most_bytes=64, **more)
    port = await server.start("127.0.0.1", 0)
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            yield session
    finally:
        await server.close()


async def test_a_bot_that_is_well_is_live_and_ready() -> None:
    async with served(Probed()) as http:
        assert (await http.get("/healthz/live")).status == 200
        ready = await http.get("/healthz/ready")
        assert ready.status == 200
        assert await ready.json() == {
            "ready": True,
            "stopping": False,
            "database": "ok",
            "platforms": {"telegram": {"ok": True, "state": "running", "heard_seconds_ago": 0.0}},
            "model": "closed",
        }


async def test_a_bot_whose_database_takes_no_row_is_live_and_not_ready() -> None:
    bot = Probed()
    bot.failure = StoreUnavailable("postgresql://ann:secret@db is away")
    async with served(bot) as http:
        ready = await http.get("/healthz/ready")
        assert ready.status == 503
        assert "secret" not in await ready.text()
        assert (await http.get("/healthz/live")).status == 200


async def test_a_database_that_hangs_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http.WRITE_SECONDS", 0.01)
    bot = Probed()
    bot.gate.clear()
    async with served(bot) as http:
        assert (await http.get("/healthz/ready")).status == 503


@pytest.mark.parametrize(
    "change",
    [
        {"stopping": True},
        {"platforms": [WELL, PlatformHealth("discord", Receiving.ENDED)]},
        {"platforms": [PlatformHealth("discord", Receiving.STARTING)]},
        {"platforms": [replace(WELL, seen_at=None)]},
    ],
)
async def test_what_makes_a_bot_unready(change: dict[str, object]) -> None:
    bot = Probed()
    bot.health = replace(HEALTH, **change)  # type: ignore[arg-type]
    async with served(bot) as http:
        assert (await http.get("/healthz/ready")).status == 503


@pytest.mark.parametrize("change", [{"circuit": "open"}, {"circuit": "none"}, {"platforms": []}])
async def test_what_leaves_it_ready(change: dict[str, object]) -> None:
    bot = Probed()
    bot.health = replace(HEALTH, **change)  # type: ignore[arg-type]
    async with served(bot) as http:
        assert (await http.get("/healthz/ready")).status == 200


@pytest.mark.parametrize(
    ("platform", "late", "well"),
    [
        (WELL, SILENT_AFTER, True),
        (WELL, SILENT_AFTER + timedelta(seconds=1), False),
        (replace(WELL, receiving=Receiving.STANDING_BY, seen_at=None), timedelta(), True),
        (replace(WELL, is_called=True), timedelta(days=9), True),  # nobody wrote, so nobody called
        (replace(WELL, is_called=True, seen_at=None), timedelta(), False),
        (PlatformHealth("console", Receiving.RUNNING), timedelta(days=9), True),
    ],
)
def test_a_platform_is_well_while_its_servers_are_heard(platform: PlatformHealth, late: timedelta, well: bool) -> None:
    assert is_well(platform, Clock().now() + late) is well


async def test_many_probes_at_once_write_one_row() -> None:
    bot = Probed()
    bot.gate.clear()
    async with served(bot) as http:
        asked = [asyncio.create_task(http.get("/healthz/ready")) for _ in range(20)]
        while not bot.writes:
            await asyncio.sleep(0)
        bot.gate.set()
        assert {answer.status for answer in await asyncio.gather(*asked)} == {200}
        assert bot.writes == 1
        await http.get("/healthz/ready")
        assert bot.writes == 1
        bot.clock.at += timedelta(seconds=1)
        await http.get("/healthz/ready")
        assert bot.writes == 2


async def test_a_port_that_is_taken_is_one_sentence() -> None:
    bot = Probed()
    with closing(create_server(("127.0.0.1", 0))) as taken:
        server = HttpServer(write=bot.write, health=bot.look, metrics=bot.counted, now=bot.clock.now)
        with pytest.raises(CannotListen, match=r"^http.host 127.0.0.1, http.port \d+ cannot be had \(.*\): set others"):
            await server.start("127.0.0.1", taken.getsockname()[1])


async def test_platforms_bring_routes_and_no_body_is_larger_than_allowed() -> None:
    async def heard(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    async with served(Probed(), [web.post("/hook", heard)]) as http:
        assert await (await http.post("/hook", data=b"x" * 64)).text() == "64"
        assert (await http.post("/hook", data=b"x" * 65)).status == 413
        assert (await http.get("/hook")).status == 405
        assert (await http.get("/")).status == 404


async def test_the_container_s_probe_knows_a_live_bot_from_a_dead_port() -> None:
    async with served(Probed()) as http:
        port = http._base_url.port if http._base_url else None
        assert await asyncio.to_thread(is_alive, port)  # type: ignore[arg-type]
    assert not await asyncio.to_thread(is_alive, port)  # type: ignore[arg-type]


# ── metrics ──


def samples(body: bytes) -> dict[tuple[str, ...], float]:
    """Values by name and labels."""
    found = [sample for family in text_string_to_metric_families(body.decode()) for sample in family.samples]
    return {(sample.name, *sorted(sample.labels.values())): sample.value for sample in found}


NOTHING = Standing(inbox=0, oldest_update_at=None, outbox={}, promises={}, lifters=0)


async def test_a_talk_is_counted_without_a_word_or_a_person_in_it(tmp_path: Path) -> None:
    metrics, model = PrometheusMetrics(), Scripted({"coach": ["Lift 900 lb today!", "Stay tight."], "insight": ["{}"]})
    async with operated(tmp_path, model=model, metrics=metrics) as ann:
        await ann.say("bench 185x5 slept 8h sore 2")
        await another(ann, "gruffalo").say("squat 225x5 slept 8h sore 2")
        standing, now = await ann.app.store.standing(), ann.clock.now()
        body = await metrics.shown(standing, now)
    told = samples(body)
    assert told["focusflow_turn_seconds_count", NAME] == 2
    assert told["focusflow_lifters",] == 2
    assert told["focusflow_promises", "waiting"] >= 1
    assert told["focusflow_inbox_updates",] == 0
    assert told["focusflow_model_calls_total", "coach", "guard"] >= 1
    assert told["focusflow_guard_cuts_total", "coach"] >= 1
    assert told["focusflow_model_tokens_total", "coach", "prompt"] > 0
    labels = {label for key in told for label in key[1:]}
    assert not {"ann", "gruffalo", "1", "gruffalo's"} & labels
    assert not [word for word in ("gruffalo", "bench", "185", "900") if word in body.decode()]


async def test_a_turn_that_breaks_is_counted() -> None:
    metrics = PrometheusMetrics()
    metrics.turn_failed("telegram")
    metrics.flooded("telegram")
    metrics.delivered("telegram", Delivery.SENT, 0.2)
    metrics.delivered("telegram", Delivery.DROPPED, 0.2)
    told = samples(await metrics.shown(NOTHING, Clock().now()))
    assert told["focusflow_turns_failed_total", "telegram"] == 1
    assert told["focusflow_too_many_requests_total", "telegram"] == 1
    assert told["focusflow_deliveries_total", "dropped", "telegram"] == 1
    assert told["focusflow_delivery_seconds_count", "telegram"] == 1
    assert (metrics.tally.failed, metrics.tally.flooded) == (1, 1)


async def test_what_models_say_makes_no_new_series() -> None:
    metrics = PrometheusMetrics()
    for number in range(100):
        metrics.exchanged(replace(exchange(), agent=f"agent{number}", verdict=f"words{number}: more"))
        metrics.exchanged(replace(exchange(), agent="coach", verdict=f"guard: says {number}"))
    told = samples(await metrics.shown(NOTHING, Clock().now()))
    calls = {key: count for key, count in told.items() if key[0] == "focusflow_model_calls_total"}
    assert calls == {
        ("focusflow_model_calls_total", "other", "other"): 100,
        ("focusflow_model_calls_total", "coach", "guard"): 100,
    }
    assert verdict_kind("invalid: no JSON") == "invalid"


async def test_the_age_of_the_oldest_update_and_states_that_went_away_are_shown_as_they_are() -> None:
    metrics, now = PrometheusMetrics(), Clock().now()
    busy = Standing(
        inbox=3, oldest_update_at=now - timedelta(seconds=90), outbox={"waiting": 5}, promises={}, lifters=1
    )
    told = samples(await metrics.shown(busy, now))
    assert (told["focusflow_inbox_oldest_seconds",], told["focusflow_outbox_words", "waiting"]) == (90, 5)
    told = samples(await metrics.shown(NOTHING, now))
    assert (told["focusflow_inbox_oldest_seconds",], told["focusflow_outbox_words", "waiting"]) == (0, 0)


async def test_two_bots_in_one_process_count_for_themselves(tmp_path: Path) -> None:
    one, two = PrometheusMetrics(), PrometheusMetrics()
    one.taken("telegram", 0.1)
    assert ("focusflow_turn_seconds_count", "telegram") not in samples(await two.shown(NOTHING, Clock().now()))


def seen(at: datetime | None) -> object:
    return type("Seen", (), {"name": "seen", "seen_at": at})()


async def test_the_bot_tells_of_its_platforms_as_they_come_and_go(tmp_path: Path) -> None:
    config = Config(database=Database(url=f"sqlite:///{tmp_path}/bot.db"))
    clock = Clock()
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
        app.platforms["seen"] = seen(clock.now())  # type: ignore[assignment]
        assert app.operators.health(True).platforms[0].receiving is Receiving.STARTING
        app.operators.receiving["seen"] = Receiving.RUNNING
        health = app.operators.health(True)
        assert health.platforms == [PlatformHealth("seen", Receiving.RUNNING, True, clock.now())]
        assert health.circuit == "none"
        app.stop()
        assert app.operators.health(True).stopping
        await app.operators.write()
