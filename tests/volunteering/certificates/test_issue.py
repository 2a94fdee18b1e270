"""Numbers without gaps, papers without change."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select, update

from tests.lines import lines_about
from tests.town import Town
from tests.volunteering.certificates.papers import issue, number_holds, said
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit
from webapp.volunteering.certificates import queries, rules, services
from webapp.volunteering.certificates.models import Certificate, CertificateKind


def test_a_number_names_issuer_kind_year_and_sequence(session: Session, town: Town) -> None:
    first, second = issue(session, town), issue(session, town, "test:2", CertificateKind.PLAQUE)
    assert first.number.startswith(f"120110011001-RY-{first.year}-000001-")
    assert second.number.startswith(f"120110011001-MP-{first.year}-000002-")
    assert number_holds(first.number) and number_holds(second.number)


@pytest.mark.parametrize("wrong", ["", "1", "120110011001-RY-2026-000001-?"])
def test_a_number_with_a_slip_does_not_hold(wrong: str) -> None:
    assert not number_holds(wrong)


def test_every_single_slip_and_swap_is_seen() -> None:
    good = rules.number("120110011001", CertificateKind.HONOUR, 2026, 12)
    plain = good.replace("-", "")
    for at in range(len(plain)):
        for other in rules.ALPHABET:
            assert (other == plain[at]) == number_holds(plain[:at] + other + plain[at + 1 :])


def test_the_check_character_is_the_standards_own_example() -> None:
    assert rules.check_character("A12425GABC1234002") == "M"


def test_the_same_cause_gets_the_same_paper(session: Session, town: Town) -> None:
    assert issue(session, town).id == issue(session, town).id
    assert issue(session, town, "test:2").seq == 2


def test_a_number_given_in_vain_is_given_again(session: Session, town: Town) -> None:
    class Broken(Exception): ...

    with pytest.raises(Broken), db.transaction(session) as writing:
        unit = writing.get_one(Unit, town.community)
        services.issue(
            writing, None, issuer=unit, kind=CertificateKind.HONOUR, party_id=town.party("zhao"), cause="x", said=said()
        )
        raise Broken
    assert issue(session, town).seq == 1


def test_forty_at_once_get_forty_consecutive_numbers(app: Any, town: Town) -> None:
    failures: list[BaseException] = []

    def work(n: int) -> None:
        with app.app_context():
            try:
                issue(db.session(), town, f"at-once:{n}")
            except BaseException as failure:
                failures.append(failure)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with app.app_context():
        rows = db.session().exec(select(Certificate.seq).order_by(col(Certificate.seq)))
        assert list(rows) == list(range(1, 41))


def test_the_database_refuses_to_change_a_paper(session: Session, town: Town) -> None:
    paper = issue(session, town)
    with pytest.raises(DatabaseError, match="only grows"), db.transaction(session) as writing:
        writing.execute(update(Certificate).where(col(Certificate.id) == paper.id).values(said="{}"))


def test_an_issuer_without_a_code_cannot_number(session: Session, town: Town) -> None:
    with pytest.raises(services.IssuerWithoutCode), db.transaction(session) as writing:
        unit = writing.get_one(Unit, town.grid1)
        services.issue(
            writing, None, issuer=unit, kind=CertificateKind.HONOUR, party_id=town.party("zhao"), cause="x", said=said()
        )


def test_a_name_no_font_draws_is_refused_before_it_is_numbered(session: Session, town: Town) -> None:
    with pytest.raises(services.CharacterMissing):
        issue(session, town, name="赵\U0003fffd")
    assert issue(session, town).seq == 1


def test_a_voided_number_is_listed_and_never_given_again(session: Session, town: Town) -> None:
    paper = issue(session, town)
    with db.transaction(session) as writing:
        services.end(writing, town.actor("li"), paper, reason="姓名写错")
    with pytest.raises(services.AlreadyEnded), db.transaction(session) as writing:
        services.end(writing, town.actor("li"), paper, reason="再来一次")
    assert queries.ended_marks(session) == [(services.mark(paper.id), "void", clock.today().isoformat())]
    assert issue(session, town, "test:2").seq == 2
    assert [line.verb for line in lines_about(session, paper.id)] == ["void_certificate", "issue_certificate"]


def test_a_replacement_has_a_new_number_and_the_old_one_says_so(session: Session, town: Town) -> None:
    with time_machine.travel(datetime(2026, 12, 1, 4, tzinfo=UTC), tick=False):
        paper = issue(session, town)
    with time_machine.travel(datetime(2027, 1, 5, 4, tzinfo=UTC), tick=False), db.transaction(session) as writing:
        fresh = services.replace(writing, town.actor("li"), paper, said=said(name="赵国祥"), reason="姓名写错")
    assert (fresh.issued_on, fresh.reissued_on, fresh.year) == (paper.issued_on, date(2027, 1, 5), 2027)
    assert (fresh.words["date"], fresh.words["reissued"]) == (paper.words["date"], "2027年1月5日")
    assert queries.standing(session, "test:1") == fresh
    ending = queries.ends_of(session, [paper])[paper.id]
    assert (ending.kind.value, ending.replacement_id, fresh.seq) == ("replaced", fresh.id, 1)
    with pytest.raises(services.AlreadyEnded), db.transaction(session) as writing:
        services.replace(writing, town.actor("li"), paper, said=said(), reason="再换一次")


def test_papers_are_read_by_the_issuers_people_and_the_holder(session: Session, town: Town) -> None:
    paper = issue(session, town)
    see = Action.SEE_CERTIFICATES
    assert queries.get_certificate(session, town.actor("li", see), paper.id).id == paper.id
    assert queries.get_certificate(session, town.actor("chen", see), paper.id).id == paper.id
    assert queries.get_readable(session, town.actor("zhao"), paper.id).id == paper.id
    for name in ("wang", "stranger", "far_host"):
        with pytest.raises(NotFound):
            queries.get_readable(session, town.actor(name), paper.id)
    with pytest.raises(NotFound):
        queries.get_certificate(session, town.actor("far_host", see), paper.id)
