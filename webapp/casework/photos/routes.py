"""A photo through the scope check, and the pieces of one that is on its way (the tus convention: offset, length,
checksum; our answers are JSON so that a portal's page is never taken for one)."""

from flask import Blueprint, Response, jsonify, make_response, request

from webapp.casework.photos import queries, services
from webapp.casework.photos.models import Photo
from webapp.core.data import db
from webapp.core.web.guard import same_origin
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("photos", __name__, url_prefix="/photos")


@bp.get("/<id:photo_id>")
@allow(Action.SEE_PHOTOS)
def show(photo_id: str) -> Response:
    photo = queries.get_photo(db.session(), current(), photo_id)
    response = make_response(queries.read_bytes(photo))
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/<id:photo_id>/bytes")
@allow(Action.ADD_PHOTOS)
def offset(photo_id: str) -> Response:
    photo = queries.get_own_photo(db.session(), current(), photo_id)
    return _progress(photo, services.offset_of(photo))


@bp.post("/<id:photo_id>/bytes")
@same_origin
@allow(Action.ADD_PHOTOS)
def take(photo_id: str) -> Response:
    photo = queries.get_own_photo(db.session(), current(), photo_id)
    if photo.state != "expected":
        return _progress(photo, services.offset_of(photo))
    length = request.headers.get("Upload-Length", type=int) or 0
    held = services.take_piece(
        photo, offset=request.headers.get("Upload-Offset", -1, type=int), length=length,
        piece=request.get_data(), checksum=request.headers.get("Upload-Checksum", ""),
    )  # fmt: skip
    if held < length:
        return _progress(photo, held)
    with db.transaction() as session:
        photo = services.complete(session, current(), queries.get_own_photo(session, current(), photo_id))
    services.tidy(photo)
    return _progress(photo, held)


def _progress(photo: Photo, held: int) -> Response:
    if photo.state == "refused":
        return make_response(jsonify(id=photo.id, message=photo.why), 422)
    answer = jsonify(id=photo.id, offset=held, done=photo.is_kept, sha=photo.source_sha)
    answer.headers["Upload-Offset"] = str(held)
    answer.headers["Cache-Control"] = "no-store"
    return answer
