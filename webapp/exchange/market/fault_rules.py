"""What the law finds wrong with a job as it was written: all of it at once, each at its field."""

from collections.abc import Sequence
from typing import Any

from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.web.errors import DomainError
from webapp.exchange.market import screening_rules, wage_rules
from webapp.exchange.market.screening_rules import FIRM, GROUND_WORDS, Ground
from webapp.exchange.market.wage_rules import Floor, Pay


class ConditionsFound(DomainError):
    """Marked at the words; the shop mends them, or says why they are no condition and lets the host judge."""

    status = 422
    message = N_("下面标出的说法不能写进招工：%(grounds)s。请改掉，或写明为什么不是这个意思。")


class AgainstTheLaw(DomainError):
    status = 422
    message = N_("这一条法律不许：%(ground)s。改了才能登。")


class WageTooLow(DomainError):
    status = 422
    message = N_("低于本地最低标准：%(unit)s至少 %(yuan)s 元。")


def faults(title: str, words: str, insists: str, pay: Pay | None, floor: Floor | None) -> list[DomainError]:
    """`pay` is None where it could not be read, `floor` where nobody has entered one."""
    marked = screening_rules.grounds(title, words)
    firm, others = firm_of(marked), [ground for ground in marked if ground not in FIRM]
    found: list[DomainError] = []
    if firm:
        found.append(AgainstTheLaw(field="words", ground=said(firm)))
    if others and not insists:
        found.append(ConditionsFound(field="words", grounds=said(others)))
    if pay and floor and wage_rules.is_below(pay, floor):
        found.append(too_low(pay, floor))
    return found


def firm_of(marked: Sequence[Ground]) -> list[Ground]:
    return [ground for ground in marked if ground in FIRM]


def too_low(pay: Pay, floor: Floor) -> WageTooLow:
    least = wage_rules.yuan(wage_rules.least(pay, floor))
    return WageTooLow(field="pay", unit=gettext(wage_rules.PAY_WORDS[pay.unit]), yuan=least)


def said(grounds: Sequence[Ground]) -> Any:
    """Translated when the sentence is read, with the reader's own comma."""
    return listed(gettext(GROUND_WORDS[ground]) for ground in grounds)
