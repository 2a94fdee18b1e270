"""选定轮次: nominated with consent, marked by at least two people, decided by the count."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Forbidden, NotFound
from webapp.door.liaisons import queries, rules, services
from webapp.door.liaisons.models import Candidate, Liaison, Round, Score
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, made_before
from webapp.people.org import queries as org


class ConsentMissing(DomainError):
    status = 422
    message = N_("要本人同意才能列入人选。")


class AlreadyDecided(DomainError):
    message = N_("这一轮已经定了，不能再改。")


class AlreadyNominated(DomainError):
    message = N_("这个人已经在这一轮里了。")


class ScoresThemselves(DomainError):
    message = N_("不能给自己打分。")


class BadMarks(DomainError):
    status = 422
    message = N_("每一项填 0 到 100 的整数。")


class TooFewScorers(DomainError):
    message = N_("“%(name)s”还没有两个人打分。")


def open_round(
    session: Session, actor: Actor, *, community_id: str, name: str, places: int, document: str = "",
    id: str | None = None,
) -> Round:  # fmt: skip
    """The criteria and weights are fixed here, before anybody is marked. The same `id` again is the same round."""
    if (known := made_before(session, Round, id, community_id)) is not None:
        return known
    made = Round(
        id=id or ids.new(), community_id=community_id, name=name, places=places, criteria=dict(rules.DEFAULT_WEIGHTS),
        opened_on=clock.today(), document=document,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "open_liaison_round", made, after={"places": places})
    return made


def nominate(
    session: Session, actor: Actor, round_: Round, *, party_id: str, grid_id: str, consents: bool, standing: str = ""
) -> Candidate:
    """With the person's consent, once a round, and within one community."""
    _still_open(round_)
    if not consents:
        raise ConsentMissing(field="consents")
    party = org.party(session, party_id)
    if party.community_id != round_.community_id or org.community_of(session, grid_id) != round_.community_id:
        raise NotFound
    if party_id in {candidate.party_id for candidate, _, _ in queries.list_candidates(session, round_.id)}:
        raise AlreadyNominated(field="party_id")
    made = Candidate(
        community_id=round_.community_id, round_id=round_.id, party_id=party_id, grid_id=grid_id,
        standing=standing or None, consented_on=clock.today(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "nominate_liaison", made)
    return made


def mark(session: Session, actor: Actor, round_: Round, candidate: Candidate, *, marks: dict[str, Any]) -> Score:
    """One sheet per scorer and candidate; marking again replaces one's own sheet until it is decided."""
    _still_open(round_)
    if candidate.party_id == actor.party_id:
        raise ScoresThemselves
    if set(marks) != set(round_.criteria) or not all(isinstance(m, int) and 0 <= m <= 100 for m in marks.values()):
        raise BadMarks
    own = [s for s in queries.scores_of(session, round_.id).get(candidate.id, []) if s.scorer_id == actor.account_id]
    score = own[0] if own else Score(
        community_id=round_.community_id, candidate_id=candidate.id, scorer_id=actor.account_id, scored_at=clock.now()
    )  # fmt: skip
    score.marks, score.scored_at = marks, clock.now()
    session.add(score)
    session.flush()
    history.record(session, actor, "mark_candidate", candidate)
    return score


def decide(session: Session, actor: Actor, round_: Round) -> list[Liaison]:
    """The best by weighted mean get the places and a year's term; ties go to whoever consented first."""
    if not actor.holds(Role.HOST):
        raise Forbidden
    _still_open(round_)
    scores = queries.scores_of(session, round_.id)
    ranked = []
    for place, (candidate, name, _) in enumerate(queries.list_candidates(session, round_.id)):
        sheets = [score.marks for score in scores.get(candidate.id, [])]
        if len(sheets) < rules.SCORERS:
            raise TooFewScorers(name=name)
        ranked.append((-rules.mean(sheets, round_.criteria), place, candidate))
    ranked.sort(key=lambda one: one[:2])
    round_.decided_at, round_.decided_by = clock.now(), actor.account_id
    until = clock.today() + timedelta(days=rules.TERM_DAYS)
    made = []
    for place, (_, _, candidate) in enumerate(ranked):
        candidate.is_chosen = place < round_.places
        if candidate.is_chosen and not queries.find_serving(session, candidate.party_id):
            made.append(
                services.appoint(
                    session, actor, party_id=candidate.party_id, grid_id=candidate.grid_id, valid_to=until,
                    round_id=round_.id,
                )
            )  # fmt: skip
    session.flush()
    history.record(session, actor, "decide_liaison_round", round_, after={"chosen": len(made)})
    return made


def _still_open(round_: Round) -> None:
    if round_.decided_at is not None:
        raise AlreadyDecided
