"""The half-typed line while several previews of one host are under way at once."""

import pytest
from flask import Flask
from sqlmodel import func, select

from tests import crowd
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.council.sittings import draft_services
from webapp.council.sittings.models import LineDraft

pytestmark = pytest.mark.slow


def test_eight_previews_at_once_keep_one_draft_whatever_else_is_cleared_meanwhile(app: Flask, town: Town) -> None:
    with app.app_context():
        hall = halls.begin(town)

    def typed(words: str) -> crowd.Act:
        return lambda session: draft_services.keep_draft(session, hall.actor, hall.meeting, words)

    for _ in range(4):
        assert crowd.at_once(app, [typed(f"装{n}盏灯") for n in range(8)]) == [None] * 8
        assert crowd.at_once(app, [typed("" if n % 2 else f"修{n}盏灯") for n in range(8)]) == [None] * 8
    assert crowd.at_once(app, [typed("装灭蚊灯")] * 8) == [None] * 8
    with app.app_context():
        assert db.session().exec(select(func.count()).select_from(LineDraft)).one() == 1
        kept = draft_services.draft_of(db.session(), hall.actor, hall.meeting)
        assert kept is not None and kept.line == "装灭蚊灯"
