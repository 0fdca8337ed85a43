"""Who is in which arm, and what a lifter gets by it: adapters, models, prompts and examples."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agents.calls import Means
from agents.case import AgentSettings
from agents.lineup import LeftOut, Offers, arm_of, arms_text, dealt, heeded, in_style, means_of
from agents.model import Scripted
from agents.prompting import Prompts, prompt_files
from agents.team import think
from storage.records import Arm, BankExample, Experiment, Lineup, Person, Profile, Style, UserId, Varies, row_id
from tests.agents.cases import FRESH, SETTINGS, case_of, means
from tests.agents.test_team import WORDS, scripted

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
USERS = [UserId(row_id("user", "telegram", str(number))) for number in range(10_000)]
OTHER = Prompts({**prompt_files(), "coach": prompt_files()["coach"].replace("meaning, one cue, heart", "one dry fact")})
OFFERS = Offers(SETTINGS, {"dry": OTHER})


def experiment(name: str = "coach-1", **other: object) -> Experiment:
    fields: dict[str, object] = {
        "name": name,
        "varies": Varies.ADAPTER,
        "agent": "coach",
        "control": Arm("base", ""),
        "treatment": Arm("new", "coach-1"),
        "share": 0.2,
        "salt": "focusflow-1",
        "metric": "agreement",
        "horizon_days": 14,
        "minimum_effect": 0.05,
        "most_days": 60,
        "registered_at": NOW,
        "started_at": NOW,
    }
    return Experiment(**fields | other)  # type: ignore[arg-type]


STYLE = experiment(
    "style",
    varies=Varies.STYLE,
    agent=None,
    control=Arm("calm", "conservative"),
    treatment=Arm("hot", "aggressive"),
    share=0.5,
)


def one_in(arm: Arm, *of: Experiment) -> UserId:
    """Somebody who is in arms of that name in all of these."""
    return next(user for user in USERS if all(arm_of(one, user).name == arm.name for one in of))


def of(own: Experiment, *, treated: bool = True, **lineup: object) -> Means:
    """What somebody in an arm of *own* gets."""
    user = one_in(own.treatment if treated else own.control, own)
    whole = Lineup(experiments=(own,), **lineup)  # type: ignore[arg-type]
    return means_of(means(scripted()), whole, user, OFFERS)


# ── arms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9])
def test_the_share_of_many_lifters_gets_the_treatment(share: float) -> None:
    treated = sum(arm_of(experiment(share=share), user).name == "new" for user in USERS)
    assert treated / len(USERS) == pytest.approx(share, abs=4 * (share * (1 - share) / len(USERS)) ** 0.5)


def test_an_arm_is_for_good_and_a_larger_share_takes_nobody_out() -> None:
    for user in USERS[:200]:
        arms = [arm_of(experiment(share=share), user).name for share in (0.1, 0.4, 0.8)]
        assert arms == sorted(arms), "base, then new"
        assert arm_of(experiment(ended_why="", most_days=9), user) == arm_of(experiment(), user)


def test_arms_of_two_experiments_tell_nothing_of_each_other_nor_those_under_another_salt() -> None:
    for other in (experiment("coach-2", share=0.5), experiment(salt="focusflow-2", share=0.5)):
        pairs = Counter((arm_of(experiment(share=0.5), user).name, arm_of(other, user).name) for user in USERS)
        assert len(pairs) == 4
        assert all(abs(count / len(USERS) - 0.25) < 0.02 for count in pairs.values())


def test_an_arm_does_not_change_with_the_code() -> None:
    """Pinned: another hash would deal anew everybody who is in an experiment."""
    arms = [arm_of(experiment(share=0.5), UserId(name)).name for name in ("ann", "bob", "cid", "dan", "eve", "fay")]
    assert arms == ["base", "base", "base", "base", "base", "new"]


def test_a_lifter_is_in_what_applies_to_him_and_the_arm_of_a_style_is_the_one_that_he_has() -> None:
    lineup = Lineup(experiments=(STYLE, experiment()))
    for style, arm in ((Style.CONSERVATIVE, "calm"), (Style.AGGRESSIVE, "hot")):
        user = one_in(Arm("new", ""), experiment())
        ann = Person(user, "Ann", Profile(style=style))
        assert arms_text(dealt(lineup, ann)) == (f"style:{arm}", "coach-1:new")
        chosen = replace(ann, profile=Profile(style=style, style_chosen=True))
        assert arms_text(dealt(lineup, chosen)) == ("coach-1:new",)
    assert dealt(Lineup(), ann) == ()


def test_of_two_that_vary_the_same_only_the_older_one_runs() -> None:
    clashes = (
        experiment("coach-2"),
        experiment("all", agent=None),
        experiment("model", varies=Varies.MODEL, treatment=Arm("new", "other/model")),
    )
    apart = (experiment("insight-1", agent="insight"), experiment("bank", varies=Varies.EXAMPLES))
    ann = Person(USERS[0], "Ann", Profile())
    found = dealt(Lineup(experiments=(experiment(), *clashes, *apart)), ann)
    assert [one.name for one, _ in found] == ["coach-1", "insight-1", "bank"]


# ── what he gets ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_version_that_serves_speaks_to_everybody() -> None:
    found = means_of(means(scripted()), Lineup(serving={"coach": "coach-0"}), USERS[0], OFFERS)
    assert {agent: own.adapter for agent, own in found.settings.items() if own.adapter} == {"coach": "coach-0"}
    assert found.settings["coach"].model == SETTINGS["coach"].model


def test_a_new_adapter_speaks_to_its_share_with_the_serving_one_behind_it() -> None:
    serving = {"serving": {"coach": "coach-0"}}
    control = replace(experiment(), control=Arm("base", "coach-0"))
    for treated, adapters in ((True, ("coach-1", "coach-0")), (False, ("coach-0", None))):
        own = of(control, treated=treated, **serving).settings["coach"]
        assert (own.adapter, own.standby) == adapters
    bare = of(experiment(), treated=False, **serving).settings["coach"]
    assert (bare.adapter, bare.standby) == (None, None), "the arm that says none gets none"
    assert of(experiment()).settings["insight"] == SETTINGS["insight"]


def test_another_model_speaks_without_an_adapter_of_the_first() -> None:
    varied = experiment(varies=Varies.MODEL, treatment=Arm("new", "other/model"))
    own = of(varied, serving={"coach": "coach-0"}).settings["coach"]
    assert (own.model, own.adapter) == ("other/model", None)
    as_it_is = of(varied, treated=False, serving={"coach": "coach-0"}).settings["coach"]
    assert (as_it_is.model, as_it_is.adapter) == (SETTINGS["coach"].model, "coach-0")


async def test_a_set_of_prompts_is_read_by_its_arm_alone_and_keeps_its_rules_from_everybody() -> None:
    case, drafts = case_of(FRESH)
    varied = experiment(varies=Varies.PROMPTS, treatment=Arm("new", "dry"))
    systems, versions = {}, {}
    for treated in (True, False):
        found, model = of(varied, treated=treated), scripted()
        exchanges = (await think(case, drafts, replace(found, model=model))).exchanges
        systems[treated], versions[treated] = model.asked[-1].system, exchanges[-1].prompt_version
        assert exchanges[0].prompt_version == means(model).prompts.version("insight")
    assert ("one dry fact" in systems[True], "one dry fact" in systems[False]) == (True, False)
    assert versions[True] != versions[False]


async def test_a_rule_that_stands_in_a_set_alone_is_not_said_on() -> None:
    case, drafts = case_of(FRESH)
    rule = "Never mention that the gym dog sleeps under the squat rack."
    secret = Prompts({**prompt_files(), "coach": prompt_files()["coach"].replace("Rules\n", f"Rules\n- {rule}\n")})
    model = scripted(coach=rule)
    with_set = replace(means(model), own_prompts={"coach": secret})
    assert (await think(case, drafts, with_set)).exchanges[-1].verdict.startswith("guard: a leak")
    assert (await think(case, drafts, means(scripted(coach=rule)))).words == rule


def test_the_bank_is_shown_in_its_arm_alone_and_to_its_agent() -> None:
    varied = experiment(varies=Varies.EXAMPLES, treatment=Arm("new", "bank"))
    bank = tuple(banked(agent) for agent in ("coach", "insight"))
    assert of(varied, bank=bank).bank == {"coach": (bank[0],)}
    assert of(varied, treated=False, bank=bank).bank == {}
    assert means_of(means(scripted()), Lineup(bank=bank), USERS[0], OFFERS).bank == {}, "on by experiment alone"


def banked(agent: str) -> BankExample:
    return BankExample(
        id=row_id(agent),
        user=UserId("eve"),
        agent=agent,
        occasion="increase",
        style=Style.CONSERVATIVE,
        facts=("Plan: increase",),
        answer="Good.",
        liked_at=NOW,
    )


# ── what cannot be had here ────────────────────────────────────────────────────────────────────────────────────────


def test_the_operators_own_adapter_wins_over_what_was_learned() -> None:
    own = replace(SETTINGS["coach"], adapter="by-hand")
    offers = Offers({**SETTINGS, "coach": own})
    lineup = Lineup(
        serving={"coach": "coach-0", "insight": "insight-0"},
        experiments=(experiment(), experiment("x", varies=Varies.EXAMPLES)),
    )
    found, left_out = heeded(lineup, offers)
    assert found == Lineup(serving={"insight": "insight-0"}, experiments=lineup.experiments[1:])
    assert left_out == (LeftOut(lineup.experiments[0], "agents.coach.adapter is set, and wins"),)
    given = means_of(replace(means(scripted()), settings=offers.settings), found, USERS[0], offers)
    assert given.settings["coach"] == own


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (experiment(agent="cook"), "there is no agent cook"),
        (
            experiment(varies=Varies.PROMPTS, treatment=Arm("new", "wet")),
            "experiments.prompt_sets has no wet",
        ),
    ],
)
def test_an_experiment_that_would_vary_nothing_here_is_left_out_so_that_it_finds_nothing(
    odd: Experiment, why: str
) -> None:
    found, left_out = heeded(Lineup(experiments=(odd, STYLE)), OFFERS)
    assert found.experiments == (STYLE,)
    assert [one.why for one in left_out] == [why]


async def test_the_call_names_both_adapters_and_its_record_the_one_that_was_asked() -> None:
    case, drafts = case_of(FRESH)
    model = Scripted({"coach": [WORDS]})
    coach = AgentSettings(
        model="m", temperature=0, timeout_seconds=9, max_tokens=9, adapter="coach-1", standby="coach-0"
    )
    found = await think(case, drafts, replace(means(model), settings={**SETTINGS, "coach": coach}))
    assert (model.asked[-1].adapter, model.asked[-1].standby) == ("coach-1", "coach-0")
    assert found.exchanges[-1].adapter is None, "the model says that it spoke without"
    assert found.exchanges[0].verdict.startswith("unavailable")


def test_a_style_that_was_dealt_is_heard_only_while_its_experiment_runs() -> None:
    dealt_ = Person(UserId("ann"), "Ann", Profile(style=Style.AGGRESSIVE))
    chosen = replace(dealt_, profile=replace(dealt_.profile, style_chosen=True))
    running, over = Lineup(experiments=(STYLE,)), Lineup()
    usual = Style.CONSERVATIVE
    assert in_style(dealt_, running, usual).profile.style is Style.AGGRESSIVE
    assert in_style(dealt_, over, usual).profile.style is Style.CONSERVATIVE
    assert in_style(chosen, over, usual).profile.style is Style.AGGRESSIVE
