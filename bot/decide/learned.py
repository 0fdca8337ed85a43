"""What a profile learns from what is said, and how that is said, taken back and ended."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from agents.rules_readiness import is_same_site
from bot.decide.injuries import sites_meant, with_injury, with_injury_over
from bot.decide.profile_described import show_days, show_equipment
from bot.decide.profile_settings import changed_fields, liking, settled
from bot.decide.scene import Decision, Scene, day_refusal, day_said, local_day
from bot.languages import spoken
from bot.message import Said
from bot.parse.named import sole_name
from bot.parse.taught import Taught, plain, sites_in, taught
from bot.wording import show_day
from knowledge.body import part_shown
from knowledge.red_flags import Danger
from knowledge.words import counted, joined, words
from storage.records import Flag, Injury, Lesson, Person, Profile, RowId

MOST_LESSONS: Final = 3  # that can be taken back
A_DAY: Final = timedelta(days=1)  # between a warning and the day on which it was told to have begun
TAKEN_BACK: Final = words("Your profile is as it was before that message.")
STILL_STOPPED: Final = words("What I stopped stays stopped until you say `I'm cleared`.")
_STOPS_ALL: Final = (Danger.EMERGENCY, Danger.URGENT)
_COMMANDS: Final = ("profile", "start", "help", "forget")


# ── learning ───────────────────────────────────────────────────────────────────────────────────────────────────────


def learning(said: Said, scene: Scene) -> Scene:
    """*scene* with all that its message tells of the lifter in his profile, and the words about it."""
    word = said.text.split(maxsplit=1)[0].lower() if said.text.strip() else ""
    if word in _COMMANDS or scene.parsed.danger in _STOPS_ALL or scene.parsed.delete_last:
        return scene
    told = taught(said.text, lambda name: sole_name(name, scene.exercises) is not None, _pain(scene))
    profile, lines = _with_told(scene.person.profile, told, _day(scene))
    if scene.parsed.body_weight and scene.parsed.when is None:
        profile = replace(profile, body_weight=scene.parsed.body_weight)
    changed = changed_fields(scene.person.profile, profile)
    if not changed:
        return scene
    lesson = Lesson(
        message=said.message,
        said_at=said.sent_at,
        changed=tuple(sorted(changed)),
        before=replace(scene.person.profile, lessons=()),
    )
    profile = replace(profile, lessons=(*profile.lessons, lesson)[-MOST_LESSONS:])
    noted = words("Noted: {lines}.", lines=joined(lines, "; ")) if lines else ""
    if noted and (scene.parsed.danger is None or scene.parsed.sets):  # undo passes over no warning sign
        noted = joined([noted, words("`undo` takes it back.")], " ")
    is_stopped = any(flag.cleared_at is None for flag in scene.memory.flags)
    if is_stopped and told.over and "injuries" in changed:
        noted = joined([noted, STILL_STOPPED], " ")
    return _taught(scene, profile, noted, told)


def _taught(scene: Scene, profile: Profile, noted: str, told: Taught) -> Scene:
    parsed = scene.parsed
    if parsed.unread and any(plain(parsed.unread).strip() in statement for statement in told.told):
        parsed = replace(parsed, unread="")
    person = replace(scene.person, profile=profile)
    return replace(scene, person=person, parsed=parsed, noted=noted or scene.noted, is_taught=True)


def _pain(scene: Scene) -> str | None:
    return scene.parsed.danger_words if scene.parsed.danger is Danger.PAIN else None


def _day(scene: Scene) -> date:
    when = scene.parsed.when
    return scene.said_on if day_refusal(when, scene.said_on) else day_said(when, scene.said_on)


def _with_told(profile: Profile, told: Taught, on: date) -> tuple[Profile, list[str]]:
    """*profile* with what is new in *told*, and a clause about each."""
    lines: list[str] = []
    for add in (_hurting, _healed, _living, _training, _tasting):
        profile, new = add(profile, told, on)
        lines.extend(new)
    return profile, lines


def _hurting(profile: Profile, told: Taught, on: date) -> tuple[Profile, list[str]]:
    new = [site for site in told.hurts if not sites_meant(profile, site)]
    for site in new:
        profile = with_injury(profile, site, on)
    return profile, [
        words(
            "{part} hurts since {day}, until you say `profile injury {site} over`",
            part=part_shown(site),
            site=site,
            day=show_day(on),
        )
        for site in new
    ]


def _healed(profile: Profile, told: Taught, on: date) -> tuple[Profile, list[str]]:
    ended = () if told.hurts else told.over  # "better, but it still hurts" ends nothing
    over = tuple(dict.fromkeys(site for said in ended for site in sites_meant(profile, said)))
    for site in over:
        profile = with_injury_over(profile, site, on)
    return profile, [words("{site} is over", site=part_shown(site)) for site in over]


def _living(profile: Profile, told: Taught, on: date) -> tuple[Profile, list[str]]:
    lines: list[str] = []
    if told.age_years and told.age_years != profile.age_years:
        profile = replace(profile, age_years=told.age_years, age_said_on=on)
        lines.append(words("you are {years}", years=told.age_years))
    if told.pregnant is not None and told.pregnant != profile.pregnant:
        profile = replace(profile, pregnant=told.pregnant)
        lines.append(
            words("you are pregnant, so no load goes up") if told.pregnant else words("you are not pregnant any more")
        )
    return profile, lines


def _training(profile: Profile, told: Taught, _on: date) -> tuple[Profile, list[str]]:
    lines: list[str] = []
    if told.equipment is not None and told.equipment != profile.equipment:
        profile = replace(profile, equipment=told.equipment)
        back = words(", until you say `profile equipment full gym`") if told.equipment else ""
        lines.append(words("you have {equipment}{back}", equipment=show_equipment(told.equipment), back=back))
    if told.days_per_week and told.days_per_week != profile.days_per_week:
        profile = replace(profile, days_per_week=told.days_per_week)
        lines.append(words("you train {days} a week", days=show_days(told.days_per_week)))
    if told.experience_months is not None and told.experience_months != profile.experience_months:
        profile = replace(profile, experience_months=told.experience_months)
        count = told.experience_months
        lines.append(counted("{count} month of training", "{count} months of training", count=count))
    if told.goal and told.goal != profile.goal:
        profile = replace(profile, goal=told.goal)
        lines.append(words("your goal is {goal}", goal=told.goal))
    return profile, lines


def _tasting(profile: Profile, told: Taught, _on: date) -> tuple[Profile, list[str]]:
    likes = tuple(word for word in told.likes if word not in profile.likes)
    dislikes = tuple(word for word in told.dislikes if word not in profile.dislikes)
    lines: list[str] = [words("you like {likes}", likes=", ".join(likes))] if likes else []
    lines += [words("you don't like {dislikes}", dislikes=", ".join(dislikes))] if dislikes else []
    return liking(profile, likes, dislikes) if lines else profile, lines


def telling(decision: Decision, scene: Scene) -> Decision:
    """*decision* whose answer says what was noted, under what it shows."""
    changes, case, line = decision.changes, decision.case, scene.noted
    told = spoken(line, scene.language)
    if not line or not changes.outbox or told in changes.outbox[0].text:
        return decision
    first, *others = changes.outbox
    shown = spoken(case.shown, scene.language) if case else first.text
    text = f"{shown}\n{told}{first.text[len(shown) :]}"
    case = replace(case, shown=joined([case.shown, line])) if case else None
    return replace(decision, case=case, changes=replace(changes, outbox=(replace(first, text=text), *others)))


# ── taking it back ─────────────────────────────────────────────────────────────────────────────────────────────────


def newest_lesson(scene: Scene) -> Lesson | None:
    return scene.person.profile.lessons[-1] if scene.person.profile.lessons else None


def without_lesson_of(message: str, person: Person) -> Person | None:
    """*person* as he was before that message taught something; None where it taught nothing that still stands alone."""
    lesson = next((one for one in person.profile.lessons if one.message == message), None)
    return _without(lesson, person) if lesson else None


def _without(lesson: Lesson, person: Person) -> Person:
    """What a newer lesson has changed again stays as that left it."""
    profile = person.profile
    later = profile.lessons[profile.lessons.index(lesson) + 1 :]
    newer = {name for one in later for name in one.changed}
    back = {name: getattr(lesson.before, name) for name in lesson.changed if name not in newer}
    lessons = tuple(one for one in profile.lessons if one != lesson)
    return replace(person, profile=replace(profile, **back, lessons=lessons))


def unlearning(said: Said, scene: Scene) -> Scene:
    """*scene* of an edited message, before what its first form had taught."""
    person = without_lesson_of(said.message, scene.person)
    if person is None:
        return scene
    silent = changed_fields(person.profile, scene.person.profile) <= {"body_weight"}
    return replace(scene, person=person, noted="" if silent else TAKEN_BACK, is_taught=True)


# ── the end of an injury ───────────────────────────────────────────────────────────────────────────────────────────


def healed(scene: Scene, cleared: Iterable[RowId]) -> tuple[Person | None, str]:
    """The lifter with the injuries over that the cleared flags were about, and the words; None: there are none."""
    ids = set(cleared)
    flags = [flag for flag in scene.memory.flags if flag.cleared_at is None]
    gone, left = [one for one in flags if one.id in ids], [one for one in flags if one.id not in ids]
    profile = scene.person.profile
    hurt = (one for one in profile.injuries if one.over_on is None)
    sites = [one.site for one in hurt if _is_of(one, gone, scene) and not _is_of(one, left, scene)]
    if not sites:
        return None, ""
    before = profile
    for site in sites:
        profile = with_injury_over(profile, site, scene.today)
    line = words("In your profile it is over: {sites}.", sites=joined(list(map(part_shown, sites)), ", "))
    return replace(scene.person, profile=settled(before, profile)), line


def _is_of(injury: Injury, flags: Iterable[Flag], scene: Scene) -> bool:
    """Whether one of the flags speaks of that body part; "it hurts" speaks of what was hurt on its day."""
    return any(
        any(is_same_site(injury.site, site) for site in named)
        if (named := sites_in(flag.words))
        else injury.since is not None and abs(local_day(flag.raised_at, scene.person) - injury.since) <= A_DAY
        for flag in flags
    )
