"""A small client of NVIDIA's customization API, kept apart: its paths and shapes moved twice within a year.

Nothing depends on it. All that moves stands in GENERATIONS and in ``spec_of``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Final, Literal, Self
from urllib.parse import quote

import aiohttp

from learning.tuning.errors import TuningError
from learning.tuning.job import TuneJob

Generation = Literal["microservices", "platform"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Where jobs are made and asked about; *id_field* names a job in the answer to the first."""

    create: str
    status: str
    id_field: str


# Sources: NeMo Microservices 25.4 to 25.11, "Create Job" and "Get Job Status"; NeMo Platform and NeMo Helix of autumn
# 2026, "Create Job" (the automodel backend) and its jobs service.
GENERATIONS: Final[Mapping[Generation, Paths]] = {
    "microservices": Paths(
        create="/v1/customization/jobs", status="/v1/customization/jobs/{job}/status", id_field="id"
    ),
    "platform": Paths(
        create="/apis/customization/v2/workspaces/{workspace}/automodel/jobs",
        status="/apis/jobs/v2/workspaces/{workspace}/jobs/{job}/status",
        id_field="name",
    ),
}
SECONDS: Final = 30  # for one call

Spec = dict[str, object]


def spec_of(job: TuneJob, generation: Generation, *, dataset: str, namespace: str = "default") -> Spec:
    """The same training as *job* in the API's words; *dataset* is its name there, uploaded beforehand.

    Its steps are counted in passes over the data there: one pass is asked for.
    """
    return _SPECS[generation](job, dataset, namespace)


def _microservices(job: TuneJob, dataset: str, namespace: str) -> Spec:
    return {
        "name": job.out.name,
        "config": job.base,
        "dataset": {"name": dataset, "namespace": namespace},
        "hyperparameters": {
            "training_type": "sft",
            "finetuning_type": "lora",
            "epochs": 1,
            "batch_size": job.batch_size,
            "learning_rate": job.learning_rate,
            "lora": {"adapter_dim": job.r, "adapter_dropout": job.dropout},
        },
        "output_model": f"{namespace}/{job.out.name}",
    }


def _platform(job: TuneJob, dataset: str, namespace: str) -> Spec:
    training: Spec = {
        "training_type": "sft",
        "finetuning_type": "lora",
        "max_seq_length": job.longest_tokens,
        "lora": {"rank": job.r, "alpha": job.alpha},
    }
    spec: Spec = {"model": job.base, "dataset": {"training": f"{namespace}/{dataset}"}, "training": training}
    return {"name": job.out.name, "spec": spec}


_SPECS: Final[Mapping[Generation, Callable[[TuneJob, str, str], Spec]]] = {
    "microservices": _microservices,
    "platform": _platform,
}


class Customizer:
    """Makes jobs and asks how they are. Use it as a context."""

    def __init__(
        self, base_url: str, key: str = "", *, generation: Generation = "platform", workspace: str = "default"
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._paths = GENERATIONS[generation]
        self._workspace = quote(workspace, safe="")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        self._session = aiohttp.ClientSession(headers=self._headers, timeout=timeout)
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self._session.close()

    async def create(self, spec: Spec) -> str:
        """Starts a job; gives what to ask about it by. Raises TuningError."""
        answer = await self._call("POST", self._paths.create.format(workspace=self._workspace), spec)
        return _text(answer, self._paths.id_field)

    async def status(self, job: str) -> str:
        """Such as "running", "completed" or "failed", in lower case. Raises TuningError."""
        path = self._paths.status.format(workspace=self._workspace, job=quote(job, safe=""))
        return _text(await self._call("GET", path), "status").lower()

    async def _call(self, method: str, path: str, body: Spec | None = None) -> object:
        url = f"{self._base_url}{path}"
        try:
            async with self._session.request(method, url, json=body) as answer:
                if answer.status >= HTTPStatus.BAD_REQUEST:
                    raise TuningError(f"{url} refused with {answer.status}; compare the job with the API's version.")
                return await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TuningError(f"{url} cannot be asked ({type(error).__name__}); check its address.") from error


def _text(answer: object, field: str) -> str:
    value = answer.get(field) if isinstance(answer, dict) else None
    if not isinstance(value, str) or not value:
        raise TuningError(f"The customization API answered without {field}; compare its version.")
    return value
