"""What the notice card of a place says, on the screen and on paper."""

from typing import Any

from sqlmodel import Session

from webapp.centre.keeping import queries as keeping
from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.rights import about_rules
from webapp.centre.rights.queries import Place
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name


def card(session: Session, place: Place) -> dict[str, Any]:
    known = settings.values(session)
    keeps = (*about_rules.AT_THE_DOOR, *about_rules.IF_AGREED)
    return {
        "at": place, "owner_name": known[Name.OWNER], "owner_phone": known[Name.PHONE],
        "at_the_door": about_rules.AT_THE_DOOR, "if_agreed": about_rules.IF_AGREED, "rights": about_rules.RIGHTS,
        "how": about_rules.HOW, "further": about_rules.ON, "ground_words": GROUND_WORDS,
        "decided": keeping.decided_otherwise(session, keeps),
    }  # fmt: skip
