"""Earning rules: a new version starts on a day to come; what was earned under the old one is never touched."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points.models import EarnRule
from webapp.exchange.points.rules import DEFAULT_MONTHS, Terms
from webapp.people.accounts.scope import Actor


class RuleInThePast(DomainError):
    status = 422
    message = N_("规则只能从今天或以后算起，已经记下的分不改。")


class RuleTwice(DomainError):
    status = 422
    message = N_("这一天已经有一条“%(act)s”的规则。")


class CapsCross(DomainError):
    status = 422
    message = N_("一天最多不能比一月最多还多，一次最多不能比一天最多还多。")


def set_rule(
    session: Session, actor: Actor, *, community_id: str, act: str, name: str, terms: Terms, valid_from: date,
    months: int = DEFAULT_MONTHS, evidence: str = "",
) -> EarnRule:  # fmt: skip
    """The version before it ends the day before; the host who sets it is its approver. Points earned by it last
    `months` months."""
    if valid_from < clock.today():
        raise RuleInThePast("valid_from")
    caps = [cap for cap in (terms.cap_once, terms.cap_day, terms.cap_month) if cap is not None]
    if caps != sorted(caps):
        raise CapsCross("cap_day")
    older = select(EarnRule).where(EarnRule.community_id == community_id, EarnRule.act == act)
    for before in session.exec(older.order_by(col(EarnRule.valid_from))).all():
        if before.valid_from == valid_from:
            raise RuleTwice("valid_from", act=act)
        if before.valid_from < valid_from and (before.valid_to is None or before.valid_to >= valid_from):
            before.valid_to = valid_from - timedelta(days=1)
            session.add(before)
    rule = EarnRule(
        **asdict(terms), community_id=community_id, act=act, name=name, months=months, evidence=evidence,
        valid_from=valid_from, approved_by=actor.account_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(rule)
    session.flush()
    history.record(
        session, actor, "set_earn_rule", rule, after={"act": act, "points": terms.points, "from": valid_from}
    )
    return rule


def end_rule(session: Session, actor: Actor, rule: EarnRule, *, last_day: date) -> None:
    """Yesterday is the earliest last day: what was earned under the rule stays earned."""
    if last_day < clock.today() - timedelta(days=1):
        raise RuleInThePast("valid_to")
    rule.valid_to = last_day
    session.add(rule)
    history.record(session, actor, "end_earn_rule", rule, after={"last_day": last_day})
