"""What follows a person and what stays, as tables; nothing here touches a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.core.text.i18n import N_
from webapp.register.persons.models import ActKind, ElsewhereKind

UNDO_DAYS = 30
FIELDS = ("name", "sex", "born_on", "phone", "id_number", "health", "political", "work")
ELSEWHERE_WORDS = {ElsewhereKind.REGISTERED: N_("户口在那边"), ElsewhereKind.SECOND: N_("两头住")}
ACT_WORDS = {ActKind.MERGE: N_("合并"), ActKind.DEATH: N_("去世")}

Ending = Callable[[Any, Any, Any, date], None]  # session, actor, resident, on


@dataclass(frozen=True)
class Tie:
    """Something that binds a living person who lives here. `foresee` says in sentences what `end` will do, or what is
    left for a person to do; `leave` is what ends where somebody only moves to another community."""

    key: str
    foresee: Callable[[Any, Any], list[str]]  # session, resident
    end: Ending | None = None
    leave: Ending | None = None


@dataclass(frozen=True)
class Joint:
    """What cannot follow by its row alone, because it only grows or may stand once: carried by entries of its own.
    `join` and `part` take session, actor, the party that stays and the one that goes; `join` says whether it did."""

    key: str
    join: Callable[[Any, Any, str, str], bool]
    part: Callable[[Any, Any, str, str], None]


TIES: list[Tie] = []  # hung in by create_app, in the order of the page
JOINTS: list[Joint] = []

# Every column that points to a person. What was written down for good stays under the record it was written for.
GROWS = "only grows"
SIGNED = "part of a signed or counted paper"
OWN = "says of two records that they are two or one"
HERE = "set by the merge itself"
FOLLOWS = frozenset({
    "household_member.resident_id", "other_home.resident_id", "person_transfer.resident_id",
    "garden_keeping.resident_id", "access_card.resident_id", "tool_loan.resident_id", "tool_reservation.resident_id",
    "tool_suspension.resident_id", "person_request.resident_id", "person_consent.resident_id",
})  # fmt: skip
PARTY_FOLLOWS = frozenset({
    "account.party_id", "liaison.party_id", "liaison_candidate.party_id", "grid_case.lead_party_id",
    "grid_case.asked_party_id", "case_helper.party_id", "merchant.party_id", "partner.party_id",
    "nomination.party_id", "talent_entry.party_id", "round_entry.party_id", "award_appeal.party_id",
    "volunteer.party_id", "passbook.party_id", "shop_order.party_id", "offline_sale.party_id",
    "resolution.owner_id", "resolution.watcher_id", "resolution.verifier_id", "promise.owner_id",
    "promise.watcher_id", "promise.supervisor_id", "promise.verifier_id", "promise_reminder.to_id",
    "council_seat.party_id", "council_seat.alternate_id", "council_meeting.host_id", "council_meeting.recorder_id",
})  # fmt: skip
STAYS = {
    "person_act.resident_id": OWN, "person_act.other_id": OWN, "not_same_person.first_id": OWN,
    "not_same_person.second_id": OWN, "resident.party_id": HERE, "certificate.party_id": GROWS,
    "award.party_id": GROWS, "contest_award.party_id": GROWS, "stock_move.donor_id": GROWS,
    "score_entry.party_id": GROWS, "score_appeal.party_id": SIGNED, "score_result.party_id": SIGNED,
    "attendance_mark.party_id": SIGNED, "minutes_objection.party_id": SIGNED, "minutes_signature.party_id": SIGNED,
}  # fmt: skip


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
