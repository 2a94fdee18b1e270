"""Minutes: from draft to a locked, signed, numbered paper; three readers, one source, no name where none may be."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.council.councils.models import AgendaLine, CouncilMeeting
from webapp.council.minutes import queries, redaction_rules, services, words_rules
from webapp.council.minutes.models import Minutes, MinutesState, SignerRole
from webapp.council.minutes.redaction_rules import Audience
from webapp.council.sittings import attendance_services, resolution_services, sitting_services, vote_services
from webapp.council.sittings.models import ResolutionKind, VoteWay

MEETING = datetime(2026, 6, 18, 19, 0, tzinfo=clock.ZONE)
NAMES = ("李静", "王秀英", "马超然", "周海", "唐宁", "高福林", "冯秀英", "曹阳", "邓丽", "郭强", "彭军", "赵国强")


@pytest.fixture
def evening() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MEETING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(app: Flask, town: Town, session: Session, evening: time_machine.Traveller) -> halls.Hall:
    """A whole evening: lamps voted on, a ditch that names a door and a phone, a note that names a person,
    an absentee."""
    hall = halls.begin(town, count=10)
    with db.transaction() as session:
        line = hall.line(session)
        say = lambda text: resolution_services.record_line(session, hall.actor, hall.meeting, line, line=text)  # noqa: E731
        attendance_services.recuse(
            session, hall.actor, hall.meeting, line, hall.sitters(session)["周海"].seat, reason="承包方"
        )
        lamps = say("装灭蚊灯，一栋一盏，共4盏 @周海 6.30")
        vote_services.hold_vote(
            session, hall.actor, hall.meeting, line, question="每栋装一盏", way=VoteWay.HANDS,
            hands=vote_services.Hands(7, 1, 1), resolution=lamps,
        )  # fmt: skip
        say("清理3号楼2门602门前的积水，电话13812345678，找曹阳开门 @王秀英 三天内")
        note = say("冯秀英说晚上不敢下楼")
        resolution_services.detail(session, hall.actor, hall.meeting, note, kind=ResolutionKind.NOTE)
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    return hall


def drafted(hall: halls.Hall) -> Minutes:
    with db.transaction() as session:
        return services.draft(session, hall.actor, hall.meeting)


def reviewed(hall: halls.Hall) -> Minutes:
    minutes = drafted(hall)
    with db.transaction() as session:
        services.open_review(session, hall.actor, hall.meeting, minutes)
    return minutes


def signed(hall: halls.Hall, minutes: Minutes) -> None:
    town = hall.town
    with db.transaction() as session:
        for role, party in (
            (SignerRole.HOST, town.party("li")),
            (SignerRole.RECORDER, town.party("ma")),
            (SignerRole.RESIDENT, hall.parties["高福林"]),
        ):
            services.sign(session, hall.actor, hall.meeting, minutes, role=role, party_id=party)


def final(hall: halls.Hall, evening: time_machine.Traveller) -> Minutes:
    minutes = reviewed(hall)
    evening.move_to(MEETING + timedelta(days=7))
    signed(hall, minutes)
    with db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)
    return minutes


def test_a_meeting_still_on_has_no_minutes(app: Flask, town: Town, session: Session) -> None:
    open_hall = halls.begin(town)
    with pytest.raises(services.StillSitting):
        drafted(open_hall)


def test_a_promise_without_owner_stops_the_paper(app: Flask, town: Town, session: Session) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        half = resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line="修路灯")
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    with pytest.raises(services.ResolutionsIncomplete):
        drafted(hall)
    with db.transaction() as session:
        versions = resolution_services.queries.wordings(session, [half.id])[half.id]
        resolution_services.reword(
            session, hall.actor, hall.meeting, half, line="修路灯 @周海 三天内", after_id=versions[-1].id
        )
    assert drafted(hall).body["promises"][0]["deed"] == "修路灯"


def test_objections_run_for_two_working_days(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    minutes = reviewed(hall)
    assert minutes.review_until is not None
    assert minutes.review_until.isoformat() == "2026-06-23", "19 June is a holiday, then a weekend"
    signed(hall, minutes)
    with pytest.raises(services.ReviewRunning), db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)


def test_only_who_was_there_objects_and_every_objection_is_answered(
    hall: halls.Hall, evening: time_machine.Traveller
) -> None:
    minutes = reviewed(hall)
    with pytest.raises(services.NotInRoom), db.transaction() as session:
        services.object_to(session, hall.actor, hall.meeting, minutes, party_id=hall.parties["彭军"], words="我没说过")
    with db.transaction() as session:
        objection = services.object_to(
            session, hall.actor, hall.meeting, minutes, party_id=hall.parties["高福林"], words="票数不对"
        )
    evening.move_to(MEETING + timedelta(days=7))
    signed(hall, minutes)
    with pytest.raises(services.ObjectionsOpen), db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)
    with db.transaction() as session:
        services.answer_objection(session, hall.actor, minutes, objection, answer="查过录音，票数对")
        services.finalise(session, hall.actor, hall.meeting, minutes)
    assert minutes.state is MinutesState.FINAL


def test_three_signatures_under_these_very_words(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    minutes = reviewed(hall)
    evening.move_to(MEETING + timedelta(days=7))
    with pytest.raises(services.SignaturesMissing), db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)
    signed(hall, minutes)
    with db.transaction() as session:
        services.write(session, hall.actor, minutes, opening="另：下次会提前半小时。", closing="")
    assert queries.signatures(db.session(), minutes) == [], "the words changed, the signatures fell"
    signed(hall, minutes)
    with db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)
    assert minutes.number == "〔2026〕1号"


def test_final_is_locked_and_a_change_is_version_two(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    minutes = final(hall, evening)
    assert services.is_intact(minutes)
    with pytest.raises(services.MinutesLocked), db.transaction() as session:
        services.write(session, hall.actor, minutes, opening="改一点", closing="")
    before = minutes.hash
    with pytest.raises(services.WordsMissing), db.transaction() as session:
        services.next_version(session, hall.actor, hall.meeting, minutes, reason="")
    with db.transaction() as session:
        second = services.next_version(session, hall.actor, hall.meeting, minutes, reason="地点写错了")
        services.write(session, hall.actor, second, opening="会议改在二楼开。", closing="")
    assert (second.version, minutes.state, minutes.hash) == (2, MinutesState.FINAL, before)
    assert ("+", "会议改在二楼开。") in queries.changes(minutes, second)
    with db.transaction() as session:
        services.open_review(session, hall.actor, hall.meeting, second)
    evening.move_to(MEETING + timedelta(days=20))
    signed(hall, second)
    with db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, second)
        services.publish(session, hall.actor, second)
    assert minutes.state is MinutesState.REPLACED
    assert second.number == "〔2026〕1号（第2版）"


def test_a_tampered_body_is_noticed(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    minutes = final(hall, evening)
    minutes.body["place"] = "别处"
    assert not services.is_intact(minutes)


def text_of(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    pages = "".join(page.extract_text() for page in reader.pages)
    return (pages + str(reader.metadata)).replace("\n", "").replace(" ", "").replace("　", "")


def fetch(client: HouseClient, hall: halls.Hall, minutes: Minutes, audience: str, kind: str) -> tuple[bytes, str]:
    answer = client.get(f"/councils/meetings/{hall.meeting.id}/minutes/{minutes.id}/{audience}/{kind}")
    assert answer.status_code == 200
    return answer.get_data(), answer.headers["Content-Disposition"]


def test_the_public_pdf_holds_no_name_no_door_no_phone(
    client: HouseClient, hall: halls.Hall, evening: time_machine.Traveller, town: Town
) -> None:
    minutes = final(hall, evening)
    client.sign_in(town.li)
    pdf, disposition = fetch(client, hall, minutes, "public", "pdf")
    told = text_of(pdf)
    assert "装灭蚊灯" in told and "物业" in told and "居民代表" in told
    for secret in (*NAMES, "13812345678", "602", "不敢下楼"):
        assert secret not in told, f"{secret} is left in the public paper"
        assert secret not in disposition


def test_the_internal_pdf_holds_everything(
    client: HouseClient, hall: halls.Hall, evening: time_machine.Traveller, town: Town
) -> None:
    minutes = final(hall, evening)
    client.sign_in(town.li)
    told = text_of(fetch(client, hall, minutes, "internal", "pdf")[0])
    for part in ("李静", "周海", "6月30日", "〔2026〕1号", "赞成7票", "回避", "不敢下楼", "曹阳"):
        assert part in told, part


def test_the_word_file_says_the_same_as_the_paper(
    client: HouseClient, hall: halls.Hall, evening: time_machine.Traveller, town: Town
) -> None:
    import docx

    minutes = final(hall, evening)
    client.sign_in(town.li)
    for audience, has_names in (("internal", True), ("public", False)):
        content, _ = fetch(client, hall, minutes, audience, "docx")
        file = docx.Document(io.BytesIO(content))
        told = "".join(p.text for p in file.paragraphs) + "".join(
            cell.text for table in file.tables for row in table.rows for cell in row.cells
        )
        assert "装灭蚊灯" in told
        assert ("周海" in told) is has_names
        assert round(file.sections[0].top_margin.mm) == 37
        assert round(file.sections[0].left_margin.mm) == 28


def test_of_a_topic_nobody_turned_to_the_minutes_do_not_say_that_it_was_talked_about(
    client: HouseClient, town: Town, evening: time_machine.Traveller, session: Session
) -> None:
    with db.transaction() as writing:
        open_hall = halls.build(writing, town)
        open_hall.fill(writing, 11)
        sitting_services.open_sitting(writing, open_hall.actor, open_hall.meeting)
    asked = f"/councils/meetings/{open_hall.meeting.id}/closing"
    assert "还没议到：夏天蚊子多，楼下坐不住" in client.sign_in(town.li).get(asked).get_data(as_text=True)
    with db.transaction() as writing:
        sitting_services.close_sitting(writing, open_hall.actor, open_hall.meeting)
    paper = words_rules.paper(queries.view(session, drafted(open_hall), Audience.PUBLIC))
    assert [part.paragraphs[-1] for part in paper.parts] == ["这次会议没有这一件的记录。"]
    assert "议了0个问题" in paper.opening[0] and "蚊子" not in paper.title


def test_a_topic_with_a_sentence_counts_as_reached_whoever_turned_to_it(
    client: HouseClient, town: Town, evening: time_machine.Traveller, session: Session
) -> None:
    open_hall = halls.begin(town)
    with db.transaction() as writing:
        line = open_hall.line(writing)
        resolution_services.record_line(writing, open_hall.actor, open_hall.meeting, line, line="装灭蚊灯 @周海 6.30")
        writing.get_one(AgendaLine, line.id).discussed_at = None  # as a record from elsewhere may leave it
    asked = f"/councils/meetings/{open_hall.meeting.id}/closing"
    assert line.title not in client.sign_in(town.li).get(asked).get_data(as_text=True).partition("还没议到")[2][:60]
    with db.transaction() as writing:
        sitting_services.close_sitting(writing, open_hall.actor, open_hall.meeting)
    paper = words_rules.paper(queries.view(session, drafted(open_hall), Audience.PUBLIC))
    assert "这次会议没有这一件的记录。" not in [words for part in paper.parts for words in part.paragraphs]


def test_of_a_topic_that_was_talked_about_the_minutes_say_so(
    client: HouseClient, town: Town, evening: time_machine.Traveller, session: Session
) -> None:
    open_hall = halls.begin(town)
    asked = f"/councils/meetings/{open_hall.meeting.id}/closing"
    assert "还没议到" not in client.sign_in(town.li).get(asked).get_data(as_text=True)
    with db.transaction() as writing:
        sitting_services.close_sitting(writing, open_hall.actor, open_hall.meeting)
    paper = words_rules.paper(queries.view(session, drafted(open_hall), Audience.PUBLIC))
    assert paper.parts[-1].paragraphs[-1] == "会议作了讨论，没有作出决定。"
    assert "议了1个问题" in paper.opening[0]


def test_every_field_of_the_body_has_its_rule(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    source = queries.source_of(db.session(), final(hall, evening))

    def keys(value: object) -> set[str]:
        if isinstance(value, list):
            return {key for one in value for key in keys(one)}
        if isinstance(value, dict) and not redaction_rules.is_person(value):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return set()

    unknown = keys(source) - set(redaction_rules.TABLE) - {"words", "source", "on"}
    assert not unknown, "a field without a rule goes to nobody: say who may see it"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("找3号楼2门602的王大爷", "找3号楼某户的某大爷"),
        ("打13812345678", "打（电话略）"),
        ("打022-24990018", "打（电话略）"),
        ("身份证120110194910012345", "身份证（证件号略）"),
        ("请曹阳来开门", "请某某来开门"),
        ("装66盏灯，2027年1月15日前", "装66盏灯，2027年1月15日前"),
    ],
)
def test_typed_words_are_screened(typed: str, left: str) -> None:
    assert redaction_rules.screen(typed, ["曹阳"]) == left


def test_a_field_nobody_thought_of_goes_to_nobody_outside() -> None:
    assert redaction_rules.redact({"secret": "x", "deed": "修灯"}, Audience.PUBLIC, []) == {"deed": "修灯"}
    assert redaction_rules.redact({"secret": "x"}, Audience.INTERNAL, []) == {"secret": "x"}


def test_the_board_shows_published_minutes_only(
    client: HouseClient, hall: halls.Hall, evening: time_machine.Traveller, town: Town
) -> None:
    minutes = final(hall, evening)
    url = f"/board/{hall.series.board_token}/minutes/{minutes.id}"
    assert client.get(url).status_code == 404
    with db.transaction() as session:
        services.publish(session, hall.actor, session.get_one(Minutes, minutes.id))
    html = client.get(url).get_data(as_text=True)
    assert "装灭蚊灯" in html
    assert not [name for name in NAMES if name in html]
    assert "〔2026〕1号" in client.get(f"/board/{hall.series.board_token}").get_data(as_text=True)


def test_strangers_see_no_minutes(client: HouseClient, hall: halls.Hall, town: Town) -> None:
    minutes = drafted(hall)
    with pytest.raises(NotFound):
        queries.get_minutes(db.session(), town.actor("far_host"), minutes.id)
    client.sign_in(town.far_host)
    assert client.get(f"/councils/meetings/{hall.meeting.id}/minutes/").status_code == 404


def test_the_page_walks_from_draft_to_public(
    client: HouseClient, hall: halls.Hall, evening: time_machine.Traveller, town: Town
) -> None:
    client.sign_in(town.li)
    url = f"/councils/meetings/{hall.meeting.id}/minutes/"
    assert client.get(url).status_code == 200
    assert client.post(url, data={"opening": "", "closing": ""}).status_code == 303
    assert client.post(url + "review").status_code == 303
    refused = client.post(url + "final")
    assert refused.status_code == 409
    assert "异议期到" in refused.get_data(as_text=True)
    evening.move_to(MEETING + timedelta(days=7))
    for role, party in (
        ("host", town.party("li")),
        ("recorder", town.party("ma")),
        ("resident", hall.parties["高福林"]),
    ):
        assert (
            client.sign_in(town.li).post(url + "signatures", data={"role": role, "party_id": party}).status_code == 303
        )
    assert client.post(url + "final").status_code == 303
    assert client.post(url + "publication").status_code == 303
    assert "已公开" in client.get(url).get_data(as_text=True)
    assert client.post(url + "versions", data={"reason": ""}).status_code == 422


def test_a_talk_has_notes_and_no_resolution(
    app: Flask, town: Town, session: Session, evening: time_machine.Traveller
) -> None:
    hall = halls.begin(town, count=3)
    with db.transaction() as session:
        resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line="东门太暗")
        sitting_services.turn_into_talk(session, hall.actor, hall.meeting)
    minutes = drafted(hall)
    assert minutes.body["promises"] == []
    assert minutes.body["topics"][0]["notes"] == ["东门太暗"]
    assert session.get_one(CouncilMeeting, hall.meeting.id).state == "talk"
