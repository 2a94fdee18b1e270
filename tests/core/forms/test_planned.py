"""What is planned lies within a year; what may run longer does not."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from webapp.casework.cases.forms import ExtensionForm
from webapp.casework.dispatch.forms import OrderForm, RoutineForm
from webapp.core.forms.forms import BaseForm
from webapp.core.time import clock
from webapp.door.gardens.forms import KeeperForm
from webapp.door.opinions.forms import RoundForm
from webapp.exchange.shop.forms import MarketDayForm, PriceForm
from webapp.exchange.tools.forms import ClosedDayForm
from webapp.volunteering.activities.forms import DemandForm, ShiftForm
from webapp.volunteering.contest.forms import ContestForm

LATE, PAST = "最远排到一年以后", "日期不能早于今天"


def said(form: type[BaseForm], name: str, days: int) -> str:
    day = clock.today() + timedelta(days=days)
    made = form(MultiDict({name: f"{day}T09:00" if name.endswith("_at") else str(day)}))
    made.validate()
    return " ".join(map(str, made[name].errors))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (MarketDayForm, "on"), (PriceForm, "valid_from"), (OrderForm, "due_on"), (RoutineForm, "starts_on"),
        (ExtensionForm, "until"), (ClosedDayForm, "on"), (DemandForm, "wanted_on"), (ContestForm, "closes_on"),
        (ShiftForm, "starts_at"), (ShiftForm, "ends_at"), (RoundForm, "opens_at"), (RoundForm, "closes_at"),
    ],
)  # fmt: skip
def test_a_day_beyond_a_year_is_a_mistyped_one(app: Flask, form: type[BaseForm], name: str) -> None:
    with app.test_request_context():
        assert said(form, name, 366) == "" and LATE in said(form, name, 367)
        assert name.endswith("_at") or PAST in said(form, name, -1)


def test_a_bed_may_be_kept_for_years(app: Flask) -> None:
    with app.test_request_context():
        assert said(KeeperForm, "until", 800) == "" and PAST in said(KeeperForm, "until", -1)
