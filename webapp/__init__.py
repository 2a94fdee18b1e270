"""满格 FullGrid. The only module that knows every slice."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.core import config
from webapp.core.data import backup, db
from webapp.core.text import context, i18n, templates
from webapp.core.trust import vault
from webapp.core.web import assets, compression, errors, filters, guard, page, requests, site_address
from webapp.core.work import commands, health, job_threads, logs

ROOT = Path(__file__).resolve().parent.parent

# One line a blueprint: "module:attribute". A name that is absent fails the start, so list only what exists.
BLUEPRINTS = (
    "webapp.core.trust.tls_routes",
    "webapp.people.accounts.routes",
    "webapp.people.accounts.people_routes",
    "webapp.people.lists.routes",
    "webapp.people.lists.staff_routes",
    "webapp.casework.publicity.routes",
    "webapp.volunteering.awards.appeal_routes",
    "webapp.volunteering.awards.application_routes",
    "webapp.volunteering.awards.round_routes",
    "webapp.volunteering.awards.routes",
    "webapp.volunteering.contest.judge_routes",
    "webapp.volunteering.contest.nomination_routes",
    "webapp.volunteering.contest.routes",
    "webapp.volunteering.contest.talent_routes",
    "webapp.volunteering.certificates.batch_routes",
    "webapp.volunteering.certificates.check_routes",
    "webapp.volunteering.certificates.routes",
    "webapp.register.register.routes",
    "webapp.register.persons.resident_routes",
    "webapp.register.persons.move_routes",
    "webapp.register.persons.twin_routes",
    "webapp.register.persons.death_routes",
    "webapp.register.merchants.routes",
    "webapp.register.merchants.partner_routes",
    "webapp.register.directory.routes",
    "webapp.centre.keeping.routes",
    "webapp.centre.rights.public_routes",
    "webapp.centre.rights.routes",
    "webapp.centre.rights.paper_routes",
    "webapp.centre.rights.person_routes",
    "webapp.centre.compliance.routes",
    "webapp.centre.watch.routes",
    "webapp.register.directory.card_routes",
    "webapp.casework.photos.routes",
    "webapp.register.boundaries.routes",
    "webapp.register.intake.routes",
    "webapp.register.intake.export_routes",
    "webapp.register.intake.column_routes",
    "webapp.register.intake.list_routes",
    "webapp.council.councils.routes",
    "webapp.council.councils.agenda_routes",
    "webapp.council.councils.case_routes",
    "webapp.council.councils.opinion_routes",
    "webapp.council.councils.seat_routes",
    "webapp.council.sittings.live_routes",
    "webapp.council.sittings.routes",
    "webapp.council.sittings.room_routes",
    "webapp.council.sittings.carried_routes",
    "webapp.council.sittings.paper_routes",
    "webapp.council.promises.routes",
    "webapp.council.promises.supervision_routes",
    "webapp.council.minutes.routes",
    "webapp.council.boards.routes",
    "webapp.centre.assessment.mine_routes",
    "webapp.centre.assessment.routes",
    "webapp.centre.assessment.rule_routes",
    "webapp.centre.dashboards.routes",
    "webapp.centre.overview.routes",
    "webapp.centre.overview.mark_routes",
    "webapp.centre.timeline.routes",
    "webapp.centre.silence.routes",
    "webapp.centre.desk.routes",
    "webapp.centre.search.routes",
    "webapp.casework.cases.routes",
    "webapp.casework.cases.act_routes",
    "webapp.casework.catalogue.routes",
    "webapp.casework.questionnaires.routes",
    "webapp.casework.dispatch.answer_routes",
    "webapp.casework.dispatch.duty_routes",
    "webapp.casework.dispatch.order_routes",
    "webapp.casework.dispatch.routine_routes",
    "webapp.casework.dispatch.task_routes",
    "webapp.door.hazards.routes",
    "webapp.door.liaisons.routes",
    "webapp.door.liaisons.roster_routes",
    "webapp.people.notices.routes",
    "webapp.people.notices.digest_routes",
    "webapp.door.say.routes",
    "webapp.casework.supervision.routes",
    "webapp.casework.supervision.calendar_routes",
    "webapp.casework.supervision.ladder_routes",
    "webapp.door.visits.routes",
    "webapp.door.visits.opinion_routes",
    "webapp.door.gardens.routes",
    "webapp.door.gardens.plot_routes",
    "webapp.door.gardens.paper_routes",
    "webapp.door.gardens.public_routes",
    "webapp.door.opinions.routes",
    "webapp.door.opinions.desk_routes",
    "webapp.door.opinions.paper_routes",
    "webapp.door.opinions.answer_routes",
    "webapp.door.visits.note_routes",
    "webapp.door.visits.task_routes",
    "webapp.door.visits.request_routes",
    "webapp.exchange.tools.routes",
    "webapp.exchange.loans.routes",
    "webapp.exchange.loans.loan_routes",
    "webapp.exchange.loans.upkeep_routes",
    "webapp.exchange.loans.door_routes",
    "webapp.exchange.points.routes",
    "webapp.exchange.shop.routes",
    "webapp.exchange.shop.counter_routes",
    "webapp.exchange.shop.upkeep_routes",
    "webapp.exchange.shop.stock_routes",
    "webapp.exchange.shop.proof_routes",
    "webapp.exchange.market.routes",
    "webapp.exchange.market.mine_routes",
    "webapp.exchange.market.shop_routes",
    "webapp.exchange.market.desk_routes",
    "webapp.exchange.market.seeker_routes",
    "webapp.exchange.market.watch_routes",
    "webapp.volunteering.volunteers.me_routes",
    "webapp.volunteering.volunteers.signin_routes",
    "webapp.volunteering.volunteers.routes",
    "webapp.volunteering.activities.attendance_routes",
    "webapp.volunteering.activities.coming_routes",
    "webapp.volunteering.activities.demand_routes",
    "webapp.volunteering.activities.department_routes",
    "webapp.volunteering.activities.routes",
    "webapp.centre.guide.routes",
    "webapp.centre.api.routes",
    "webapp.centre.api.key_routes",
    "webapp.centre.setup.routes",
    "webapp.centre.setup.checklist_routes",
    "webapp.centre.setup.settings_routes",
    "webapp.centre.setup.key_routes",
    "webapp.centre.machine.routes",
    "webapp.people.credentials.routes",
    "webapp.people.credentials.second_routes",
    "webapp.people.credentials.provider_routes",
    "webapp.people.credentials.recovery_routes",
    "webapp.people.credentials.slip_routes",
    "webapp.centre.sync.routes",
    "webapp.centre.sync.page_routes",
    "webapp.centre.sync.phone_routes",
)
COMMANDS: tuple[str, ...] = (
    "webapp.door.gardens.commands",
    "webapp.door.opinions.commands",
    "webapp.people.org.commands",
    "webapp.register.boundaries.commands",
    "webapp.centre.assessment.commands",
    "webapp.centre.overview.commands",
    "webapp.centre.keeping.commands",
    "webapp.centre.watch.commands",
    "webapp.centre.machine.commands",
    "webapp.people.notices.commands",
    "webapp.casework.supervision.commands",
    "webapp.casework.dispatch.commands",
    "webapp.demo.commands",
    "webapp.exchange.market.commands",
    "webapp.exchange.shop.commands",
    "webapp.exchange.loans.commands",
    "webapp.centre.setup.commands",
    "webapp.people.credentials.commands",
)


def _configuration(settings: config.Settings) -> dict[str, Any]:
    return {
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        "SECRET_KEY": vault.open_ring(settings.keys_folder),
        "SETTINGS": settings,
        "TESTING": settings.testing,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_NAME": "__Host-fullgrid" if settings.https else "fullgrid",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "MAX_CONTENT_LENGTH": 20 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
    }


def create_app(settings: config.Settings | None = None) -> Flask:
    settings = settings or config.from_environment()
    settings.close_to_others()
    app = requests.House("webapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(_configuration(settings))
    app.url_map.converters["id"] = requests.IdConverter
    app.jinja_environment = templates.Templates
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (logs, i18n, context, errors, guard, page, assets, filters, health, job_threads, commands):
        part.init_app(app)
    Htmx(app)
    app.request_class, app.session_interface = requests.CleanRequest, requests.KeptCookies(app)
    compression.init_app(app)
    db.init_app(app, settings.database_url)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    _install_slices(app)
    return app


def _install_slices(app: Flask) -> None:
    from webapp.people.accounts import access

    access.init_app(app)
    for hang in (_hang_people, _hang_work, _hang_lists, _hang_restore):
        hang()
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
    for name in COMMANDS:
        app.cli.add_command(import_module(name).group)


# What a lower slice asks of a higher one hangs in a list of the lower one; here is where each list is filled.
def _hang_people() -> None:
    from webapp.people.accounts import access
    from webapp.people.credentials import second_routes
    from webapp.people.settings import queries as settings
    from webapp.people.settings.rules import Name

    access.SECOND_STEPS[:] = [second_routes.second_step]
    site_address.DECIDED[:] = [lambda: str(settings.known(db.session())[Name.SITE])]


def _hang_work() -> None:
    from webapp.casework.cases import handover_services as open_cases
    from webapp.casework.cases import step_services
    from webapp.casework.dispatch import task_services
    from webapp.centre.api import delivery_services as platforms
    from webapp.centre.api import job_commands  # noqa: F401 — registers its job
    from webapp.centre.assessment import services as assessment
    from webapp.council.councils import page_queries as council_pages
    from webapp.council.minutes.came_queries import came_of
    from webapp.people.accounts import handover_services as handovers
    from webapp.register.boundaries import heir_services as heirs
    from webapp.volunteering.activities import departure_services
    from webapp.volunteering.awards.star_queries import ladder
    from webapp.volunteering.volunteers import services as volunteers
    from webapp.volunteering.volunteers import star_queries

    handovers.OPEN_WORK[:], handovers.HANDED_ON[:] = [open_cases.open_work], [open_cases.hand_on]
    heirs.RUNNING_WORK[:] = [open_cases.follow_unit]
    step_services.HEARD[:] = [assessment.hear, platforms.hear]
    task_services.VERIFIED[:] = [assessment.task_verified]
    star_queries.KEEPERS[:] = [ladder]
    council_pages.CAME_OF[:] = [came_of]
    volunteers.LEFT[:] = [departure_services.give_back]


def _hang_lists() -> None:
    from webapp.centre.dashboards.object_rules import noun
    from webapp.centre.keeping import tie_services
    from webapp.centre.setup import office_services
    from webapp.register.intake import list_services, return_services
    from webapp.register.persons import journal_services, rules

    return_services.NOUN_OF[:] = journal_services.NOUN_OF[:] = [noun]
    rules.TIES[:], rules.JOINTS[:] = tie_services.TIES, tie_services.JOINTS
    list_services.KINDS[:] = office_services.KINDS


def _hang_restore() -> None:
    from webapp.casework.cases import services as numbered_cases
    from webapp.centre.sync import phone_services
    from webapp.volunteering.certificates import services as papers
    from webapp.volunteering.volunteers import number_services as volunteer_numbers

    backup.AFTER_RESTORE[:] = [
        phone_services.renew_epoch, papers.skip_numbers, numbered_cases.skip_numbers, volunteer_numbers.skip_numbers,
    ]  # fmt: skip
