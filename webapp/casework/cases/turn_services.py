"""Whose turn it is. An act on a case is done by the side that has it: the one who was asked until they sign, the lead
from then on. Whoever stands above a side may act for it; whoever stands below or beside may not, also when they see
the case. And who did the work, whoever pressed the button, neither verifies nor closes it."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import VERB_NAMES, State, Verb
from webapp.core.text.i18n import N_, gettext
from webapp.core.web.errors import DomainError
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, reaches
from webapp.people.org import queries as org

ASKED = frozenset({Verb.SIGN})
LEADS = frozenset({
    Verb.TAKE, Verb.FINISH, Verb.ACCEPT, Verb.DISPATCH, Verb.STOP, Verb.RESUME, Verb.PARK, Verb.UNPARK,
    Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION,
})  # fmt: skip
EITHER = frozenset({Verb.ASK_EXTENSION})
WORKED = (Verb.TAKE, Verb.FINISH)


class NotYourTurn(DomainError):
    """Seen, but in somebody else's hands."""

    message = N_("这件事现在在%(who)s手里，要由那边来%(verb)s。")


def check(session: Session, actor: Any, case: GridCase, verb: Verb) -> None:
    """The ladder and what a council's promise sets off act without a post of anybody's; whoever acts from a post must
    be on the side whose turn it is."""
    if isinstance(actor, Actor) and not is_turn(session, actor, case, verb):
        raise NotYourTurn(who=_who(session, case, verb), verb=gettext(VERB_NAMES[verb]))


def is_turn(session: Session, actor: Any, case: GridCase, verb: Verb) -> bool:
    if verb in ASKED or (verb is Verb.SEND_BACK and case.state is State.DISPATCHED):
        return _is_asked(session, actor, case)
    if verb is Verb.TAKE and _lies_with_nobody(case) and reaches(session, actor, case.grid_id):
        return True
    if verb in LEADS or verb is Verb.SEND_BACK:
        return _is_lead(session, actor, case)
    if verb in EITHER:
        return _is_lead(session, actor, case) or _is_asked(session, actor, case)
    return True


def workers(session: Session, case: GridCase) -> set[str]:
    """The persons (parties) who handled it since it was last opened: who leads it, who took it, who said it was done.
    By person, so that a second account, a cover or a hand-over in between makes nobody a stranger to their own work."""
    since = case.reopened_at or case.reported_at
    did = (
        select(Account.party_id)
        .join(Act, col(Act.account_id) == Account.id)
        .where(Act.case_id == case.id, col(Act.verb).in_(WORKED), col(Act.at) >= since)
    )
    return {*session.exec(did), *([case.lead_party_id] if case.lead_party_id else [])}


def is_same_person(session: Session, actor: Any, account_id: str | None) -> bool:
    """Compared by person: what somebody asked with one account is not theirs to grant with another."""
    if account_id is None:
        return False
    party = session.exec(select(Account.party_id).where(Account.id == account_id)).first()
    return account_id == actor.account_id or (party is not None and party == actor.party_id)


def _is_asked(session: Session, actor: Any, case: GridCase) -> bool:
    """For a body or a person outside who was asked, whoever asked them says how it was answered."""
    if case.asked_party_id:
        return bool(case.asked_party_id == actor.party_id) or _may_answer_for(session, actor, case)
    return reaches(session, actor, case.asked_unit_id)


def _may_answer_for(session: Session, actor: Any, case: GridCase) -> bool:
    has_account = session.exec(
        select(Account.id).where(Account.party_id == case.asked_party_id, col(Account.closed_at).is_(None))
    ).first()
    return has_account is None and reaches(session, actor, case.lead_unit_id or case.community_id)


def _is_lead(session: Session, actor: Any, case: GridCase) -> bool:
    return case.lead_party_id == actor.party_id or reaches(session, actor, case.lead_unit_id or case.community_id)


def _lies_with_nobody(case: GridCase) -> bool:
    """At the community and in no hand yet: the worker of the place may take it on."""
    return case.lead_party_id is None and case.asked_party_id is None and case.lead_unit_id == case.community_id


def _who(session: Session, case: GridCase, verb: Verb) -> str:
    asked = verb in ASKED or (verb is Verb.SEND_BACK and case.state is State.DISPATCHED)
    party_id = case.asked_party_id if asked else case.lead_party_id
    unit_id = case.asked_unit_id if asked else case.lead_unit_id
    return org.party(session, party_id).name if party_id else org.unit(session, unit_id or case.community_id).name
