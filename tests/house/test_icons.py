"""Every icon a template or a navigation table names is in the sprite; a wrong name would draw nothing."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"""(?:icon=|"icon":\s*|\b(?:icon|sign)\()["']([a-z]+)["']""")


def drawn() -> set[str]:
    sprite = (ROOT / "static" / "icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([a-z]+)"', sprite))


def named() -> dict[str, str]:
    places = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "webapp").rglob("rules.py")]
    return {
        name: str(place.relative_to(ROOT))
        for place in places
        for name in NAMED.findall(place.read_text(encoding="utf-8"))
    }


def test_every_named_icon_is_drawn() -> None:
    assert {name: place for name, place in named().items() if name not in drawn()} == {}


def test_navigation_tables_name_drawn_icons() -> None:
    from webapp.centre.dashboards.rules import TABS

    assert {icon for tabs in TABS.values() for _label, _endpoint, icon in tabs} <= drawn()
