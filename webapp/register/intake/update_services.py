"""People a household list meets behind their own door: what the file says differently is shown, then changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import row_journal
from webapp.core.search.lookup import exact_index
from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.web.errors import DomainError
from webapp.register.intake.import_rules import TITLES, CellProblem, Person
from webapp.register.intake.list_services import CHANGED, NEW, SAME, RowRefused
from webapp.register.register import resident_services, wish_services
from webapp.register.register import services as households
from webapp.register.register.models import (
    FLAG_WORDS,
    POLITICAL_WORDS,
    RELATION_WORDS,
    SEX_WORDS,
    Household,
    HouseholdMember,
    Political,
    Relation,
    Resident,
    Sex,
)
from webapp.register.register.queries import LIVES_THERE
from webapp.register.register.rules import KeyFlag

NEW_HEAD = N_("换户主要在这一户的页面上办，导入不换")
ID_TAKEN = N_("这个身份证号已登记给社区里的另一个人")
HELD = N_("%(what)s本人要求删过，没有写进去")
BLOCKED = N_("本人要求封存，没有改")
HIDDEN = N_("已登记，不显示")
COLUMNS = ("sex", "born_on", "phone", "id_number", "work", "political", "health")
CHUNK = 500


@dataclass
class Update:
    """`changes`: column → (before, after) as they are kept."""

    person: Person
    resident_id: str
    home_id: str
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    held: str = ""  # what the person's own wish keeps out, in words


@dataclass
class Met:
    """Everybody of the file who is there already, and the households whose flags the file tells otherwise."""

    updates: list[Update] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def changed(self) -> list[Update]:
        return [one for one in self.updates if one.changes]

    def shown(self, most: int) -> list[tuple[int, str, str, str, str]]:
        """(row, who, column, before, after); numbers masked, what is sealed stays sealed."""
        found = [
            (one.person.row, one.person.label, gettext(TITLES[column]), _told(column, before, True),
             _told(column, after, False))
            for one in self.changed for column, (before, after) in one.changes.items()
        ]  # fmt: skip
        return found[:most]

    def held(self, most: int) -> list[tuple[int, str, str]]:
        """(row, who, why not): what the file says and the person's own wish keeps out."""
        return [(one.person.row, one.person.label, one.held) for one in self.updates if one.held][:most]

    def report(self) -> list[tuple[int, str, str]]:
        return [(one.person.row, one.person.label, _outcome(one)) for one in self.updates]


def compare(session: Session, met: list[tuple[Person, str]], numbers: dict[str, str]) -> Met:
    """`met`: person and resident id; `numbers`: whose an id number is, by its index."""
    found = Met()
    for start in range(0, len(met), CHUNK):
        part = met[start : start + CHUNK]
        rows = {row[0].id: row for row in session.exec(_there([resident_id for _, resident_id in part]))}
        for person, resident_id in part:
            resident, relation, home = rows[resident_id]
            update = Update(person, resident_id, home.id, _differences(person, resident, relation))
            _hold_back(update, resident)
            found.updates.append(update)
            found.problems += _problems(update, numbers)
    _compare_flags(session, found)
    return found


def write(session: Session, actor: Any, met: Met) -> None:
    """By the services a worker's own hand would use, each with its line in the history."""
    journal = row_journal.journal_of(session)
    for one in met.changed:
        journal.at(one.person.row)
        try:
            _write_one(session, actor, one)
        except DomainError as refusal:
            raise RowRefused(row=one.person.row, title=one.person.label, why=refusal.sentence()) from refusal


def reported(person: Person) -> tuple[int, str, str]:
    """The line for somebody who was not there before."""
    return person.row, person.label, gettext(NEW)


def _there(resident_ids: list[str]) -> Any:
    return (
        select(Resident, HouseholdMember.relation, Household)
        .join(HouseholdMember, LIVES_THERE)
        .join(Household, col(Household.id) == Resident.household_id)
        .where(col(Resident.id).in_(resident_ids), col(HouseholdMember.valid_to).is_(None))
    )


def _differences(person: Person, resident: Resident, relation: Relation) -> dict[str, tuple[Any, Any]]:
    """A blank cell says nothing."""
    found: dict[str, tuple[Any, Any]] = {}
    for column in COLUMNS:
        before, after = getattr(resident, column), getattr(person, column)
        said_nothing = after in (None, "", Sex.UNKNOWN)
        starred = column == "phone" and before is not None and masks.phone(before) == after
        if not said_nothing and not starred and after != before:
            found[column] = (before, after)
    if person.relation is not relation:
        found["relation"] = (relation, person.relation)
    return found


def _hold_back(update: Update, resident: Resident) -> None:
    """Whoever asked to be blocked is left alone; an erased field stays empty; the rest of the row counts."""
    if resident.blocked_at is not None:
        update.changes, update.held = {}, gettext(BLOCKED)
        return
    if fields := wish_services.held_back(resident, update.changes):
        update.changes = {column: change for column, change in update.changes.items() if column not in fields}
        update.held = gettext(HELD, what=wish_services.words(fields))


def _problems(update: Update, numbers: dict[str, str]) -> list[CellProblem]:
    found = []
    if Relation.HEAD in update.changes.get("relation", ()):
        found.append(CellProblem(update.person.row, "relation", NEW_HEAD))
    index = exact_index(update.changes["id_number"][1]) if "id_number" in update.changes else None
    if index and numbers.get(index, update.resident_id) != update.resident_id:
        found.append(CellProblem(update.person.row, "id_number", ID_TAKEN))
    return found


def _compare_flags(session: Session, met: Met) -> None:
    """What is said of any of a household's people is said of the household; no word is no change."""
    homes: dict[str, list[Update]] = defaultdict(list)
    for one in met.updates:
        if one.person.flags and one.held != gettext(BLOCKED):
            homes[one.home_id].append(one)
    for home_id, updates in homes.items():
        said = {flag for one in updates for flag in one.person.flags}
        home = session.get_one(Household, home_id)
        if said != {KeyFlag(flag) for flag in home.flags}:
            before = tuple(KeyFlag(flag) for flag in home.flags)
            updates[0].changes["flags"] = (before, tuple(flag for flag in KeyFlag if flag in said))


def _write_one(session: Session, actor: Any, one: Update) -> None:
    told = {column: after for column, (_, after) in one.changes.items()}
    if flags := told.pop("flags", None):
        home = session.get_one(Household, one.home_id)
        households.change_household(
            session, actor, home, version=home.version, flags=list(flags), is_rented=home.is_rented, note=home.note
        )  # fmt: skip
    if told:
        resident = session.get_one(Resident, one.resident_id)
        resident_services.change_resident(session, actor, resident, version=resident.version, **told)


def _outcome(one: Update) -> str:
    columns = listed(gettext(TITLES[column]) for column in one.changes)
    told = [gettext(CHANGED, columns=columns) if columns else "" if one.held else gettext(SAME), one.held]
    return "；".join(filter(None, told))


def _told(column: str, value: Any, is_before: bool) -> str:
    if value in (None, "", ()):
        return ""
    if column in ("health", "political") and is_before:
        return gettext(HIDDEN)
    words: dict[Any, str] = {**SEX_WORDS, **RELATION_WORDS, **FLAG_WORDS}
    if column == "flags":
        return listed(gettext(words[flag]) for flag in value)
    if column == "political":
        return gettext(POLITICAL_WORDS[Political(value)])
    shown = {"phone": masks.phone, "id_number": masks.id_number}.get(column, str)
    return gettext(words[value]) if value in words else value.isoformat() if isinstance(value, date) else shown(value)
