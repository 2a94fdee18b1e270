"""What the public table promises to end is ended, and nothing sooner."""

from datetime import datetime, timedelta

from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.centre.keeping import services
from webapp.centre.keeping.table_rules import TABLE, purges
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.door.liaisons.models import Candidate, Round
from webapp.people.accounts.models import Complaint, SignIn
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name
from webapp.register.intake.models import RegisterUpload
from webapp.register.register.models import Resident


def moved_out(session: Session, town: Town, days: int, name: str) -> str:
    with db.transaction(session) as writing:
        building = homes.build(writing, town, name=f"{days}号楼")
        home = homes.settle(writing, town, building)
        person = homes.add(writing, town, home, name=name, phone="13800005678", health="听力弱")
        person.left_on = clock.today() - timedelta(days=days)
    return person.id


def test_two_years_after_leaving_the_numbers_are_gone_and_the_name_stays(session: Session, town: Town) -> None:
    gone, fresh = moved_out(session, town, 731, "单小军"), moved_out(session, town, 729, "单大军")
    with db.transaction(session) as writing:
        assert services.purge(writing, clock.today()) == {"resident.left_on": 1}
    person, other = session.get_one(Resident, gone), session.get_one(Resident, fresh)
    assert (person.name, person.phone, person.phone_index, person.phone_tail_index, person.health) == (
        "单小军", None, None, None, None,
    )  # fmt: skip
    assert (other.phone, other.health) == ("13800005678", "听力弱")


def test_a_dry_run_counts_and_touches_nothing(app: Flask, session: Session, town: Town) -> None:
    kept = moved_out(session, town, 800, "单小军")
    told = app.test_cli_runner().invoke(args=["keeping", "purge", "--dry-run"]).output
    assert "1  resident.left_on" in told
    assert session.get_one(Resident, kept).phone == "13800005678"


def test_a_second_purge_finds_nothing_and_writes_nothing(session: Session, town: Town) -> None:
    moved_out(session, town, 800, "单小军")
    with db.transaction(session) as writing:
        services.purge(writing, clock.today())
    with db.transaction(session) as writing:
        assert services.purge(writing, clock.today()) == {}
    lines = session.exec(select(AuditLine).where(AuditLine.verb == "purge_data")).all()
    assert len(lines) == 1


def test_what_was_uploaded_and_never_imported_is_gone_after_a_day(session: Session, town: Town) -> None:
    with db.transaction(session) as writing:
        for hours in (1, 60):
            made = clock.now() - timedelta(hours=hours)
            writing.add(RegisterUpload(community_id=town.community, filename="名册.xlsx", content="x", made_at=made))
        assert services.purge(writing, clock.today()) == {"register_upload.made_at": 1}


def test_an_answered_complaint_loses_who_to_call_and_an_open_one_does_not(session: Session, town: Town) -> None:
    with db.transaction(session) as writing:
        for receipt, answered in (("A", ago(400)), ("B", ago(300)), ("C", None)):
            writing.add(Complaint(
                words="灯坏了", contact="13800005678", receipt=receipt, made_at=ago(500), answered_at=answered,
            ))  # fmt: skip
        services.purge(writing, clock.today())
    left = {one.receipt: one.contact for one in session.exec(select(Complaint))}
    assert left == {"A": None, "B": "13800005678", "C": "13800005678"}


def test_old_sign_ins_are_deleted(session: Session, town: Town) -> None:
    with db.transaction(session) as writing:
        for number, days in enumerate((200, 100)):
            writing.add(SignIn(
                account_id=town.wang, token_hash=str(number), started_at=ago(300), seen_at=ago(300), ends_at=ago(days),
            ))  # fmt: skip
        services.purge(writing, clock.today())
    assert [one.token_hash for one in session.exec(select(SignIn))] == ["1"]


def test_what_hangs_on_a_parents_end_goes_with_it(session: Session, town: Town) -> None:
    with db.transaction(session) as writing:
        found = Round(
            community_id=town.community, name="2024", places=1, opened_on=ago(900).date(), decided_at=ago(400)
        )
        writing.add(found)
        writing.flush()
        writing.add(Candidate(
            community_id=town.community, round_id=found.id, party_id=town.party("zhao"), grid_id=town.units["grid1"],
            standing="党员", consented_on=ago(900).date(),
        ))  # fmt: skip
        writing.flush()
        assert services.purge(writing, clock.today()) == {"liaison_candidate.liaison_round.decided_at": 1}
    assert session.exec(select(Candidate.standing)).one() is None


def test_anybody_may_read_the_table(client: HouseClient, town: Town) -> None:
    shown = client.get("/what-we-keep").text
    assert all(keep.what in shown and keep.kept in shown for keep in TABLE)
    assert "/what-we-keep" in client.get("/sign-in").text
    assert "/what-we-keep" in client.sign_in(town.wang).get("/me").text


def test_no_purge_says_the_same_twice() -> None:
    names = [purge.name for purge in purges()]
    assert len(names) == len(set(names))


def ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def test_the_district_may_end_it_sooner_and_the_page_says_so(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        settings.change(session, town.actor("he"), {Name.KEEP_MOVED: 30})
    assert {one.days for one in services.decided(session) if one.setting is Name.KEEP_MOVED} == {30}
    assert "本区定为 30 天" in client.get("/what-we-keep").get_data(as_text=True)
