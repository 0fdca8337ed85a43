"""The minds as a lifter gets them: each is asked with the adapter, the model, the prompts and examples of his arms."""

from collections.abc import Callable
from dataclasses import dataclass

from agents.adviser import advise
from agents.calls import Means
from agents.case import Case, Thought
from agents.drafts import drafts_of
from agents.inquiry import Inquiry
from agents.lineup import Offers, means_of
from agents.proposal import Library, Proposal, Unread, propose
from agents.team import think
from bot.thinking import Minds
from storage.records import Lineup, UserId


@dataclass(frozen=True, slots=True)
class Speaking:
    """*means* without any lifter's arms; *lineup* gives what speaks at that moment."""

    means: Means
    offers: Offers
    lineup: Callable[[], Lineup]

    def means_of(self, user: UserId) -> Means:
        return means_of(self.means, self.lineup(), user, self.offers)


def minds_of(speaking: Speaking, library: Library) -> Minds:
    async def about(case: Case) -> Thought:
        return await think(case, drafts_of(case), speaking.means_of(case.user))

    async def meant(unread: Unread) -> Proposal:
        return await propose(unread, library, speaking.means_of(unread.reading.user))

    async def answered(inquiry: Inquiry) -> Thought:
        return await advise(inquiry, speaking.means_of(inquiry.user))

    return Minds(about, meant, answered)
