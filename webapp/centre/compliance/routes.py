"""合规: for everybody who works here; the district turns the switches on its page 减负开关."""

from flask import Blueprint, Response, current_app

from webapp.centre.compliance import asvs_rules, audit_rules, picture_queries, queries
from webapp.centre.compliance.audit_rules import Picture, Route
from webapp.centre.compliance.check_rules import CHECKS
from webapp.centre.compliance.demand_rules import MEASURE
from webapp.centre.compliance.law_rules import PIPL
from webapp.core.data import db
from webapp.core.web import guard, page
from webapp.people.accounts.access import allow
from webapp.people.accounts.permissions import Action
from webapp.people.settings import rules as settings

bp = Blueprint("compliance", __name__)
FILES = (".pdf", ".xlsx", ".csv", ".docx", ".ics", ".zip")


@bp.get("/compliance")
@allow(Action.SEE_COMPLIANCE)
def index() -> Response:
    picture = current_picture()
    results = audit_rules.audit(picture, CHECKS)
    return page.render(
        "centre/compliance/index.html", measure=MEASURE, pipl=PIPL, switches=queries.switches(db.session()),
        results=results, open_points=audit_rules.open_points(results), titles={one.key: one.title for one in CHECKS},
        looked={
            "routes": len(picture.routes), "files": sum(one.gives_file for one in picture.routes),
            "columns": len(picture.columns), "jobs": len(picture.jobs), "settings": len(picture.settings),
            "sources": len(picture.sources),
        },
        said=settings.said, free=settings.Kind.TEXT,
    )  # fmt: skip


@bp.get("/compliance/asvs")
@allow(Action.SEE_COMPLIANCE)
def asvs() -> Response:
    """Every requirement of the standard with its answer, by chapter."""
    chapters = asvs_rules.by_chapter()
    return page.render(
        "centre/compliance/asvs.html", chapters=chapters, titles=asvs_rules.CHAPTERS, words=asvs_rules.STATE_WORDS,
        counts={chapter: asvs_rules.count(some) for chapter, some in chapters.items()},
        total=asvs_rules.count(asvs_rules.points()), state=asvs_rules.State,
    )  # fmt: skip


def current_picture() -> Picture:
    """The running product, as its own url map and tables say it is."""
    views = current_app.view_functions
    routes = [
        Route(
            rule=rule.rule, endpoint=rule.endpoint, door=str(getattr(views[rule.endpoint], "door", "")),
            gives_file=rule.rule.endswith(FILES) or "attachment" in _names(views[rule.endpoint]),
        )
        for rule in current_app.url_map.iter_rules()
        if rule.endpoint != "static"
    ]  # fmt: skip
    return picture_queries.picture(routes, guard.HEADERS)


def _names(view: object) -> tuple[str, ...]:
    code = getattr(getattr(view, "__wrapped__", view), "__code__", None)
    return code.co_names if code is not None else ()
