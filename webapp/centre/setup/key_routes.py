"""钥匙和印章: a fresh sealing key with the work it brings, and the seal's fingerprint for everybody to compare."""

from pathlib import Path

from flask import Blueprint, Response, current_app, request, url_for

from webapp.centre.setup import key_services, queries
from webapp.core.crypto import sm2
from webapp.core.crypto.ciphers import WORDS, Family
from webapp.core.crypto.digests import WORDS as DIGEST_WORDS
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.trust import signing, vault
from webapp.core.web import page
from webapp.people.accounts.access import JUST_NOW, allow, current, proven, public
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

bp = Blueprint("keys", __name__)


@bp.get("/settings/keys")
@allow(Action.CHANGE_SETTINGS)
def index() -> Response:
    session, is_sm2 = db.session(), signing.needs_sm2(_folder())
    try:
        fingerprint = signing.fingerprint(_folder())
    except sm2.NoSm2 as missing:
        fingerprint = missing.sentence()
    return page.render(
        "centre/setup/keys.html", name=vault.current_name(), family=WORDS[vault.family()],
        is_sm4=vault.family() is Family.SM4, is_own=vault.is_own_ring(), digest=DIGEST_WORDS[vault.digest()],
        job=queries.last_resealing(session), stamp=settings.values(session)[Name.TIME_STAMP],
        fingerprint=fingerprint, is_sm2=is_sm2,
    )  # fmt: skip


@bp.post("/settings/keys/rotation")
@allow(Action.CHANGE_SETTINGS)
@proven(JUST_NOW)
def rotate() -> Response:
    family = next((one for one in Family if one.value == request.form.get("family")), None)
    return form_posts.pressed(
        lambda session: key_services.rotate(session, current(), _folder(), family), url_for("keys.index")
    )


@bp.get("/seal")
@public
def seal() -> Response:
    """Whoever holds a paper of ours compares the signature's certificate with this."""
    is_sm2 = signing.needs_sm2(_folder())
    return page.render("centre/setup/seal.html", fingerprint=signing.fingerprint(_folder()), is_sm2=is_sm2)


@bp.get("/seal/fullgrid-seal.crt")
@public
def certificate() -> Response:
    return page.attachment(signing.certificate_pem(_folder()), "fullgrid-seal.crt", "application/x-x509-user-cert")


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].keys_folder
    return folder
