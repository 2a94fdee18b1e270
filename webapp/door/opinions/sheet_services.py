"""Signed sheets of paper, entered at a desk: a row a household, a key a choice; and the owners' areas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.door.opinions import ballot_services, queries, result_queries, rules
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import OpinionRound, Outcome, QuestionKind, RoundLine, Speaker, Way
from webapp.door.opinions.paper_models import OwnedArea, RoundSheet
from webapp.people.accounts.scope import Actor

OUTCOME_KEYS = {"7": Outcome.REFUSED, "8": Outcome.EMPTY, "9": Outcome.MOVED, "0": Outcome.NOBODY}
TENANT_MARK = "z"
AREA = re.compile(r"\d{1,5}(\.\d{1,2})?", re.ASCII)


class NothingEntered(DomainError):
    status = 422
    message = N_("一行都没有填。")


class BadRow(DomainError):
    status = 422
    message = N_("%(door)s：%(why)s")


class BadArea(DomainError):
    status = 422
    message = N_("第 %(n)s 行看不懂：写成“3-2-602 89.50”，同一业主的几套在后面加同样的记号。")


class UnknownDoor(DomainError):
    status = 422
    message = N_("第 %(n)s 行的门牌不在这一轮里。")


@dataclass(frozen=True)
class Owned:
    area: int
    owner_mark: str


def enter_sheet(
    session: Session, actor: Actor, asked: OpinionRound, building_id: str, rows: Mapping[str, Mapping[str, str]]
) -> RoundSheet:
    """`rows`: line id → question's position → what was typed. Blank rows are passed over, a row that says what is known
    already too; nothing is kept when one row is wrong."""
    lines = {one.id: one for one in result_queries.lines_of(session, actor, asked, building_id)}
    sheet = RoundSheet(
        id=ids.new(), community_id=asked.community_id, round_id=asked.id, building_id=building_id,
        account_id=actor.account_id,
    )  # fmt: skip
    session.add(sheet)
    session.flush()
    for line_id, typed in rows.items():
        if line_id in lines and any(value.strip() for value in typed.values()):
            _enter_row(session, actor, asked, lines[line_id], typed, sheet.id)
            sheet.entered += 1
    if not sheet.entered:
        raise NothingEntered
    session.flush()
    history.record(session, actor, "enter_opinion_sheet", sheet, after={"rows": sheet.entered})
    return sheet


def _enter_row(
    session: Session, actor: Actor, asked: OpinionRound, line: RoundLine, typed: Mapping[str, str], sheet_id: str
) -> None:
    first = typed.get("1", "").strip().lower()
    speaker = Speaker.TENANT if first.endswith(TENANT_MARK) else Speaker.OWNER
    first = first.removesuffix(TENANT_MARK)
    outcome = OUTCOME_KEYS.get(first) if _has_keys(session, asked) else None
    given = {} if outcome else {**typed, "1": first}
    told = Told(Way.PAPER, outcome or Outcome.ANSWERED, given, speaker=speaker, sheet_id=sheet_id)
    try:
        ballot_services.record_ballot(session, actor, asked, line, told)
    except rules.BadAnswer as refusal:
        field = f"a-{line.id}-{(refusal.field or 'q1')[1:]}"
        raise BadRow(field=field, door=line.label, why=refusal.sentence()) from None


def _has_keys(session: Session, asked: OpinionRound) -> bool:
    """Where the first question is a choice, 7 8 9 0 say why there is no answer."""
    questions = queries.questions_of(session, asked)
    return bool(questions) and questions[0].kind in (QuestionKind.VOTE, QuestionKind.ONE, QuestionKind.MANY)


def tell_areas(session: Session, actor: Actor, asked: OpinionRound, told: str) -> int:
    """Lines of door, area in square metres and, for several dwellings of one owner, the same mark. Kept for later
    rounds too; a round that was counted keeps what it was counted with. Returns how many."""
    result_queries.hold(session, asked)
    if asked.is_counted:
        raise ballot_services.AlreadyCounted
    by_door = _doors(session, asked)
    owned = _read_areas(told, by_door)
    for line_id, one in owned.items():
        line = session.get_one(RoundLine, line_id)
        line.area, line.owner_mark = one.area, one.owner_mark
        _keep_area(session, line)
    session.flush()
    history.record(session, actor, "tell_areas", asked, after={"dwellings": len(owned)})
    return len(owned)


def _read_areas(told: str, by_door: Mapping[str, str]) -> dict[str, Owned]:
    found: dict[str, Owned] = {}
    for n, text in enumerate(told.splitlines(), 1):
        parts = re.split(r"[\s,，;；]+", text.strip())
        if parts == [""]:
            continue
        if len(parts) not in (2, 3) or not AREA.fullmatch(parts[1]) or float(parts[1]) <= 0:
            raise BadArea(field="areas", n=n)
        if parts[0] not in by_door:
            raise UnknownDoor(field="areas", n=n)
        whole, _, part = parts[1].partition(".")
        mark = parts[2][:20] if len(parts) == 3 else ""
        found[by_door[parts[0]]] = Owned(int(whole) * 100 + int(part.ljust(2, "0")), mark)
    if not found:
        raise NothingEntered(field="areas")
    return found


def _doors(session: Session, asked: OpinionRound) -> dict[str, str]:
    """3-2-602 and 冬梅轩3号楼2门602 → line id; a short form that two doors share names neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for line in session.exec(select(RoundLine).where(RoundLine.round_id == asked.id)):
        found[line.label] = line.id
        short = "-".join(re.findall(r"\d+", line.label))
        twice |= {short} if short in found else set()
        found[short] = line.id
    return {door: line_id for door, line_id in found.items() if door not in twice}


def _keep_area(session: Session, line: RoundLine) -> None:
    assert line.area is not None
    kept = session.exec(select(OwnedArea).where(col(OwnedArea.dwelling_id) == line.dwelling_id)).first()
    kept = kept or OwnedArea(community_id=line.community_id, dwelling_id=line.dwelling_id, area=line.area)
    kept.area, kept.owner_mark = line.area, line.owner_mark
    session.add(kept)
