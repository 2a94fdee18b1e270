"""Under which address the site is reached, for links that leave it on paper."""

import ipaddress
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, has_request_context, request, url_for

from webapp.core.config import Settings

DECIDED: list[Callable[[], str]] = []  # the district's own word is kept above core and hooks in here


def base_url() -> str:
    """FULLGRID_SITE when given, else what the district decided, else the first allowed host, else where this request
    came in."""
    settings: Settings = current_app.config["SETTINGS"]
    if given := settings.extra.get("site") or next(filter(None, (ask() for ask in DECIDED)), ""):
        return given.rstrip("/")
    if settings.hosts:
        return f"{'https' if settings.https else 'http'}://{settings.hosts[0]}"
    if has_request_context():
        return request.host_url.rstrip("/")
    return f"http://localhost:{settings.port}"


def is_decided() -> bool:
    """Somebody said under which address the site is reached; else it is the one the request at hand came by."""
    settings: Settings = current_app.config["SETTINGS"]
    return bool(settings.extra.get("site") or settings.hosts or any(ask() for ask in DECIDED))


def link(endpoint: str, **values: Any) -> str:
    """Where others open a page. What is printed, shown for another phone or handed on carries this, whatever address
    its maker came by."""
    return base_url() + url_for(endpoint, **values)


def dead_address(link: str = "") -> str:
    """The host of a link (or of the next one) when only this machine or this office can open it; else nothing."""
    host = urlsplit(link or base_url()).hostname or ""
    if host == "localhost" or "." not in host.strip("."):
        return host
    try:
        return host if not ipaddress.ip_address(host).is_global else ""
    except ValueError:
        return ""


def is_tried_out() -> bool:
    """Served to this machine alone: codes that lead nowhere are then the natural state, not an alarm."""
    return is_of_this_machine(base_url())


def is_of_this_machine(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def folder(*names: str) -> Path:
    """A folder of the data directory for files that can be made again; there after this call."""
    settings: Settings = current_app.config["SETTINGS"]
    made = settings.folder.joinpath(*names)
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made


def keys_folder() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.keys_folder
