"""The two embedders: the small model that is installed with FocusFlow, and NIM against a server on loopback."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from agents.bucket import Bucket, Busy
from agents.embedding import BATCH, EmbedderUnavailable
from agents.local_embedder import LocalEmbedder
from agents.nim_embedder import TRIES, NimEmbedder
from agents.rate_limiter import RateLimiter
from bot.config import RetrievalSection
from bot.embedders import open_embedders
from tests.servers.model import ModelServer, Reply, accepted, embeds, embeds_oddly, garbage, hangs, refuses

KEY = "nvapi-not-to-be-seen"
MODEL = "test/embed"


class Sleeps:
    """Nobody waits; what was waited for is kept."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@asynccontextmanager
async def nim(*replies: Reply, sleeps: Sleeps | None = None) -> AsyncIterator[tuple[ModelServer, NimEmbedder]]:
    """A server that replies so, and an embedder that asks it."""
    async with ModelServer([accepted()], embeddings=replies) as server:
        embedder = NimEmbedder(server.base_url, KEY, MODEL, clock=lambda: 0.0, sleep=sleeps or Sleeps())
        try:
            yield server, embedder
        finally:
            await embedder.close()


# ── NIM ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_passages_and_queries_are_told_apart() -> None:
    async with nim(embeds()) as (server, embedder):
        await embedder.passages(["a shelf"])
        await embedder.query("a shelf?")
        for body, kind in zip(server.embedded, ("passage", "query"), strict=True):
            assert (body["model"], body["input_type"], body["truncate"]) == (MODEL, kind, "END")
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert embedder.name == MODEL


async def test_rows_come_in_the_order_of_the_texts_and_are_of_length_one() -> None:
    async with nim(embeds()) as (_, embedder):
        rows = await embedder.passages(["eee", "no vowel", "e"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.allclose(rows[:, 0] / rows[:, 2], [3, 8, 1]), "their letters"


async def test_many_texts_go_in_batches() -> None:
    async with nim(embeds()) as (server, embedder):
        rows = await embedder.passages([f"text {n}" for n in range(2 * BATCH + 1)])
        assert [len(body["input"]) for body in server.embedded] == [BATCH, BATCH, 1]
    assert rows.shape == (2 * BATCH + 1, 3)


async def test_nobody_is_asked_for_nothing() -> None:
    async with nim(embeds()) as (server, embedder):
        assert len(await embedder.passages([])) == 0
        assert server.embedded == []


async def test_a_batch_that_was_too_much_is_sent_again_when_the_endpoint_said() -> None:
    sleeps = Sleeps()
    async with nim(refuses(429, retry_after="7"), refuses(503), embeds(), sleeps=sleeps) as (_, embedder):
        assert len(await embedder.passages(["a"])) == 1
    assert sleeps.seconds == [7, 4]


async def test_a_batch_is_tried_a_few_times() -> None:
    sleeps = Sleeps()
    async with nim(refuses(429), sleeps=sleeps) as (server, embedder):
        with pytest.raises(EmbedderUnavailable, match="429, too many requests"):
            await embedder.passages(["a"])
        assert (len(server.embedded), len(sleeps.seconds)) == (TRIES, TRIES - 1)


async def test_an_endpoint_that_wants_a_long_pause_is_given_up() -> None:
    sleeps = Sleeps()
    async with nim(refuses(429, retry_after="3600"), sleeps=sleeps) as (_, embedder):
        with pytest.raises(EmbedderUnavailable):
            await embedder.passages(["a"])
    assert sleeps.seconds == []


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refuses(401), "the key is refused"),
        (refuses(404), "not served"),
        (refuses(410), "end of life"),
        (refuses(422, said=f"bad input_type, {KEY}"), "bad input_type"),
        (accepted(), "does not answer"),
        (garbage(), "does not answer"),
        (embeds_oddly([]), "does not answer"),
        (embeds_oddly([[1.0, 2.0], [1.0, 2.0]]), "does not answer"),
        (embeds_oddly([[0.0, 0.0]]), "does not answer"),
        (embeds_oddly([None]), "does not answer"),
        (embeds_oddly([["x"]]), "does not answer"),
        (embeds_oddly([[1e39, 1.0]]), "does not answer"),
        (embeds_oddly([{"a": 1}]), "does not answer"),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow encountered")
async def test_every_failure_ends_in_words_without_the_key(reply: Reply, said: str) -> None:
    async with nim(reply) as (_, embedder):
        for ask in (embedder.passages(["a"]), embedder.query("a")):
            with pytest.raises(EmbedderUnavailable, match=said) as failure:
                await ask
            assert MODEL in str(failure.value)
            assert KEY not in f"{failure.value!r} {failure.value.__cause__!r}"


async def test_a_question_does_not_wait_for_an_endpoint_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.nim_embedder.QUERY_SECONDS", 0.05)
    async with nim(hangs()) as (_, embedder):
        with pytest.raises(EmbedderUnavailable, match="deadline"):
            await embedder.query("a")


async def test_nobody_there_is_said_in_words() -> None:
    async with nim(embeds()) as (server, embedder):
        await server.__aexit__()
        with pytest.raises(EmbedderUnavailable, match="no connection"):
            await embedder.passages(["a"])


async def test_an_endpoint_that_keeps_failing_is_left_alone() -> None:
    async with nim(refuses(503)) as (server, embedder):
        for _ in range(5):
            with pytest.raises(EmbedderUnavailable):
                await embedder.query("a")
        assert len(server.embedded) == 3


async def test_a_limit_that_is_used_up_is_no_failure_of_the_endpoint() -> None:
    """It would close the way to it for half a minute after the limit has room again."""
    at, limiter = [0.0], RateLimiter(Bucket(1), lambda: at[0], Sleeps())
    async with ModelServer([accepted()], embeddings=[embeds()]) as server:
        embedder = NimEmbedder(server.base_url, KEY, MODEL, clock=lambda: at[0], sleep=Sleeps(), limiter=limiter)
        await embedder.query("how do I brace")
        for _ in range(5):
            with pytest.raises(EmbedderUnavailable, match="the endpoint's limit"):
                await embedder.query("how deep do I squat")
        at[0] = 61
        await embedder.query("how deep do I squat")
        assert len(server.embedded) == 2
        await embedder.close()
    await limiter.close()


@pytest.mark.parametrize("kind", ["query", "passages"])
async def test_who_is_told_to_wait_lets_the_endpoint_s_other_calls_wait_too(kind: str) -> None:
    limiter = RateLimiter(Bucket(None), lambda: 0.0, Sleeps())
    async with ModelServer([accepted()], embeddings=[refuses(429, retry_after="3600")]) as server:
        embedder = NimEmbedder(server.base_url, KEY, MODEL, clock=lambda: 0.0, sleep=Sleeps(), limiter=limiter)
        with pytest.raises(EmbedderUnavailable, match="429"):
            await (embedder.query("a") if kind == "query" else embedder.passages(["a"]))
        with pytest.raises(Busy):
            await limiter.enter("coach", 59)
        await embedder.close()
    await limiter.close()


# ── the local one ──────────────────────────────────────────────────────────────────────────────────────────────────

installed = pytest.mark.skipif(find_spec("onnxruntime") is None, reason="no wheel of onnxruntime for this machine")


@pytest.fixture(scope="module")
def local() -> LocalEmbedder:
    return LocalEmbedder()


@installed
async def test_what_means_alike_lies_near(local: LocalEmbedder) -> None:
    rows = await local.passages(["How much protein a day", "How long to sleep", "Technique of the squat"])
    assert rows.shape == (3, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for words, nearest in (
        ("how many grams of whey", 0),
        ("is six hours in bed enough", 1),
        ("do my knees go past my toes", 2),
    ):
        assert int(np.argmax(rows @ (await local.query(words))[0])) == nearest


@installed
async def test_a_text_has_the_same_vector_whatever_lies_beside_it(local: LocalEmbedder) -> None:
    texts = ["short", "a much longer text " * 40, *(f"text {n}" for n in range(40))]
    together = await local.passages(texts)
    for place in (0, 1, 20):
        assert np.allclose(together[place], (await local.query(texts[place]))[0], atol=1e-4)


@installed
@pytest.mark.parametrize("text", ["", "🏋️", "\0", "жим лёжа", "word " * 5000])
async def test_any_text_has_a_vector(local: LocalEmbedder, text: str) -> None:
    assert np.isclose(np.linalg.norm(await local.query(text)), 1, atol=1e-5)


@installed
async def test_nothing_is_embedded_for_nothing() -> None:
    embedder = LocalEmbedder()
    assert len(await embedder.passages([])) == 0
    assert "_model" not in vars(embedder), "it takes 200 MB, and waits for a question"


@pytest.mark.parametrize(
    ("setting", "missing"), [("LIBRARIES", ("not_installed_at_all",)), ("WEIGHTS", ("not-installed-at-all", "x"))]
)
async def test_what_is_not_installed_is_known_before_a_question(
    monkeypatch: pytest.MonkeyPatch, setting: str, missing: tuple[str, ...]
) -> None:
    monkeypatch.setattr(f"agents.local_embedder.{setting}", missing)
    with pytest.raises(EmbedderUnavailable, match=r"not.installed.at.all"):
        await LocalEmbedder().passages([])


ASKED_ALONE = """
import asyncio, socket

def look_up(host, *_):
    print("looked up", host)
    raise OSError

socket.getaddrinfo = look_up
from agents.local_embedder import LocalEmbedder
print(asyncio.run(LocalEmbedder().query("a")).shape)
"""


@installed
def test_it_leaves_nothing_at_home_and_tells_nobody(tmp_path: Path) -> None:
    alone = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    kept = {name: value for name, value in os.environ.items() if name not in {*alone, "ORT_DISABLE_TELEMETRY"}}
    ran = subprocess.run(
        [sys.executable, "-c", ASKED_ALONE], env=kept | alone, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.stdout.strip(), ran.stderr) == ("(1, 384)", "")
    assert list(tmp_path.rglob("*")) == []


async def test_files_that_are_not_there_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.local_embedder.WEIGHTS", ("not-installed-at-all", "model.onnx"))
    with pytest.raises(EmbedderUnavailable, match="not-installed-at-all"):
        await LocalEmbedder().query("a")


# ── which of them ──────────────────────────────────────────────────────────────────────────────────────────────────

CURRENT = ["nvidia/nemotron-3-embed-1b", "nvidia/llama-nemotron-embed-1b-v2"]
LOCAL = ["all-MiniLM-L6-v2-int8"]


@pytest.mark.parametrize(
    ("section", "address", "key", "names"),
    [
        (RetrievalSection(), None, "", LOCAL),
        (RetrievalSection(), "http://127.0.0.1:1/v1", "", LOCAL),
        (RetrievalSection(), "http://127.0.0.1:1/v1", KEY, CURRENT + LOCAL),
        (RetrievalSection(model="my/embed"), "http://127.0.0.1:1/v1", KEY, ["my/embed", *LOCAL]),
        (RetrievalSection(embedder="nim"), "http://127.0.0.1:1/v1", "", CURRENT + LOCAL),
        (RetrievalSection(embedder="nim"), None, "", LOCAL),
        (RetrievalSection(embedder="local"), "http://127.0.0.1:1/v1", KEY, LOCAL),
        (RetrievalSection(embedder="none"), "http://127.0.0.1:1/v1", KEY, []),
    ],
)
async def test_which_are_asked(section: RetrievalSection, address: str | None, key: str, names: Sequence[str]) -> None:
    async with open_embedders(section, address, key) as embedders:
        assert [embedder.name for embedder in embedders] == list(names)


async def test_its_calls_count_against_the_endpoint_s_limit() -> None:
    """One permit is left in the minute: the second question is not even asked."""
    limiter = RateLimiter(Bucket(1), lambda: 0.0, Sleeps())
    async with ModelServer([accepted()], embeddings=[embeds()]) as server:
        embedder = NimEmbedder(server.base_url, KEY, MODEL, clock=lambda: 0.0, sleep=Sleeps(), limiter=limiter)
        await embedder.query("how do I brace")
        with pytest.raises(EmbedderUnavailable, match="the endpoint's limit"):
            await embedder.query("how deep do I squat")
        assert len(server.embedded) == 1
        await embedder.close()
    await limiter.close()
