from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from webapp.centre.compliance.demand_rules import MEASURE
from webapp.centre.compliance.law_rules import PIPL
from webapp.people.accounts import queries as accounts
from webapp.people.settings import queries as settings
from webapp.people.settings.models import SettingChange
from webapp.people.settings.rules import GROUPS, SETTINGS, Name, Setting

GROUP_OF = {one.name: group.key for group in GROUPS for one in group.settings}


class Switch(NamedTuple):
    """What the district decided: now, as the product comes, by which paper, who and when. `is_own` is false while the
    default counts."""

    setting: Setting
    group: str
    value: Any
    document: str
    who: str
    at: datetime | None

    @property
    def is_own(self) -> bool:
        return self.at is not None


def switches(session: Session) -> dict[Name, Switch]:
    """Every setting that one of the demands names."""
    named = list(dict.fromkeys(name for one in (*MEASURE, *PIPL) for name in one.switches))
    values = settings.values(session)
    newest: dict[Name, SettingChange] = {}
    for change in settings.changes(session, named, limit=500):
        newest.setdefault(Name(change.name), change)
    names = accounts.names_of(session, {one.made_by for one in newest.values()})
    return {name: _switch(name, values[name], newest.get(name), names) for name in named}


def _switch(name: Name, value: Any, change: SettingChange | None, names: dict[str, str]) -> Switch:
    if change is None:
        return Switch(SETTINGS[name], GROUP_OF[name], value, "", "", None)
    who = names.get(change.made_by or "", "")
    return Switch(SETTINGS[name], GROUP_OF[name], value, change.document, who, change.made_at)
