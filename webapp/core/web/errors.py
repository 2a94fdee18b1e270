"""Domain errors, each with a status and a sentence, and the handler that turns them into a page or a notice."""

from datetime import date, datetime
from typing import Any, ClassVar

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from webapp.core.text.i18n import N_, gettext, language
from webapp.core.web import filters, page


class DomainError(Exception):
    """A rule said no. `message` is the sentence a person reads; `field` names the form field it belongs to."""

    status: ClassVar[int] = 409
    message: ClassVar[str] = N_("现在不能这样做。")

    def __init__(self, field: str | None = None, **values: Any) -> None:
        super().__init__(type(self).__name__)
        self.field = field
        self.values = values

    def sentence(self) -> str:
        """Days and moments among the values are said as pages say them, in the reader's language."""
        return gettext(self.message, **{name: _spoken(value) for name, value in self.values.items()})


def _spoken(value: Any) -> Any:
    if isinstance(value, datetime):
        return filters.moment(value)
    return filters.day(value) if isinstance(value, date) else value


class NotFound(DomainError):
    """Absent and foreign look the same, so that nobody learns what exists elsewhere."""

    status = 404
    message = N_("没有找到，也可能不归您管。")


class Forbidden(DomainError):
    status = 403
    message = N_("您的岗位不能做这件事。需要的话，请社区管理员帮忙。")


class SignInNeeded(DomainError):
    status = 401
    message = N_("请先登录。")


class Invalid(DomainError):
    """A value that only the rules can judge, not the form's shape."""

    status = 422
    message = N_("有一处要改。")


class TooMany(DomainError):
    status = 429
    message = N_("试得太勤了，请过 %(minutes)s 分钟再试。")


class TooLarge(DomainError):
    status = 413
    message = N_("文件太大了，最多 %(limit)s。")


class Unavailable(DomainError):
    status = 503
    message = N_("这一项现在用不了：%(why)s")


FOREIGN = N_("这里不用这个网址。请用社区给您的网址打开。")
SENTENCES = {
    400: N_("这一页放得太久了，请刷新后再试；写的内容还在。"),
    403: Forbidden.message,
    404: NotFound.message,
    405: N_("这个地址不能这样打开。"),
    413: N_("发来的内容太大了，请分几次，或把照片压小。"),
    415: N_("发来的内容格式不对。"),
    429: N_("试得太勤了，请稍等再试。"),
    500: N_("我们这边出了问题，已经记下。写的内容还在，请过一会儿再试。"),
    503: N_("现在用不了，请过一会儿再试。"),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


SOON = "30"  # seconds after which it is worth asking again


def answer(status: int, sentence: str, *, apart: bool = False) -> Response:
    """The same words as a notice (htmx), as JSON (sync, other platforms) or as a page. `apart`: asking nobody."""
    if request.accept_mimetypes.best == "application/json" or request.path.startswith("/api/"):
        return make_response(jsonify(status=status, message=sentence), status)
    name = "errors/_notice.html" if request.headers.get("HX-Request") else "errors/page.html"
    response = make_response(_shown(name, apart, status=status, message=sentence), status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def _shown(name: str, apart: bool, **words: Any) -> str:
    """A page's frame asks the database who looks at it; where that is what failed, the page does without."""
    from webapp.core.web import faults

    if here := _asked_from():
        words |= {"next_url": here, "next_label": gettext("回刚才那一页")}
    if not apart:
        try:
            return render_template(name, **words)
        except Exception as error:
            if faults.of(error) is None:
                raise
    plain = {"lang": language(), "mode": request.cookies.get("mode", "standard"), "request": request, "watermark": str}
    if request.method == "GET":
        words |= {"next_url": f"?{request.query_string.decode()}", "next_label": gettext("再试一次")}
    return current_app.jinja_env.get_template(name).render(plain | words)


def _asked_from() -> str:
    """The page whose button was refused, where it can be opened again: nobody has to find it anew from home. A phone
    that opens its tab again asks with GET for what took a form."""
    if request.headers.get("HX-Request"):
        return ""
    if request.method == "GET" and isinstance(request.routing_exception, MethodNotAllowed):
        return page.here()
    return page.asked_from() if request.method == "POST" else ""


def _domain(error: DomainError) -> Response:
    response = answer(error.status, error.sentence())
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(int(error.values.get("minutes", 1)) * 60)
    elif error.status == 503:
        response.headers["Retry-After"] = SOON
    return response


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    code = error.code or 500
    if 300 <= code < 400:
        return error.get_response()  # type: ignore[return-value]
    if isinstance(error, SecurityError):  # under a name that is not ours nothing has an address, no style sheet even
        return make_response(gettext(FOREIGN), code, {"Content-Type": "text/plain; charset=utf-8"})
    response = answer(code, gettext(SENTENCES.get(code, SENTENCES[500])))
    for header, value in error.get_headers():
        if header in ("Allow", "Retry-After"):
            response.headers[header] = value
    return response


def _unexpected(error: Exception) -> Response:
    from webapp.core.web import faults

    if (fault := faults.of(error)) is not None:
        current_app.logger.error("the machine: %s", fault.__name__, exc_info=None if fault.passes else error)
        response = answer(fault.status, fault().sentence(), apart=True)
        response.headers["Retry-After"] = SOON
        if fault.passes and request.method == "GET":
            response.headers["Refresh"] = SOON  # the page comes by itself
        return response
    if current_app.testing:
        raise error
    current_app.logger.exception("unexpected", exc_info=error)
    if faults.is_clash(error):
        return _domain(faults.Clash())
    return answer(500, gettext(SENTENCES[500]))
