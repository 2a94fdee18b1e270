"""A household's code for answering without signing in: on the slip at the door, or shown as a QR by whoever knocks."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.door.opinions.models import OpinionRound, RoundLine, RoundState, Way
from webapp.door.opinions.paper_models import RoundCode
from webapp.people.accounts.scope import Actor

ALPHABET, DIGITS = "23456789", 12
IN_FOURS = 4


class CodeUnknown(DomainError):
    """Wrong and not yet valid look alike: nothing is to be learnt by trying."""

    status: ClassVar[int] = 422
    message = N_("这个答复码不对。请看清纸条，或打社区电话。")


class NoLinks(DomainError):
    message = N_("这一轮没有开扫码答复，或还没开始。")


def make_codes(session: Session, actor: Actor, asked: OpinionRound, lines: Sequence[RoundLine]) -> list[str]:
    """One fresh code a line, in their order; shown once, kept as an index."""
    if Way.LINK not in asked.ways or asked.state is not RoundState.ASKING:
        raise NoLinks
    known = _counted(session, asked)
    codes = [_code(line.id, known.get(line.id, 0) + 1) for line in lines]
    for line, code in zip(lines, codes, strict=True):
        session.add(
            RoundCode(
                id=ids.new(), community_id=line.community_id, round_id=asked.id, line_id=line.id,
                made_by=actor.account_id, code_index=index_of(code),
            )
        )  # fmt: skip
    session.flush()
    history.record(session, actor, "make_answer_codes", asked, after={"codes": len(codes)})
    return codes


def _code(line_id: str, turn: int) -> str:
    """Derived, so that the slips of a round hold when a backup is restored and its codes are made again."""
    raw = vault.keyed("opinion-code", f"{line_id}:{turn}")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in raw[:DIGITS])


def _counted(session: Session, asked: OpinionRound) -> dict[str, int]:
    query = select(RoundCode.line_id, func.count()).where(RoundCode.round_id == asked.id).group_by(RoundCode.line_id)
    return dict(session.exec(query).all())


def line_by_code(session: Session, code: str) -> tuple[OpinionRound, RoundLine]:
    """By the keyed hash of the code; the code itself is not kept. Raises CodeUnknown."""
    query = (
        select(OpinionRound, RoundLine)
        .join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
        .join(RoundCode, col(RoundCode.line_id) == RoundLine.id)
        .where(RoundCode.code_index == index_of(plain(code)))
    )
    found = session.exec(query).first()
    if found is None:
        raise CodeUnknown(field="code")
    return found


def index_of(code: str) -> str:
    return vault.blind_index(f"opinion:{code}")


def plain(code: str) -> str:
    return "".join(letter for letter in cleaning.code(code) if letter.isdecimal())


def in_fours(code: str) -> str:
    return " ".join(code[at : at + IN_FOURS] for at in range(0, len(code), IN_FOURS))
