"""Where the district keeps something for other days than the table's sentence says."""

from collections.abc import Iterable

from sqlmodel import Session

from webapp.centre.keeping.rules import Keep
from webapp.core.text.i18n import N_, gettext
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import SETTINGS


def decided_otherwise(session: Session, keeps: Iterable[Keep]) -> dict[str, list[dict[str, str]]]:
    """By the words of the line; empty where the table's own sentence counts."""
    days = settings.values(session)
    found: dict[str, list[dict[str, str]]] = {}
    for keep in keeps:
        names = dict.fromkeys(purge.setting for purge in keep.purges if purge.setting)
        found[keep.what] = [
            {"term": gettext(SETTINGS[name].label), "value": gettext(N_("本区定为 %(days)s 天"), days=days[name])}
            for name in names
            if days[name] != SETTINGS[name].default
        ]
    return found
