"""One household on two phones and on paper in the same moment."""

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.door.opinions import ground
from tests.exchange.loans.test_parallel import Act, at_once
from tests.town import Town
from webapp.core.data import db
from webapp.door.opinions import ballot_services, queries, sheet_services
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import OpinionRound, Outcome, RoundLine, StandingAnswer, Way
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice

pytestmark = pytest.mark.slow


def test_two_phones_and_a_sheet_at_once_leave_one_valid_answer_and_three_kept(
    app: Flask, session: Session, town: Town
) -> None:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        round_id = ground.asked(session, town, building_id).id
    line_id = ground.line(session, round_id, homes[0]).id

    def phone(voice: str, said: str) -> Act:
        told = Told(Way.LINK, Outcome.ANSWERED, {"1": said}, voice=voice)
        return lambda given: ballot_services.record_ballot(
            given, None, given.get_one(OpinionRound, round_id), given.get_one(RoundLine, line_id), told
        )

    def desk(given: Session) -> None:
        worker = town.actor("li", Action.COLLECT_OPINIONS)
        made = given.get_one(OpinionRound, round_id)
        sheet_services.enter_sheet(given, worker, made, building_id, {line_id: {"1": "1"}})

    assert at_once(app, [phone("mother", "1"), phone("son", "2"), desk]) == ["done"] * 3
    line = ground.line(session, round_id, homes[0])
    assert len(queries.ballots_of(session, line)) == 3
    assert len(session.exec(select(StandingAnswer).where(StandingAnswer.line_id == line_id)).all()) == 1
    assert (line.is_disputed, ground.tally(session, round_id).disputed) == (True, 1)
    assert {one.account_id for one in session.exec(select(Notice)) if one.cause.startswith("dispute:")} == {town.li}
    ground.adds_up(session, round_id)
