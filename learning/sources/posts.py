"""One line of a Reddit dump, and whether it is a question or an answer that could be learned from."""

import json
import re
from collections.abc import Set
from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from learning.sources.sentences import (
    LONGEST_QUESTION,
    SHORTEST_ANSWER,
    SHORTEST_QUESTION,
    asks,
    begins_as_question,
    sentences,
)
from learning.sources.tidy import plain

LONGEST_REPLY: Final = 1500  # characters; longer ones are essays
LONGEST_TEXT: Final = 40_000  # characters of a post that are looked at: Reddit allows no more

_GONE: Final = frozenset(["[deleted]", "[removed]", "[deleted by user]", ""])
_BOT: Final = re.compile(r"bot\d*$|^automoderator$|moderator", re.IGNORECASE)
_BOT_SAYS: Final = re.compile(r"\bi(?:'m| am) a bot\b|performed automatically|^beep boop", re.IGNORECASE)
_AFTERTHOUGHT: Final = re.compile(r"^\W*(?:edit\s?\d*|tl;?dr|source)\b\s*[:\-–—]", re.IGNORECASE)


class Line(BaseModel):
    """What is read of a submission or a comment; dumps of different years agree on no more."""

    model_config = ConfigDict(extra="ignore", frozen=True, cache_strings="keys")  # values hardly come twice

    id: str
    subreddit: str | None = None
    author: str | None = None
    score: int | None = None
    distinguished: str | None = None
    stickied: bool | None = None
    created_utc: datetime | None = None
    title: str | None = None
    selftext: str | None = None
    body: str | None = None
    link_id: str | None = None
    parent_id: str | int | None = None


class Post(BaseModel):
    """A question or an answer, as it waits on disk for the other. *file* is its place among the files that are read."""

    model_config = ConfigDict(frozen=True, cache_strings="keys")

    id: str
    file: int
    score: int
    author: str
    text: str
    subreddit: str = ""
    made_at: datetime | None = None


class Malformed(Exception):
    """A line is nothing that a dump holds; the message says why."""


def read_line(line: bytes) -> Line:
    """Raises Malformed."""
    try:
        found = Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Malformed(f"{place}: {first['msg']}" if place else first["msg"]) from None
    if found.title is None and found.body is None:
        raise Malformed("neither a submission nor a comment")
    if found.body is not None and not found.link_id:
        raise Malformed("a comment that names no submission")
    if not re.fullmatch(r"\w{1,20}", found.id) or not re.fullmatch(r"(?:t3_)?\w{1,20}", found.link_id or "t3_x"):
        raise Malformed("its id is none")
    return found


def why_not(line: Line, subreddits: Set[str], least_score: int) -> str | None:
    """Why neither question nor answer can come of it, before its words are looked at."""
    if (line.subreddit or "").casefold() not in subreddits:
        return "of another subreddit"
    if line.body is not None and str(line.parent_id) != line.link_id:
        return "an answer to an answer"
    text = line.body if line.body is not None else line.title or ""
    if text.strip() in _GONE or line.author == "[deleted]":
        return "deleted or removed"
    if line.distinguished or line.stickied or _BOT.search(line.author or "") or _BOT_SAYS.search(text):
        return "of a bot or a moderator"
    if line.body is not None and (line.score or 0) < least_score:
        return "an answer with a low score"
    return None


def question_of(line: Line) -> str | None:
    """What the submission asks: its title, and its text where that is short; None where it asks nothing."""
    title = plain((line.title or "")[:LONGEST_TEXT])
    text = _paragraphs(line.selftext or "")
    is_asked = asks(title) or begins_as_question(title) or any(map(asks, sentences(text)))
    whole = f"{title}\n{text}" if text and text not in _GONE else title
    question = whole if len(whole) <= LONGEST_QUESTION else title
    is_fit = SHORTEST_QUESTION <= len(question) <= LONGEST_QUESTION and (question == whole or asks(title))
    return question if is_asked and is_fit else None


def reply_of(line: Line) -> str | None:
    """What the comment answers; None where it is too short or too long, or only asks back."""
    text = _paragraphs(line.body or "")
    is_fit = SHORTEST_ANSWER <= len(text) <= LONGEST_REPLY and not all(map(asks, sentences(text)))
    return text if is_fit else None


def _paragraphs(text: str) -> str:
    """Without quotes of others, afterthoughts and markup."""
    rows = text[:LONGEST_TEXT].replace("&gt;", ">").split("\n")
    kept = (plain(re.sub(r"^\s*(?:[*+-]|#+)\s+", "", row)) for row in rows if not row.lstrip().startswith(">"))
    return "\n".join(row for row in kept if row and not _AFTERTHOUGHT.match(row))


def key_of(line: Line) -> str:
    """The submission that it is or answers."""
    return (line.link_id or "").removeprefix("t3_") if line.body is not None else line.id


def packed(key: str, post: Post, *, is_answer: bool) -> bytes:
    """One line, so that all of a submission sort together, the question first."""
    text = json.dumps(post.model_dump(mode="json"))
    return f"{key}\t{int(is_answer)}\t{post.id}\t{text}\n".encode()


def unpacked(line: bytes) -> tuple[str, bool, Post]:
    key, is_answer, _, text = line.decode().split("\t", 3)
    return key, is_answer == "1", Post.model_validate_json(text)
