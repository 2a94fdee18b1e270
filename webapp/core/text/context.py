"""What templates know without being told by their route: on every page the frame's words, and on single pages what
another slice has to say there, which is asked for on those pages only."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from webapp.core.time import clock

Asked = Callable[..., dict[str, Any]]
BESIDE: dict[str, list[Asked]] = defaultdict(list)  # endpoint → what other slices show there


def beside(*endpoints: str) -> Callable[[Asked], Asked]:
    """Of these pages; called with what stands in the page's address."""

    def hung(ask: Asked) -> Asked:
        for endpoint in endpoints:
            BESIDE[endpoint].append(ask)
        return ask

    return hung


def init_app(app: Flask) -> None:
    app.context_processor(_frame)
    app.context_processor(_beside)


def _frame() -> dict[str, Any]:
    """What every page's frame needs: mode, today, where complaints go."""
    mode = request.cookies.get("mode", "standard") if request else "standard"
    return {"mode": mode, "today": clock.today(), "complaint_url": "/complaint"}


def _beside() -> dict[str, Any]:
    """Nothing on the page of a refusal that took the address's own values away."""
    asks = BESIDE.get(request.endpoint or "") if request else None
    values = request.view_args or {} if asks else {}
    if not asks or (request.url_rule and request.url_rule.arguments - values.keys()):
        return {}
    return {name: value for ask in asks for name, value in ask(**values).items()}
