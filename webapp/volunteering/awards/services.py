"""A rating round from its start to the notice: rules, frozen list, review, publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.publicity import rules as notice_rules
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import NoticeKind
from webapp.core.data import ids
from webapp.core.text.i18n import N_, lazy
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before, require_reach
from webapp.volunteering.awards import queries, rules
from webapp.volunteering.awards.models import Body, RatingRound, RoundEntry, RoundState, StarRuleSet, Track
from webapp.volunteering.volunteers import queries as volunteers


class StepsNotRising(DomainError):
    status = 422
    message = N_("一星到五星的小时数要一级比一级高。")


class RoundRunning(DomainError):
    """Two lists at once would count the same hours for two stars."""

    message = N_("“%(name)s”还没有结束，先把它办完。")


class OnceAYear(DomainError):
    message = N_("按这套办法一年评一次，%(year)s 年已经评过。")


class WrongStep(DomainError):
    message = N_("评选现在是“%(state)s”，还不能做这一步。")


class NobodyEligible(DomainError):
    message = N_("到这一天没有人够得上新的一颗星，没有名单可以评。")


class DayAhead(DomainError):
    status = 422
    message = N_("时长只能算到今天为止。")


class StarAboveHours(DomainError):
    """The review may hold a star back, with a reason; it may not invent hours."""

    status = 422
    message = N_("%(name)s的时长只够%(level)s，不能再高。")


class StarHeld(DomainError):
    status = 422
    message = N_("%(name)s已经有%(level)s，只能评更高的，或者这次不评。")


class ReasonNeeded(DomainError):
    status = 422
    message = N_("比时长该得的低，请写明原因，本人会看到。")


class ComplaintUpheld(DomainError):
    """A serious complaint that was upheld within twelve months keeps a volunteer out of the review track."""

    status = 422
    message = N_("%(name)s一年内有查实的严重投诉，这一次不能评。")


class ListChanged(DomainError):
    message = N_("名单和冻结时不一样了，不能继续。请联系管理员查明原因。")


@dataclass(frozen=True)
class StarTerms:
    """Hours and the granting body of each star, the months one must have served, and the days people have to object
    to a list or to appeal against its result."""

    track: Track
    hours: Sequence[int]
    bodies: Sequence[Body]
    least_months: int = 0
    once_a_year: bool = True
    notice_days: int = 5
    appeal_days: int = 15


def make_rule_set(
    session: Session,
    actor: Actor | None,
    *,
    community_id: str | None,
    name: str,
    terms: StarTerms,
    valid_from: date,
    document: str = "",
    id: str | None = None,
) -> StarRuleSet:
    """The earlier set of the same name ends the day before; rounds keep the set they began with. The same `id` again is
    the same set."""
    if actor is not None and community_id is not None:
        require_reach(session, actor, [community_id])
    if (known := made_before(session, StarRuleSet, id, community_id)) is not None:
        return known
    ladder = rules.steps(terms.hours, terms.bodies)
    if not rules.is_rising(ladder):
        raise StepsNotRising(field="hours_1")
    if terms.notice_days < notice_rules.LEAST_DAYS:
        raise publicity.NoticeTooShort(field="notice_days")
    _end_earlier(session, community_id, name, valid_from)
    made = StarRuleSet(
        id=id or ids.new(), community_id=community_id, name=name, document=document, track=terms.track,
        steps=ladder, valid_from=valid_from,
        least_months=terms.least_months, once_a_year=terms.once_a_year, notice_days=terms.notice_days,
        appeal_days=terms.appeal_days,
        made_by=actor.account_id if actor else None, made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "make_rule_set", made, after={"name": name, "hours": list(terms.hours)})
    return made


def open_round(
    session: Session, actor: Actor, *, community_id: str, rule_set: StarRuleSet, name: str, year: int
) -> RatingRound:
    """One round at a time in a community, once a year where the rules say so."""
    require_reach(session, actor, [community_id])
    query = select(RatingRound).where(RatingRound.community_id == community_id)
    for earlier in session.exec(query):
        if earlier.state in (RoundState.OPEN, RoundState.FROZEN, RoundState.NOTICE):
            raise RoundRunning(name=earlier.name)
        if rule_set.once_a_year and (earlier.rule_set_id, earlier.year) == (rule_set.id, year):
            raise OnceAYear(year=year)
    made = RatingRound(community_id=community_id, rule_set_id=rule_set.id, name=name, year=year, opened_at=clock.now())
    session.add(made)
    session.flush()
    history.record(session, actor, "open_round", made, after={"name": name, "rules": rule_set.name})
    return made


def drop_round(session: Session, actor: Actor, rating: RatingRound, *, reason: str) -> None:
    """Begun by mistake, or with nobody to rate: until it hangs on the wall it can be taken back, list and all. Else it
    would stand in the way of every other round."""
    if rating.state not in (RoundState.OPEN, RoundState.FROZEN):
        raise WrongStep(state=lazy(rules.STATE_WORDS[rating.state]))
    entries = queries.list_entries(session, rating.id)
    before = {"name": rating.name, "year": rating.year, "entries": len(entries)}
    history.record(session, actor, "drop_round", rating, before=before, reason=reason)
    for entry in entries:
        session.delete(entry)
    session.flush()
    session.delete(rating)
    session.flush()


def freeze(session: Session, actor: Actor, rating: RatingRound, *, as_of: date) -> list[RoundEntry]:
    """Copies who is eligible with their hours up to the day, and hashes the copy."""
    expect(rating, RoundState.OPEN)
    if as_of > clock.today():
        raise DayAhead(field="as_of")
    rule_set = queries.get_rule_set(session, rating.rule_set_id)
    people = queries.list_candidates(session, rating.community_id, as_of)
    minutes = volunteers.minutes_of(session, [person.id for person in people], as_of)
    held = queries.highest_stars(session, [person.id for person in people])
    entries = []
    for person in people:
        served = minutes.get(person.id, 0)
        star, months = rules.star(rule_set.steps, served), rules.months(person.joined_on, as_of)
        if star == 0 or months < rule_set.least_months or star <= held.get(person.id, 0):
            continue
        entries.append(
            RoundEntry(
                community_id=rating.community_id, round_id=rating.id, volunteer_id=person.id, party_id=person.party_id,
                number=person.number, name=person.name, since=person.joined_on, minutes=served, months=months,
                star=star, had_star=held.get(person.id, 0), proposed=star,
            )
        )  # fmt: skip
    if not entries:
        raise NobodyEligible(field="as_of")
    session.add_all(entries)
    rating.state, rating.as_of, rating.frozen_at = RoundState.FROZEN, as_of, clock.now()
    rating.frozen_hash = rules.digest(entries)
    _keep(session, rating)
    after = {"entries": len(entries), "hash": rating.frozen_hash, "as_of": as_of}
    history.record(session, actor, "freeze_round", rating, after=after)
    return entries


def review(
    session: Session,
    actor: Actor,
    entry: RoundEntry,
    *,
    proposed: int,
    reason: str = "",
    steadiness: str = "",
    quality: str = "",
    neighbours: str = "",
    has_complaint: bool = False,
    may_name: bool = False,
) -> RoundEntry:
    """初定: what the community proposes for one person, with what was said about the service."""
    rating = queries.get_round(session, actor, entry.round_id)
    expect(rating, RoundState.FROZEN)
    if proposed > entry.star:
        raise StarAboveHours(name=entry.name, level=lazy(rules.LEVELS[entry.star]), field="proposed")
    if 0 < proposed <= entry.had_star:
        raise StarHeld(name=entry.name, level=lazy(rules.LEVELS[entry.had_star]), field="proposed")
    rule_set = queries.get_rule_set(session, rating.rule_set_id)
    if rule_set.track is Track.REVIEW and has_complaint and proposed:
        raise ComplaintUpheld(name=entry.name, field="has_complaint")
    if proposed < entry.star and not reason:
        raise ReasonNeeded(field="reason")
    before = {"proposed": entry.proposed}
    entry.proposed, entry.reason, entry.has_complaint, entry.may_name = proposed, reason, has_complaint, may_name
    entry.steadiness, entry.quality, entry.neighbours = steadiness, quality, neighbours
    _keep(session, entry)
    history.record(session, actor, queries.JUDGED, entry, before=before, after={"proposed": proposed}, reason=reason)
    return entry


def publish(session: Session, actor: Actor, rating: RatingRound) -> RatingRound:
    """公示: names are masked unless their owner agreed."""
    expect(rating, RoundState.FROZEN)
    require_unchanged(session, rating)
    rule_set = queries.get_rule_set(session, rating.rule_set_id)
    assert rating.as_of is not None
    notice = publicity.put_up(
        session, actor, kind=NoticeKind.STARS, subject_id=rating.id, unit_id=rating.community_id, title=rating.name,
        basis=f"按《{rule_set.name}》{rule_set.document}评选，时长算到{clock.chinese_day(rating.as_of)}。",
        content=rules.listed(queries.list_entries(session, rating.id)), days=rule_set.notice_days,
    )  # fmt: skip
    rating.state = RoundState.NOTICE
    _keep(session, rating)
    after = {"until": notice.ends_on, "hash": rating.frozen_hash}
    history.record(session, actor, "publish_round", rating, after=after)
    return rating


def archive(session: Session, actor: Actor, rating: RatingRound) -> RatingRound:
    """Also where there was no paper to issue: all that was granted is applied for above."""
    if rating.state is not RoundState.DECIDED or queries.awards_to_paper(session, rating.id):
        expect(rating, RoundState.ISSUED)
    rating.state = RoundState.ARCHIVED
    _keep(session, rating)
    history.record(session, actor, "archive_round", rating)
    return rating


def expect(rating: RatingRound, *states: RoundState) -> None:
    if rating.state not in states:
        raise WrongStep(state=lazy(rules.STATE_WORDS[rating.state]))


def require_unchanged(session: Session, rating: RatingRound) -> None:
    """The list that is decided is the list that was frozen, whoever touched the database since."""
    if rules.digest(queries.list_entries(session, rating.id)) != rating.frozen_hash:
        raise ListChanged


def _end_earlier(session: Session, community_id: str | None, name: str, valid_from: date) -> None:
    from datetime import timedelta

    query = select(StarRuleSet).where(
        StarRuleSet.community_id == community_id, StarRuleSet.name == name, col(StarRuleSet.valid_to).is_(None)
    )
    for earlier in session.exec(query):
        earlier.valid_to = max(valid_from - timedelta(days=1), earlier.valid_from)
        session.add(earlier)


def _keep(session: Session, row: Any) -> None:
    session.add(row)
    session.flush()
