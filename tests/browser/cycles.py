"""Random cycles: tap at a door while the line fails or the browser is killed at some moment; heal; count."""

import contextlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Error, Page

from tests.browser.offline_town import Street
from tests.browser.phone import unsent, wait_for
from tests.browser.proxy import Fault, Kind

SYNC = b"POST /sync HTTP"
OUTCOMES = ("fine", "nobody", "declined")


@dataclass
class Tally:
    cycles: int = 0
    taps: int = 0
    kills: int = 0
    cuts: int = 0
    lost: int = 0
    doubled: int = 0
    false: int = 0
    ways: dict[str, int] = field(default_factory=dict)


def run_cycles(here: Street, dice: random.Random, cycles: int, told: Callable[[Tally], None] | None = None) -> Tally:
    tally = Tally()
    page = here.phone.start()
    here.phone.sign_in(page)
    here.phone.make_ready(page)
    kept: set[str] = set()
    for _ in range(cycles):
        page = _cycle(here, dice, tally, page, kept)
        tally.cycles += 1
        if told:
            told(tally)
    here.proxy.heal()
    page = _settle(here, page, tally, kept)
    return tally


def _fault(dice: random.Random) -> Fault:
    kind = dice.choice([Kind.REFUSE, Kind.CUT_REQUEST, Kind.DROP_ANSWER, Kind.CUT_ANSWER, Kind.PORTAL, Kind.OK])
    match = SYNC if dice.random() < 0.7 or kind is not Kind.REFUSE else b""
    return Fault(kind, match, dice.randrange(1, 900), dice.randrange(1, 4))


def _cycle(here: Street, dice: random.Random, tally: Tally, page: Page, kept: set[str]) -> Page:
    fault = _fault(dice)
    here.proxy.fault = fault
    tally.cuts += fault.kind is not Kind.OK
    way = fault.kind.value
    if dice.random() < 0.25:
        page = _killed_while_saving(here, dice, tally, page, kept)
        way += "+kill while saving"
    else:
        for _ in range(dice.randrange(1, 3)):
            _tap(here, dice, tally, page, kept)
    time.sleep(dice.random() * 0.4)
    tally.false += len(_false(here, page))
    if dice.random() < 0.35:
        way += "+kill"
        tally.kills += 1
        here.phone.kill()
        time.sleep(0.1)
        page = here.phone.start()
    elif dice.random() < 0.2:
        way += "+tab"
        page.close()
        page = here.phone.new_page()
    tally.ways[way] = tally.ways.get(way, 0) + 1
    here.proxy.heal()
    if dice.random() < 0.5:
        page = _settle(here, page, tally, kept)
    return page


def _tap(here: Street, dice: random.Random, tally: Tally, page: Page, kept: set[str]) -> None:
    """A tap counts once the phone has said that it is kept: what it has not said it has not promised."""
    before = set(here.phone.states(page)) if not page.url.startswith("about:") else set()
    with contextlib.suppress(TimeoutError, Error):
        here.phone.tap(page, dice.choice(here.homes), dice.choice(OUTCOMES))
    fresh = {id for id, state in here.phone.states(page).items() if state != "draft"} - before if before else set()
    if not before:
        fresh = {id for id, state in here.phone.states(page).items() if state != "draft"} - kept
    kept |= fresh
    tally.taps += len(fresh)


def _killed_while_saving(here: Street, dice: random.Random, tally: Tally, page: Page, kept: set[str]) -> Page:
    """The browser dies within the same third of a second as the tap. What its store then holds, it has promised."""
    home, wait = dice.choice(here.homes), dice.random() * 0.3
    with contextlib.suppress(TimeoutError, Error):
        here.phone.go_to(page, home)
        page.evaluate("() => { setTimeout(() => document.querySelector('#visit-form button[value=fine]').click()); }")
        time.sleep(wait)
    here.phone.kill()
    tally.kills += 1
    page = here.phone.start()
    page.goto(f"{here.phone.address}/outbox")
    fresh = {id for id, state in here.phone.states(page).items() if state != "draft"} - kept
    kept |= fresh
    tally.taps += len(fresh)
    return page


def _settle(here: Street, page: Page, tally: Tally, kept: set[str]) -> Page:
    here.phone.send_all(page)
    wait_for(lambda: unsent(here.phone.states(page)) == 0, "the outbox to be empty")
    rows = here.phone.rows()
    tally.lost += len(kept - set(rows))
    tally.doubled += len(rows) - len(set(rows)) + len(set(rows) - kept)
    tally.false += len(_false(here, page))
    return page


def _false(here: Street, page: Page) -> list[str]:
    if not page.url.startswith("http"):
        return []
    return here.phone.false_claims(page)
