"""Page shells: pages without personal data that a phone keeps and opens without a network, and the files they use."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from flask import current_app, g, render_template, url_for

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category, CategoryKind
from webapp.centre.sync.word_rules import WORDS
from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext, language
from webapp.core.time import clock
from webapp.core.web import assets, script_bundle
from webapp.door.gardens import rules as garden_rules
from webapp.door.gardens.forms import CareForm
from webapp.door.hazards.forms import HazardForm
from webapp.door.liaisons.forms import RelayForm
from webapp.door.visits import rules as visit_rules
from webapp.door.visits.forms import VisitForm
from webapp.exchange.loans.forms import SlipForm
from webapp.exchange.market import rules as market
from webapp.exchange.market.forms import SeekerForm
from webapp.exchange.shop.forms import CounterSaleForm
from webapp.register.register.forms import HouseholdForm
from webapp.volunteering.certificates import services as certificates

LIMIT_MS = 3000
NOWHERE = "00000000-0000-7000-8000-000000000000"
ID = "[0-9a-f-]{36}"
FILE = re.compile(r'(?:href|src)="(/(?:static|sync/code)/[^"#]+)')
VERSIONED = re.compile(r"^/static/v-[^/]+/")
TRAVELS = {"/js/check.js": "text/javascript; charset=utf-8", "/logo.svg": "image/svg+xml"}
LAZY = "import(`./behaviours/${name}.js`)"
BEHAVIOURS = ("autosize", "focus", "kept", "opens", "reveal", "snackbar")
COMMENT = re.compile(r"^\s*//.*\n|^\s*/\*\*.*\*/\n|^[ \t]+", re.M)
TOKEN = re.compile(r'<input[^>]*name="csrf_token"[^>]*>')


@dataclass(frozen=True)
class Shell:
    """`pattern` is what the address bar may say when this page stands in."""

    name: str
    pattern: str


SHELLS = (
    Shell("today", "^/(today)?$"),
    Shell("building", f"^/buildings(/{ID})?$"),
    Shell("door", f"^/doors/{ID}$"),
    Shell("task", f"^/(doors/{ID}/tasks/{ID}|tasks/{ID}/form)$"),
    Shell("task_doors", f"^/tasks/{ID}$"),
    Shell("household", f"^/register/households/{ID}/details$"),
    Shell("stall", "^/stock/market$"),
    Shell("lending", "^/lending$"),
    Shell("hazard", "^/hazards/new$"),
    Shell("relay", "^/liaisons/relays/new$"),
    Shell("seeker", "^/market/desk/seekers/new$"),
    Shell("gardens", f"^/gardens(/{ID}(/plots/{ID})?)?/?$"),
    Shell("outbox", "^/outbox$"),
    Shell("find", "^/find$"),
    Shell("register", "^/register/?$"),
    Shell("cases", "^/cases/?$"),
    Shell("me", "^/me$"),
    Shell("check", r"^/c(/[\w-]{16}|/)?$"),
    Shell("elsewhere", "^/sync/elsewhere$"),
)
TABS = (
    (N_("今天"), "/today", "calendar"), (N_("住户"), "/register/", "building"), (N_("事项"), "/cases/", "list"),
    (N_("待发送"), "/outbox", "send"), (N_("我的"), "/me", "user"),
)  # fmt: skip


def code() -> str:
    """All that a phone's page runs, in one answer: the words in its language, the small behaviours, the rooms."""
    table = json.dumps({name: gettext(sentence) for name, sentence in WORDS.items()}, ensure_ascii=False)
    joiner = script_bundle.Joiner()
    small = {name: joiner.add(assets.ROOT / f"js/behaviours/{name}.js") for name in BEHAVIOURS}
    joiner.parts.append(f"const near = {{ {', '.join(f'{name}: {module}' for name, module in small.items())} }};\n")
    for entry in ("js/offline/start.js", "js/app.js"):
        joiner.add(assets.ROOT / entry)
    far = assets.static_url("js/behaviours/")
    found = f"(near[name] ? Promise.resolve(near[name]) : import(`{far}${{name}}.js`))"
    text = "".join(joiner.parts).replace(LAZY, found)
    return f"globalThis.FULLGRID_WORDS = {table};\n{COMMENT.sub('', text)}"


@cache
def _code(lang: str) -> tuple[str, str]:
    text = code()
    return text, f"/sync/code/{assets.as_letters(hashlib.sha256(text.encode()).hexdigest()[:12])}.{lang}.js"


def code_text() -> str:
    return _code(language())[0]


def code_url() -> str:
    return _code(language())[1]


def release() -> dict[str, Any]:
    """Files by hash and shells; the same for everyone with this language and look while the catalogue stands."""
    mode = str(getattr(g, "mode", ""))
    if current_app.testing or current_app.debug:
        return _release()
    key = f"release:{language()}:{mode}:{','.join(kind.id for kind in _kinds())}"
    if key not in current_app.extensions:
        current_app.extensions[key] = _release()
    found: dict[str, Any] = current_app.extensions[key]
    return found


def _release() -> dict[str, Any]:
    shells = [{"url": f"/sync/shell/{one.name}", "pattern": one.pattern, "html": page(one.name)} for one in SHELLS]
    used = sorted({match for shell in shells for match in FILE.findall(shell["html"])})
    files = [{"url": url, "sha": _sha(url)} | _inside(url) for url in used]
    whole = json.dumps([shells, files, (assets.ROOT / "sw.js").read_text()], sort_keys=True)
    return {"release": hashlib.sha256(whole.encode()).hexdigest()[:12], "files": files, "shells": shells}


def _inside(url: str) -> dict[str, str]:
    """Small files that only shells use travel in the list: each request of its own costs a phone a round trip."""
    kind = next((kind for ending, kind in TRAVELS.items() if url.endswith(ending)), "")
    return {"text": assets.body(VERSIONED.sub("", url)).decode(), "type": kind} if kind else {}


def page(name: str) -> str:
    """Rendered as for nobody: no name, no token, no tab of a post."""
    before, g.person = g.get("person"), None
    try:
        html = render_template(f"centre/sync/shell_{name}.html", **_shown())
    finally:
        g.person = before
    return TOKEN.sub("", html)


def _kinds() -> list[Category]:
    return catalogue.list_categories(db.session(), clock.today())


def _shown() -> dict[str, Any]:
    kinds = _kinds()
    household = SimpleNamespace(
        id=NOWHERE, label="", room="", head_name="", building_id=NOWHERE, flags=[], is_rented=False, note=""
    )
    tabs = [{"label": label, "url": url, "icon": icon, "badge": 0, "on": False} for label, url, icon in TABS]
    return {
        "actor": None, "offline": True, "script_url": code_url(), "tabs": tabs, "snack": None, "household": household,
        "form": VisitForm(topic="need"), "hazard_form": HazardForm(way="take"), "relay_form": RelayForm(),
        "care_form": CareForm(), "care_words": garden_rules.CARE_WORDS,
        "seeker_form": SeekerForm(), "consent_texts": market.CONSENTS,
        "household_form": HouseholdForm(), "sale_form": CounterSaleForm(),
        "slip_form": SlipForm(),
        "hazard_kinds": [kind for kind in kinds if kind.kind is CategoryKind.HAZARD], "relay_kinds": kinds,
        "open_details": False, "following": None, "outbox_url": url_for("outbox.show"),
        "check_list": certificates.check_list(), "nowhere": NOWHERE, "outcome_words": visit_rules.OUTCOME_WORDS,
        "topic_words": visit_rules.TOPIC_WORDS,
        "need_words": visit_rules.NEED_WORDS, "hazard_words": visit_rules.HAZARD_WORDS,
    }  # fmt: skip


def _sha(url: str) -> str:
    if url.startswith("/sync/code/"):
        return hashlib.sha256(code_text().encode()).hexdigest()
    return hashlib.sha256(assets.body(VERSIONED.sub("", url))).hexdigest()
