"""A host ends an earning rule on its page; what was earned stays."""

from datetime import timedelta

from sqlmodel import Session

from tests.conftest import HouseClient
from tests.exchange.points.ground import set_rule
from tests.lines import lines_about
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.points.models import EarnRule


def running(town: Town) -> str:
    with db.transaction() as session:
        return set_rule(session, town).id


def test_the_host_ends_a_rule_and_the_history_says_so(client: HouseClient, session: Session, town: Town) -> None:
    rule_id = running(town)
    client.sign_in(town.li)
    assert f"/points/rules/{rule_id}/end" in client.get("/points/rules").get_data(as_text=True)
    today = clock.today()
    assert client.post(f"/points/rules/{rule_id}/end", data={"valid_to": today.isoformat()}).status_code == 303
    session.expire_all()
    assert session.get_one(EarnRule, rule_id).valid_to == today
    assert [line.verb for line in lines_about(session, rule_id)] == ["end_earn_rule"]


def test_a_rule_never_ends_in_the_past_and_a_day_is_needed(client: HouseClient, session: Session, town: Town) -> None:
    rule_id = running(town)
    client.sign_in(town.li)
    long_ago = (clock.today() - timedelta(days=30)).isoformat()
    for typed in (long_ago, "", "nonsense"):
        assert client.post(f"/points/rules/{rule_id}/end", data={"valid_to": typed}).status_code == 422
    session.expire_all()
    assert session.get_one(EarnRule, rule_id).valid_to is None


def test_strangers_and_other_posts_end_nothing(client: HouseClient, session: Session, town: Town) -> None:
    rule_id = running(town)
    today = {"valid_to": clock.today().isoformat()}
    assert client.sign_in(town.accounts["far_host"]).post(f"/points/rules/{rule_id}/end", data=today).status_code == 404
    assert client.sign_in(town.accounts["wang"]).post(f"/points/rules/{rule_id}/end", data=today).status_code == 403
    session.expire_all()
    assert session.get_one(EarnRule, rule_id).valid_to is None
