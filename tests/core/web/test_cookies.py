"""The sign-in travels in a cookie that no other host can set and no script can read."""

from dataclasses import replace

from webapp import create_app
from webapp.core.config import Settings


def test_the_sign_in_is_a_host_cookie_behind_https(settings: Settings) -> None:
    for https, name in ((True, "__Host-fullgrid"), (False, "fullgrid")):
        app = create_app(replace(settings, https=https))
        client = app.test_client()
        client.get("/sign-in", base_url=f"http{'s' if https else ''}://localhost")
        said = client.get("/sign-in", base_url=f"http{'s' if https else ''}://localhost").headers.getlist("Set-Cookie")
        said += [str(cookie) for cookie in client._cookies.values() if cookie.key == name]
        held = next(cookie for cookie in client._cookies.values() if cookie.key == name)
        assert held.path == "/" and held.http_only and held.same_site == "Lax" and held.secure is https
        app.extensions["engine"].dispose()
