"""Chapter: assessment. The entries were born with the year's cases; here the classes are decided, last month is
checked, one appeal waits, and a new table is decided for next month."""

from __future__ import annotations

from sqlmodel import Session

from webapp.centre.assessment import period_queries, period_services, rule_services, rules
from webapp.centre.assessment.models import Deed
from webapp.centre.assessment.rule_services import Worth
from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action

HOSTS = {"dongmei": "lin", "mingdu": "li", "shanghu": "luo"}
REASON = "按户数、重点户和楼龄，居民代表会议讨论"


def tell(session: Session, town: Town) -> None:
    for key, host in HOSTS.items():
        actor = town.actor(host, Action.RUN_ASSESSMENT)
        proposed = rule_services.propose_classes(session, town.units[key])
        grids = period_queries.grids_of(session, town.units[key], town.today)
        levels = {grid.id: proposed[grid.id][1] if grid.id in proposed else 1 for grid in grids}
        rule_services.decide_classes(
            session, actor, community_id=town.units[key], year=town.today.year, levels=levels, reason=REASON
        )
    _last_month(session, town)
    he = town.actor("he", Action.SET_SCORE_RULES)
    coming = rules.next_month(rules.month_of(town.today))
    rule_services.set_rule(
        session, he, deed=Deed.TOGETHER, worth=Worth(5, 2), valid_from=coming, document="东网格办〔2026〕12号"
    )


def _last_month(session: Session, town: Town) -> None:
    lin = town.actor("lin", Action.RUN_ASSESSMENT)
    month = rules.months_back(rules.month_of(town.today), 2)[0]
    period = period_services.begin_check(session, lin, town.units["dongmei"], month)
    for row in period_queries.list_checks(session, period):
        period_services.look_again(session, lin, row.ScoreCheck, holds=True, words="看了办理记录和回访，属实")
    period_services.hear_appeals(session, lin, period)
    wang = town.actor("wang", Action.OWN_SCORE)
    period_services.appeal(
        session, wang, period, words="上个月3号楼楼道堆物是我和居民一起清的，记成了别人办的，请看照片和记录。"
    )
