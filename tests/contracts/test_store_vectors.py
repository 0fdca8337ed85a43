"""Vectors lie by embedder and key, byte for byte, and belong to nobody."""

from storage.open import open_store
from storage.store import Store
from tests.contracts.store_samples import ANNA, known

VECTOR = bytes(range(256)) * 6


async def test_a_vector_comes_back_byte_for_byte(store: Store) -> None:
    await store.keep_vectors("minilm", {"a": VECTOR, "b": b""})
    assert await store.vectors("minilm", ["a", "b", "c"]) == {"a": VECTOR, "b": b""}
    assert await store.vectors("minilm", ["b"]) == {"b": b""}


async def test_nothing_is_kept_of_nothing(store: Store) -> None:
    await store.keep_vectors("minilm", {})
    assert await store.vectors("minilm", []) == {}
    assert await store.vectors("minilm", ["a"]) == {}


async def test_embedders_do_not_get_each_other_s(store: Store) -> None:
    await store.keep_vectors("minilm", {"a": b"1"})
    await store.keep_vectors("nim", {"a": b"2"})
    assert await store.vectors("minilm", ["a"]) == {"a": b"1"}
    assert await store.vectors("nim", ["a"]) == {"a": b"2"}
    assert await store.vectors("other", ["a"]) == {}


async def test_one_that_is_kept_again_is_replaced(store: Store) -> None:
    await store.keep_vectors("minilm", {"a": b"1", "b": b"1"})
    await store.keep_vectors("minilm", {"a": b"2"})
    assert await store.vectors("minilm", ["a", "b"]) == {"a": b"2", "b": b"1"}


async def test_as_many_as_a_knowledge_base_has(store: Store) -> None:
    many = {f"key {n}": n.to_bytes(4, "little") * 384 for n in range(2500)}
    await store.keep_vectors("minilm", many)
    assert await store.vectors("minilm", list(many)) == many


async def test_they_outlast_the_store_and_a_lifter_who_is_forgotten(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
        await store.keep_vectors("minilm", {"a": VECTOR})
        await store.forget(ANNA)
    async with open_store(url) as store:
        assert await store.vectors("minilm", ["a"]) == {"a": VECTOR}


async def test_what_nobody_looks_for_any_more_is_dropped(store: Store) -> None:
    await store.keep_vectors("minilm", {"a": b"1", "b": b"2", "c": b"3"})
    await store.keep_vectors("nim", {"a": b"4"})
    await store.drop_vectors("minilm", {"b", "never kept"})
    assert await store.vectors("minilm", ["a", "b", "c"]) == {"b": b"2"}
    assert await store.vectors("nim", ["a"]) == {"a": b"4"}
    await store.drop_vectors("minilm", ())
    assert await store.vectors("minilm", ["b"]) == {}
