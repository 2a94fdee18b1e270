"""Pages of the papers: the keepers', the holder's, and what a stranger learns (nothing)."""

import json
import re

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.core.trust.signatures import words_hold
from tests.shown import shown
from tests.town import Town
from tests.volunteering.certificates.papers import issue, read_qr_words, said
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust import signing, throttle
from webapp.core.web import filters, site_address
from webapp.volunteering.certificates import rules, services
from webapp.volunteering.certificates.models import Certificate, CertificateKind


@pytest.fixture
def paper(app: Flask, town: Town) -> Certificate:
    with app.app_context():
        return issue(db.session(), town)


def test_the_host_finds_a_paper_and_opens_its_file(client: HouseClient, town: Town, paper: Certificate) -> None:
    client.sign_in(town.li)
    assert "赵国强" in client.get("/certificates/").get_data(as_text=True)
    assert "赵国强" in client.get(f"/certificates/?q={paper.number[-8:]}").get_data(as_text=True)
    assert "赵国强" not in client.get("/certificates/?kind=plaque&year=2020").get_data(as_text=True)
    shown = client.get(f"/certificates/{paper.id}")
    assert paper.number in shown.get_data(as_text=True)
    for way in ("plain", "signed", "archive"):
        file = client.get(f"/certificates/{paper.id}/file/{way}")
        assert file.status_code == 200 and file.data.startswith(b"%PDF"), way
    assert client.get(f"/certificates/{paper.id}/file/evil").status_code == 404
    assert client.get(f"/certificates/{paper.id}/image/1").data.startswith(b"\x89PNG")
    assert client.get(f"/certificates/{paper.id}/image/2").status_code == 404


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_every_paper_is_a_page_first(
    client: HouseClient, app: Flask, town: Town, kind: CertificateKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config["SETTINGS"].extra, "site", "https://grid.example.gov.cn")
    with app.app_context():
        made = issue(db.session(), town, "page", kind)
    page = client.sign_in(town.zhao).get(f"/certificates/{made.id}/paper").get_data(as_text=True)
    assert "赵国强" in page and made.number in page and "<svg" in page


def test_the_holder_has_their_own_shelf(client: HouseClient, town: Town, paper: Certificate) -> None:
    client.sign_in(town.zhao)
    assert str(paper.id) in client.get("/certificates/mine").get_data(as_text=True)
    page = client.get(f"/certificates/{paper.id}").get_data(as_text=True)
    assert paper.number in page and "作废这张证书" not in page
    assert client.get("/certificates/").status_code == 403


def test_pages_say_the_level_in_the_readers_language_and_the_paper_as_printed(
    client: HouseClient, app: Flask, town: Town, paper: Certificate
) -> None:
    with app.app_context():
        proof = issue(db.session(), town, "hours", CertificateKind.PROOF)
        public = paper.link.split("localhost:8000")[1].split("#")[0]
    client.sign_in(town.zhao).set_cookie("lang", "en")
    shelf = client.get("/certificates/mine").get_data(as_text=True)
    assert "Three stars" in shelf and "876 hours" in shelf and "三星" not in shelf
    for address, level in ((f"/certificates/{paper.id}", "Three stars"), (f"/certificates/{proof.id}", "876 hours")):
        assert level in client.get(address).get_data(as_text=True)
    checked = client.get(public).get_data(as_text=True)
    assert "Three stars" in checked and '"\\u4e09\\u661f": "Three stars"' in checked, "so does the phone"
    assert "社区三星级志愿者" in client.get(f"/certificates/{paper.id}/paper").get_data(as_text=True)
    client.set_cookie("lang", "zh")
    assert "社区三星级志愿者" in client.get(f"/certificates/{paper.id}").get_data(as_text=True)
    assert "三星" in client.get("/certificates/mine").get_data(as_text=True)


def test_a_stranger_finds_nothing(client: HouseClient, town: Town, paper: Certificate) -> None:
    client.sign_in(town.far_host)
    for path in ("", "/paper", "/file/plain", "/image/1"):
        assert client.get(f"/certificates/{paper.id}{path}").status_code == 404
    for act in ("end", "replacement"):
        assert client.post(f"/certificates/{paper.id}/{act}", data={"reason": "x"}).status_code == 404
    assert "还没有发出证书" in client.get("/certificates/").get_data(as_text=True)
    client.sign_in(town.wang)
    assert client.post(f"/certificates/{paper.id}/end", data={"reason": "x"}).status_code == 403


def test_a_paper_is_voided_with_a_reason(client: HouseClient, town: Town, paper: Certificate) -> None:
    client.sign_in(town.li)
    assert client.post(f"/certificates/{paper.id}/end", data={}).status_code == 422
    assert client.post(f"/certificates/{paper.id}/end", data={"reason": "错发"}).status_code == 303
    again = client.post(f"/certificates/{paper.id}/end", data={"reason": "错发"})
    assert again.status_code == 409 and "不能再改" in again.get_data(as_text=True)


def test_a_wrong_name_is_replaced(client: HouseClient, app: Flask, town: Town, paper: Certificate) -> None:
    client.sign_in(town.li)
    assert client.post(f"/certificates/{paper.id}/replacement", data={"name": "赵国祥"}).status_code == 422
    there = client.post(f"/certificates/{paper.id}/replacement", data={"name": "赵国祥", "replace_reason": "写错"})
    assert there.status_code == 303
    fresh = client.get(there.location).get_data(as_text=True)
    assert "赵国祥" in fresh and "补发于" in fresh and "补发于" in client.get("/certificates/").get_data(as_text=True)
    assert "已换发" in client.get(f"/certificates/{paper.id}").get_data(as_text=True)


def test_whoever_issues_is_warned_of_an_address_that_no_other_phone_opens(
    client: HouseClient, app: Flask, town: Town, paper: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only this machine is served it is a plain note; on a host that others reach it is an alarm."""
    client.sign_in(town.li)
    alarm = '<p class="strip bad" role="status">'
    for page in (f"/certificates/{paper.id}", "/certificates/batches/"):
        assert "别人的手机打不开" in client.get(page).get_data(as_text=True), page
        tried = client.get(page).get_data(as_text=True)
        assert "试用中" in tried and alarm not in tried
        with monkeypatch.context() as served:
            served.setitem(app.config["SETTINGS"].extra, "site", "http://10.20.30.40:8000")
            real = client.get(page).get_data(as_text=True)
        assert "试用中" not in real and alarm in real and "FULLGRID_SITE" in real
    client.sign_in(town.zhao)
    assert "别人的手机打不开" not in client.get(f"/certificates/{paper.id}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("https://grid.example.gov.cn/c/x", ""), ("http://8.8.8.8/c/x", ""),
        ("http://192.168.1.5:8000/c/x", "192.168.1.5"),
        ("http://localhost:8000/c/x", "localhost"), ("http://[::1]:8000/c/x", "::1"), ("http://centre/c/x", "centre"),
    ],
)  # fmt: skip
def test_an_address_of_this_house_alone_is_dead_on_paper(link: str, dead: str) -> None:
    assert site_address.dead_address(link) == dead


def test_the_check_page_tells_little_and_never_the_number(client: HouseClient, town: Town, paper: Certificate) -> None:
    page = shown(client.get(f"/c/{services.token(paper.id)}").get_data(as_text=True))
    for word in ("有效", "荣誉证书", "三星", paper.issued_on.strftime("%Y-%m"), "赵*强", "冬梅轩社区居民委员会"):
        assert word in page, word
    for secret in ("赵国强", paper.number, paper.number[-8:], "876"):
        assert secret not in page, secret


def test_void_and_replaced_show_on_the_check_page(
    client: HouseClient, app: Flask, town: Town, paper: Certificate
) -> None:
    with app.app_context(), db.transaction() as session:
        services.end(session, None, paper, reason="错发给了别人")
    page = client.get(f"/c/{services.token(paper.id)}").get_data(as_text=True)
    today = filters.day(clock.today(), True)
    assert "这张证书已经作废" in page and f"作废日期</dt><dd>{today}" in page and "错发给了别人" not in page
    assert page.count("赵*强") == 1, "said once: the script only adds what the code proves"
    client.sign_in(town.zhao)
    assert f"{today} 作废：错发给了别人" in client.get(f"/certificates/{paper.id}").get_data(as_text=True)
    assert f"{today} 作废" in client.get("/certificates/mine").get_data(as_text=True)


def test_a_number_or_a_guess_opens_nothing_and_tries_are_counted(
    client: HouseClient, app: Flask, town: Town, paper: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = services.token(paper.id)
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    for guess in (paper.number, paper.id, "AAAAAAAAAAAAAAAA", wrong):
        assert client.get(f"/c/{guess}").status_code == 404
    monkeypatch.setattr("webapp.volunteering.certificates.check_routes.PER_ADDRESS", 5)
    assert client.get(f"/c/{services.token(paper.id)}").status_code == 200
    assert client.get(f"/c/{services.token(paper.id)}").status_code == 429
    with app.app_context():
        assert throttle.count(db.session(), "check:127.0.0.1", 600) == 5


def test_the_issuers_new_name_is_explained(client: HouseClient, app: Flask, town: Town, paper: Certificate) -> None:
    from datetime import date

    from webapp.people.org import services as org
    from webapp.people.org.models import Unit

    with app.app_context(), db.transaction() as session:
        unit = session.get_one(Unit, town.community)
        org.rename(session, None, unit, name="冬梅轩东社区", on=date(2026, 11, 25), reason="更名")
    page = client.get(f"/c/{services.token(paper.id)}").get_data(as_text=True)
    assert "现在叫冬梅轩东社区" in page and "冬梅轩社区居民委员会" in page


def test_the_code_proves_the_paper_without_the_server(client: HouseClient, town: Town, paper: Certificate) -> None:
    token, packed, signature = re.fullmatch(r"\S+/c/(\S+)#(\S+)\.(\S+)", paper.link).groups()  # type: ignore[union-attr]
    words = signing.unpack(packed).decode()
    assert read_qr_words(words)["name"] == "赵*强"
    assert words_hold(rules.signed_bytes(token, words), signature)
    assert not words_hold(rules.signed_bytes(token, words.replace("三星", "五星")), signature)
    assert not words_hold(rules.signed_bytes(services.token("other"), words), signature)


def test_the_kept_page_and_file_carry_keys_and_list(
    client: HouseClient, app: Flask, town: Town, paper: Certificate
) -> None:
    with app.app_context(), db.transaction() as session:
        services.end(session, None, paper, reason="x")
    listed = json.loads(client.get("/c/list").data)
    assert listed["ended"] == [[services.mark(paper.id), "void", clock.today().isoformat()]]
    assert signing.unpack(listed["keys"]["1"]) == signing.public_key()
    assert services.mark(paper.id) in client.get("/c/").get_data(as_text=True)
    file = client.get("/c/file").get_data(as_text=True)
    assert services.mark(paper.id) in file and "function holds" in file and "import " not in file
    assert not re.search(r"(src|href)=\"?(https?:|/)", file)


def test_said_words_are_never_markup(app: Flask, client: HouseClient, town: Town) -> None:
    with app.app_context():
        made = issue(db.session(), town, name="<b>赵", text_before="<script>x</script>")
        assert made.words["name"] == said(name="<b>赵")["name"]
    page = client.sign_in(town.li).get(f"/certificates/{made.id}/paper").get_data(as_text=True)
    assert "<script>x" not in page and "&lt;b&gt;赵" in page
