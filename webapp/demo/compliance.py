"""Chapter: compliance. The district says who it is and by which paper it keeps a record longer; switches stay off."""

from __future__ import annotations

from sqlmodel import Session

from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.people.settings import services
from webapp.people.settings.rules import Name


def tell(session: Session, town: Town) -> None:
    he = town.actor("he", Action.CHANGE_SETTINGS)
    services.change(session, he, {Name.OWNER: "东丽区网格化管理中心（演示）", Name.PHONE: "022-55500101"})
    services.change(session, he, {Name.KEEP_SIGN_INS: 365}, document="东网格办〔2026〕8号")
