"""满格 FullGrid. The only module that knows every slice."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask, request
from htmx_flask import Htmx
from werkzeug.routing import BaseConverter

from webapp.core import assets, cli, clock, config, db, errors, filters, guard, i18n, vault

ROOT = Path(__file__).resolve().parent.parent

# One line a blueprint: "module:attribute". A name that is absent fails the start, so list only what exists.
BLUEPRINTS = (
    "webapp.accounts.routes",
    "webapp.accounts.people_routes",
    "webapp.photos.routes",
    "webapp.dashboards.routes",
)
COMMANDS: tuple[str, ...] = ()


class IdConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def create_app(settings: config.Settings | None = None) -> Flask:
    settings = settings or config.from_environment()
    app = Flask("webapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=vault.open_ring(settings.keys_folder),
        SETTINGS=settings,
        TESTING=settings.testing,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_NAME="fullgrid",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        MAX_CONTENT_LENGTH=20 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
    )
    app.url_map.converters["id"] = IdConverter
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (i18n, errors, guard, assets, filters):
        part.init_app(app)
    Htmx(app)
    db.init_app(app, settings.database_url)
    _install_slices(app)
    cli.init_app(app)
    return app


def _install_slices(app: Flask) -> None:
    from webapp.accounts import access

    access.init_app(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
    for name in COMMANDS:
        app.cli.add_command(import_module(name).group)
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """What every page's frame needs: mode, today, where complaints go."""
    mode = request.cookies.get("mode", "standard") if request else "standard"
    return {"mode": mode, "today": clock.today(), "complaint_url": "/complaint"}
