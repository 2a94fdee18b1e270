"""Two records side by side, each value masked; what would follow; an act as its page tells it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor
from webapp.register.persons import journal_services, queries, rules
from webapp.register.persons.models import PersonAct
from webapp.register.register.models import SEX_WORDS, Household, Resident

HELD, NONE = N_("有登记"), N_("没有登记")


@dataclass(frozen=True)
class Side:
    """`is_same` where nothing has to be chosen, `is_open` where both say something and they differ."""

    field: str
    kept: str
    gone: str
    is_same: bool
    is_open: bool


def sides(session: Session, kept: Resident, gone: Resident) -> list[Side]:
    found = []
    for field in rules.FIELDS:
        mine, theirs = getattr(kept, field), getattr(gone, field)
        both = not {mine, theirs} & {None, "", "unknown"}
        found.append(Side(field, _told(field, mine), _told(field, theirs), mine == theirs, both and mine != theirs))
    here, there = kept.household_id, gone.household_id
    doors = _door(session, kept), _door(session, gone)
    found.append(Side("home", doors[0], doors[1], here == there, bool(here and there) and here != there))
    return found


def follows(session: Session, gone: Resident) -> list[tuple[str, int]]:
    """(what, how many) that would come along."""
    counts: dict[str, int] = {}
    things = rules.FOLLOWS - {"household_member.resident_id"}  # the homes stand above
    for places, row_id in ((things, gone.id), (rules.PARTY_FOLLOWS, gone.party_id)):
        for place in sorted(places) if row_id else ():
            name, _, key = place.partition(".")
            table = SQLModel.metadata.tables[name]
            if count := session.connection().execute(select(func.count()).where(table.c[key] == row_id)).scalar_one():
                counts[journal_services.noun(name)] = counts.get(journal_services.noun(name), 0) + count
    return list(counts.items())


def act_page(session: Session, actor: Actor, act: PersonAct) -> dict[str, Any]:
    people = [session.get_one(Resident, row_id) for row_id in (act.resident_id, act.other_id) if row_id]
    names = accounts.names_of(session, {by for by in (act.made_by, act.undone_by) if by})
    keys = {tie.key for tie in rules.TIES}
    return {
        "act": act, "person": people[0], "other": people[1] if len(people) > 1 else None,
        "may_undo": queries.may_undo(act), "by": names.get(act.made_by or "", ""),
        "undone_by": names.get(act.undone_by or "", ""),
        "left_over": [_group(one) if one in keys else journal_services.noun(one) for one in act.left_over],
    }  # fmt: skip


GROUPS = {
    "posts": N_("岗位和账号"), "liaison": N_("联络员"), "council": N_("议事会席位"), "volunteer": N_("志愿者"),
    "gardens": N_("微花园认养"), "loans": N_("门禁卡和预约"), "market": N_("找活和优惠"),
}  # fmt: skip


def _group(key: str) -> str:
    return gettext(GROUPS.get(key, key))


def _told(field: str, value: Any) -> str:
    if value in (None, ""):
        return gettext(NONE)
    if field == "sex":
        return gettext(SEX_WORDS[value])
    shown: dict[str, Any] = {"name": masks.name, "phone": masks.phone, "id_number": masks.id_number, "work": str}
    if field == "born_on":
        return gettext(N_("%(year)s 年"), year=value.year)
    return shown[field](value) if field in shown else gettext(HELD)


def _door(session: Session, person: Resident) -> str:
    home = session.get(Household, person.household_id) if person.household_id else None
    return home.label if home else gettext(N_("不在这里住"))
