"""Voices are rows: distinct households are counted, whatever is merged, repeated or closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.test_handling import call_back_all, fresh
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import (
    answer_services,
    handling_services,
    merger_services,
    queries,
    voice_queries,
    voice_services,
)
from webapp.casework.cases.models import GridCase, ReopenProposal, Source, VoiceBound
from webapp.casework.cases.rules import Outcome, State
from webapp.casework.cases.services import Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import NotFound

Do = Callable[..., Any]
LONG_AGO = clock.now() - timedelta(days=365)


def say(act: Do, case: GridCase, household: str | None, words: str = "也想修路灯") -> Any:
    spoken = Spoken(words, Source.VISIT, speaker=Speaker(household_id=household))
    return act(voice_services.add_voice, "wang", case, spoken=spoken)


def ranked(session: Session, town: Town, **more: Any) -> list[tuple[str, int]]:
    session.rollback()
    found = voice_queries.most_voiced(session, town.actor("li"), town.community, more.pop("since", LONG_AGO), **more)
    return [(one.case_id, one.households) for one in found]


def test_one_household_one_voice_a_month(session: Session, open_case: Open, act: Do) -> None:
    case, home = open_case(), ids.new()
    first = say(act, case, home)
    again = say(act, case, home, "还没修")
    assert first.id == again.id
    assert voice_queries.count_households(session, case.id) == 2


def test_the_same_household_next_month_is_still_one_household(session: Session, open_case: Open, act: Do) -> None:
    case, home = open_case(), ids.new()
    say(act, case, home)
    with time_machine.travel(clock.now() + timedelta(days=40), tick=True):
        say(act, case, home)
    assert voice_queries.count_households(session, case.id) == 2
    assert len(queries.list_voices(session, case)) == 3


def test_most_voiced_counts_households_in_the_window_and_breaks_ties_by_age(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    old, three, one = open_case(), open_case(), open_case()
    for _ in range(2):
        say(act, three, ids.new())
    assert ranked(session, town) == [(three.id, 3), (old.id, 1), (one.id, 1)]
    assert ranked(session, town, limit=1) == [(three.id, 3)]
    assert ranked(session, town, since=clock.now() + timedelta(days=1)) == []


def test_a_large_old_case_does_not_hide_a_fresh_one(session: Session, town: Town, open_case: Open, act: Do) -> None:
    """The bound only orders the search: voices outside the window do not count."""
    with time_machine.travel(clock.now() - timedelta(days=90), tick=True):
        old = open_case()
        for _ in range(5):
            say(act, old, ids.new())
    fresh_case = open_case()
    since = clock.now() - timedelta(days=60)
    assert ranked(session, town, since=since) == [(fresh_case.id, 1)]


def test_ranking_agrees_with_plain_counting_over_many_chunks(
    session: Session, town: Town, open_case: Open, act: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_queries, "CHUNK", 3)
    cases = [open_case() for _ in range(11)]
    for place, case in enumerate(cases):
        for _ in range(place * 7 % 4):
            say(act, case, ids.new())
    plain = sorted(
        ((case.id, voice_queries.count_households(session, case.id)) for case in cases),
        key=lambda one: (-one[1], one[0]),
    )
    for limit in (1, 4, 7, 20):
        assert ranked(session, town, limit=limit) == plain[:limit]
    assert voice_queries.list_low_bounds(session) == []


def test_ended_cases_are_not_voiced_any_more_and_reopened_ones_are(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    close_it(session, act, case)
    assert ranked(session, town) == []
    assert session.exec(select(VoiceBound)).first() is None
    act(handling_services.reopen, "li", case, words="又不亮了")
    assert ranked(session, town) == [(case.id, 1)]


def test_merging_moves_the_voices_and_counts_a_household_once(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    home = ids.new()
    case, twin = open_case(speaker=Speaker(household_id=home)), open_case(speaker=Speaker(household_id=home))
    say(act, twin, ids.new())
    act(merger_services.merge, "li", twin, into=case)
    assert ranked(session, town) == [(case.id, 2)]
    assert {voice.first_case_id for voice in queries.list_voices(session, case)} == {case.id, twin.id}
    assert fresh(session, twin).state is State.MERGED
    late = say(act, twin, ids.new())
    assert late.case_id == case.id


def test_merging_into_itself_or_elsewhere_is_refused(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case, far = open_case(), open_case(place=Place(town.far_community, town.far_grid))
    for target in (case, far):
        with pytest.raises(merger_services.MergedIntoItself):
            act(merger_services.merge, "li", case, into=target)


def test_a_stranger_counts_no_voices_of_another_community(session: Session, town: Town, open_case: Open) -> None:
    open_case()
    with pytest.raises(NotFound):
        voice_queries.most_voiced(session, town.actor("far_host"), town.community, LONG_AGO)


def test_words_from_the_public_form_count_once_a_household_is_confirmed(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case(source=Source.RESIDENT, speaker=Speaker(door="3-602", phone="13812345678"))
    assert ranked(session, town) == []
    [voice] = queries.list_voices(session, case)
    act(answer_services.confirm_household, "wang", case, voice=voice, household_id=ids.new())
    assert ranked(session, town) == [(case.id, 1)]


def close_it(session: Session, act: Do, case: GridCase) -> None:
    act(handling_services.finish, "wang", case, words="好了")
    act(handling_services.verify, "li", case, passed=True)
    call_back_all(session, act, case)
    act(handling_services.close, "li", case, outcome=Outcome.SOLVED)


def test_three_households_at_the_same_place_within_thirty_days_propose_reopening(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    building = ids.new()
    case = open_case(building_id=building)
    close_it(session, act, case)
    again = open_case(building_id=building)
    say(act, again, ids.new())
    assert session.exec(select(ReopenProposal)).first() is None
    say(act, again, ids.new())
    session.rollback()
    proposal = session.exec(select(ReopenProposal)).one()
    assert (proposal.case_id, proposal.households) == (case.id, 3)
    say(act, again, ids.new())
    assert len(session.exec(select(ReopenProposal)).all()) == 1
    act(handling_services.keep_closed, "li", case, words="灯杆换了，是另一处")
    assert queries.open_proposal(session, case.id) is None


def test_whoever_cannot_reopen_is_not_asked_to_decide(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    building = ids.new()
    case = open_case(building_id=building)
    close_it(session, act, case)
    again = open_case(building_id=building)
    for _ in range(2):
        say(act, again, ids.new())
    pages = [client.sign_in(one).get(f"/cases/{case.id}").text for one in (town.wang, town.li)]
    assert "等社区定要不要重开" in pages[0] and "请定一下" not in pages[0]
    assert "请定一下要不要重开" in pages[1] and "等社区定" not in pages[1]
    assert all("又有 3 户反映同一件事" in page for page in pages), "and the life says what the 3 was"
    assert "等社区定要不要重开" in client.sign_in(town.wang).get("/cases/").text


def test_another_building_or_another_month_proposes_nothing(session: Session, open_case: Open, act: Do) -> None:
    building = ids.new()
    case = open_case(building_id=building)
    close_it(session, act, case)
    for _ in range(3):
        open_case(building_id=ids.new())
    with time_machine.travel(clock.now() + timedelta(days=31), tick=True):
        for _ in range(3):
            open_case(building_id=building)
    assert session.exec(select(ReopenProposal)).first() is None


def test_two_sessions_saying_the_same_at_once_make_one_voice(session: Session, open_case: Open, act: Do) -> None:
    case, home = open_case(), ids.new()
    with db.transaction() as writing:
        voice = voice_services.add_voice(
            writing, None, case, Spoken("甲", Source.VISIT, speaker=Speaker(household_id=home))
        )
        twin = voice_services.Voice(**{**voice.model_dump(), "id": ids.new()})
        assert voice_services._insert(writing, twin).id == voice.id


def test_a_year_after_the_end_the_speakers_are_forgotten_and_the_count_stays(
    session: Session, open_case: Open, act: Do
) -> None:
    who = Speaker(household_id=ids.new(), name="张桂芬", phone="13812345678", door="602")
    case, running = open_case(speaker=who), open_case(speaker=who)
    close_it(session, act, case)
    with db.transaction() as writing:
        assert answer_services.forget_speakers(writing, clock.now() + timedelta(days=1)) == 1
    session.rollback()
    [voice], [kept] = queries.list_voices(session, case), queries.list_voices(session, running)
    assert (voice.speaker, voice.phone, voice.door) == (None, None, None) and kept.speaker == "张桂芬"
    assert voice_queries.count_households(session, case.id) == 1
