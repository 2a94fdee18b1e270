"""What a volunteer must hear without looking for it."""

from typing import Any

from sqlmodel import Session

from webapp.people.notices import queries as people
from webapp.people.notices import services as notices


def inform(session: Session, party_id: str, community_id: str, sentence: str, cause: str, **details: Any) -> None:
    accounts = people.accounts_of_party(session, party_id)
    notices.tell(
        session, accounts, sentence, cause=cause, url="/awards/appeals/mine", community_id=community_id, **details
    )
