"""``make vectors``: computes the vectors that come with the knowledge base, after its passages have changed."""

import asyncio
from pathlib import Path

from rich.console import Console

import knowledge
from agents.local_embedder import NAME, LocalEmbedder
from knowledge.library import load_exercises
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from knowledge.vectors import packed


async def ship() -> None:
    texts = Shelf(load_passages(load_exercises())).texts
    console = Console(stderr=True)
    with console.status(f"{len(texts)} texts, half a minute ..."):
        body = packed(texts, await LocalEmbedder().passages(texts))
    path = Path(knowledge.__file__).parent / "vectors" / f"{NAME}.npz"
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(body)
    new.replace(path)  # whole or not at all
    console.print(f"{len(texts)} vectors, {len(body):,} bytes: {path.name}")


if __name__ == "__main__":
    asyncio.run(ship())
