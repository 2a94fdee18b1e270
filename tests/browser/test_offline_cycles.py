"""Cuts, kills and sign-ins in any order: nothing lost, nothing doubled, nothing falsely called sent. The dice are
seeded, as everywhere in the house; `FULLGRID_SEED` throws them otherwise."""

import os
import random
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Playwright

from tests.browser.cycles import Tally, run_cycles
from tests.browser.offline_town import street
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_twenty_five_random_cycles_lose_double_and_falsely_claim_nothing(
    app: Flask, town: Town, playwright: Playwright, tmp_path: Path
) -> None:
    seed = int(os.environ.get("FULLGRID_SEED", "20261129"))
    with street(app, town, playwright, tmp_path) as here:
        tally = run_cycles(here, random.Random(seed), 25)
    assert (tally.lost, tally.doubled, tally.false) == (0, 0, 0), f"seed {seed}: {tally}"
    assert isinstance(tally, Tally)
    assert tally.taps >= 20
