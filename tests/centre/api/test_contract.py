"""What the OpenAPI document says holds, whatever anybody sends: schemathesis asks, from the document itself."""

import hypothesis
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlmodel import Session

from tests.centre.api.test_api import key, told
from tests.town import Town
from webapp.centre.api import rules
from webapp.centre.api.document_rules import document

EACH = hypothesis.settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        "POST /api/v1/cases", "GET /api/v1/cases", "GET /api/v1/cases/{case_id}", "PUT /api/v1/cases/{case_id}/number",
        "GET /api/v1/units", "GET /api/v1/counts",
    ],
)  # fmt: skip
def test_every_answer_is_as_described(
    app: Flask, town: Town, session: Session, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    monkeypatch.setattr(rules, "CALLS_A_MINUTE", 100_000)
    monkeypatch.setattr(rules, "WRONG_KEYS", 100_000)
    _, token, _ = key(town)
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    made = app.test_client().post("/api/v1/cases", json=told(town), headers=headers)
    assert made.status_code == 201
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operation = next(one.ok() for one in schema.get_all_operations() if one.ok().label == label)

    # Which categories there are, and what lies more than a year back, is the day's and no part of a schema.
    left_out = [positive_data_acceptance] if label.startswith("POST") else []

    @EACH
    @hypothesis.given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=left_out)

    ask()


def test_the_document_names_every_address_and_no_other(app: Flask) -> None:
    known = {rule.rule.replace("<id:", "{").replace(">", "}") for rule in app.url_map.iter_rules()
             if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi"}  # fmt: skip
    assert set(document("1")["paths"]) == known
