"""What a chart is drawn from: `templates/components/chart.html` turns points into SVG and a table."""

from typing import NamedTuple


class Point(NamedTuple):
    """`shown` replaces the number where it needs words."""

    label: str
    value: float
    shown: str = ""
