"""满格 FullGrid. The only module that knows every slice."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_compress import Compress
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from webapp.core import (
    assets,
    backup,
    cli,
    clock,
    config,
    consumer,
    db,
    errors,
    filters,
    guard,
    health,
    i18n,
    logs,
    page,
    vault,
)

ROOT = Path(__file__).resolve().parent.parent

# One line a blueprint: "module:attribute". A name that is absent fails the start, so list only what exists.
BLUEPRINTS = (
    "webapp.core.trust_routes",
    "webapp.accounts.routes",
    "webapp.accounts.people_routes",
    "webapp.publicity.routes",
    "webapp.awards.appeal_routes",
    "webapp.awards.application_routes",
    "webapp.awards.round_routes",
    "webapp.awards.routes",
    "webapp.contest.judge_routes",
    "webapp.contest.nomination_routes",
    "webapp.contest.routes",
    "webapp.contest.talent_routes",
    "webapp.certificates.batch_routes",
    "webapp.certificates.check_routes",
    "webapp.certificates.routes",
    "webapp.register.routes",
    "webapp.register.resident_routes",
    "webapp.merchants.routes",
    "webapp.merchants.partner_routes",
    "webapp.directory.routes",
    "webapp.keeping.routes",
    "webapp.directory.card_routes",
    "webapp.photos.routes",
    "webapp.boundaries.routes",
    "webapp.intake.routes",
    "webapp.intake.export_routes",
    "webapp.councils.routes",
    "webapp.councils.agenda_routes",
    "webapp.councils.case_routes",
    "webapp.councils.seat_routes",
    "webapp.sittings.live_routes",
    "webapp.sittings.routes",
    "webapp.sittings.room_routes",
    "webapp.sittings.carried_routes",
    "webapp.sittings.paper_routes",
    "webapp.promises.routes",
    "webapp.promises.supervision_routes",
    "webapp.minutes.routes",
    "webapp.boards.routes",
    "webapp.dashboards.routes",
    "webapp.cases.routes",
    "webapp.cases.act_routes",
    "webapp.catalogue.routes",
    "webapp.hazards.routes",
    "webapp.liaisons.routes",
    "webapp.liaisons.roster_routes",
    "webapp.notices.routes",
    "webapp.say.routes",
    "webapp.supervision.routes",
    "webapp.supervision.calendar_routes",
    "webapp.supervision.ladder_routes",
    "webapp.visits.routes",
    "webapp.visits.note_routes",
    "webapp.visits.request_routes",
    "webapp.points.routes",
    "webapp.shop.routes",
    "webapp.shop.counter_routes",
    "webapp.shop.upkeep_routes",
    "webapp.shop.stock_routes",
    "webapp.shop.proof_routes",
    "webapp.volunteers.me_routes",
    "webapp.volunteers.signin_routes",
    "webapp.volunteers.import_routes",
    "webapp.volunteers.routes",
    "webapp.activities.attendance_routes",
    "webapp.activities.coming_routes",
    "webapp.activities.demand_routes",
    "webapp.activities.department_routes",
    "webapp.activities.routes",
    "webapp.sync.routes",
    "webapp.sync.page_routes",
    "webapp.sync.phone_routes",
)
COMMANDS: tuple[str, ...] = (
    "webapp.org.commands",
    "webapp.boundaries.commands",
    "webapp.keeping.commands",
    "webapp.notices.commands",
    "webapp.supervision.commands",
    "webapp.demo.commands",
    "webapp.shop.commands",
)


class IdConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def create_app(settings: config.Settings | None = None) -> Flask:
    settings = settings or config.from_environment()
    app = Flask("webapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        TRUSTED_HOSTS=list(settings.hosts) or None,
        SECRET_KEY=vault.open_ring(settings.keys_folder),
        SETTINGS=settings,
        TESTING=settings.testing,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_NAME="fullgrid",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        MAX_CONTENT_LENGTH=20 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIN_SIZE=1000,
        COMPRESS_BR_LEVEL=4,
    )
    app.url_map.converters["id"] = IdConverter
    app.jinja_environment = page.Templates
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (logs, i18n, errors, guard, assets, filters, health, consumer):
        part.init_app(app)
    Htmx(app)
    Compress(app)
    db.init_app(app, settings.database_url)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    _install_slices(app)
    cli.init_app(app)
    return app


def _install_slices(app: Flask) -> None:
    from webapp.accounts import access
    from webapp.accounts import handover_services as handovers
    from webapp.awards.star_queries import ladder
    from webapp.boundaries import heir_services as heirs
    from webapp.cases import handover_services as open_cases
    from webapp.cases import services as numbered_cases
    from webapp.certificates import services as papers
    from webapp.councils import page_queries as council_pages
    from webapp.minutes.came_queries import came_of
    from webapp.sync import phone_services
    from webapp.volunteers import services as volunteers
    from webapp.volunteers import star_queries

    access.init_app(app)
    handovers.OPEN_WORK[:], handovers.HANDED_ON[:] = [open_cases.open_work], [open_cases.hand_on]
    heirs.RUNNING_WORK[:] = [open_cases.follow_unit]
    council_pages.CAME_OF[:] = [came_of]
    backup.AFTER_RESTORE[:] = [
        phone_services.renew_epoch, papers.skip_numbers, numbered_cases.skip_numbers, volunteers.skip_numbers,
    ]  # fmt: skip
    star_queries.KEEPERS[:] = [ladder]
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
    for name in COMMANDS:
        app.cli.add_command(import_module(name).group)
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """What every page's frame needs: mode, today, where complaints go."""
    mode = request.cookies.get("mode", "standard") if request else "standard"
    return {"mode": mode, "today": clock.today(), "complaint_url": "/complaint"}
