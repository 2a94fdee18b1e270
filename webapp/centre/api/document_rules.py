"""The OpenAPI document: made from the messages, so that it cannot say anything else than what is checked."""

from typing import Any

from webapp.centre.api.message_rules import ID, components
from webapp.centre.api.rules import PAGE

CASE_ID = {"name": "case_id", "in": "path", "required": True, "schema": {"type": "string", "pattern": ID}}
MOMENT = {"type": "string", "format": "date-time"}


def _said(name: str, words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": _ref(name)}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _refusals(*codes: str) -> dict[str, Any]:
    words = {
        "400": "Not read", "401": "No key, or one that has ended", "403": "Not in the key's scopes",
        "404": "Not there, or not the key's", "409": "Contradicts what is there", "413": "Too large",
        "415": "Not JSON", "422": "A field is wrong", "429": "Too many calls; see Retry-After",
        "503": "Reading only now",
    }  # fmt: skip
    return {code: _said("Trouble", words[code]) for code in ("400", "401", "403", "429", *codes)}


def _asked(name: str, schema: dict[str, Any], words: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": words}


def _body(name: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": _ref(name)}}}


def _cases() -> dict[str, Any]:
    since = _asked("changed_since", MOMENT, "Only cases in which something happened since")
    after = _asked("after", {"type": "string", "pattern": ID}, f"The page after this case; {PAGE} a page")
    return {
        "post": {
            "operationId": "send_case", "summary": "A case comes in (cases_in)", "requestBody": _body("CaseIn"),
            "responses": {
                "201": _said("CaseOut", "It is a case here"), "200": _said("CaseOut", "It was one already"),
                **_refusals("404", "409", "413", "415", "422", "503"),
            },
        },
        "get": {
            "operationId": "list_cases", "summary": "How the cases stand (cases_out)", "parameters": [since, after],
            "responses": {"200": _said("CasesOut", "Oldest first"), **_refusals("422")},
        },
    }  # fmt: skip


def _case() -> dict[str, Any]:
    answers = {"200": _said("CaseOut", "How it stands")}
    return {
        "/api/v1/cases/{case_id}": {"get": {
            "operationId": "get_case", "summary": "One case (cases_out, or one this key sent in)",
            "parameters": [CASE_ID], "responses": {**answers, **_refusals("404")},
        }},
        "/api/v1/cases/{case_id}/number": {"put": {
            "operationId": "name_case", "summary": "The other side's number for a case of ours (cases_out)",
            "parameters": [CASE_ID], "requestBody": _body("NumberIn"),
            "responses": {**answers, **_refusals("404", "409", "413", "415", "422", "503")},
        }},
    }  # fmt: skip


def document(version: str) -> dict[str, Any]:
    counted = [_asked("since", MOMENT, "From", required=True), _asked("until", MOMENT, "To", required=True)]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "FullGrid 满格", "version": version,
            "description": "Cases in and out, the tree of units, counts. Residents are never given out.",
        },
        "security": [{"key": []}],
        "paths": {
            "/api/v1/cases": _cases(),
            **_case(),
            "/api/v1/units": {"get": {
                "operationId": "list_units", "summary": "The key's unit and all below (units)",
                "responses": {"200": _said("UnitsOut", "From the top down"), **_refusals()},
            }},
            "/api/v1/counts": {"get": {
                "operationId": "count_cases", "summary": "Cases by community (counts)", "parameters": counted,
                "responses": {"200": _said("CountsOut", "A line a community"), **_refusals("422")},
            }},
        },
        "components": {
            "schemas": components(), "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip
