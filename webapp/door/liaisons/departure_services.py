"""A liaison who has died or moved away: the term ends, the households are free for the next one."""

from datetime import date

from sqlmodel import Session

from webapp.core.text.i18n import N_, gettext
from webapp.door.liaisons import queries, services
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _foresee(session: Session, resident: Resident) -> list[str]:
    liaison = queries.find_serving(session, resident.party_id) if resident.party_id else None
    if liaison is None:
        return []
    count = queries.count_covered(session, liaison.id)
    return [gettext(N_("联络员：任期到此为止，联系的 %(n)s 户要另找人"), n=count)]


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    liaison = queries.find_serving(session, resident.party_id) if resident.party_id else None
    if liaison is not None:
        services.end_term(session, actor, liaison)


TIES = (Tie("liaison", _foresee, _end, _end),)
