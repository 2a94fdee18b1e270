"""A certificate's time, memory and size beside the plain way and two other makers, in the same run.

Processor time, not wall time: papers are drawn beside other work. Each figure comes from a process of its own, and
the contenders take turns. `BENCH_CERTIFICATES=200 make bench ONLY=certificates` makes the batch smaller.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.clock import Line, short

TITLE = "One certificate, and a thousand (A4 landscape, ≈ 130 characters, QR code; processor time)"
TAKES, APART = 210, True  # the plain way takes a fifth of what all tables may take
ROUNDS, WARM = 3, 8
COUNT = int(os.environ.get("BENCH_CERTIFICATES", "1000"))
SINGLE = ("plain, system font", "plain, our font", "ours", "reportlab", "typst")
MANY = (
    "plain, one document", "ours, one file", "ours, one file each", "reportlab, one document", "typst, one document",
)  # fmt: skip
FEW = COUNT // 10  # of what costs the same for each, however many there are
FEWER = MANY[2:]
NOTES = {
    "ours": "tags, PDF/UA",
    "plain, system font": "HTML(...).write_pdf(), the yardstick",
    "ours, one file": "layout 45 %, drawing and writing 21 %, QR codes 15 % (call profile); decision 242",
    "reportlab": "no tags, breaks lines by counting; another typeface",
    "typst": "no ground beyond the frame; another language to keep",
}


def run() -> list[Line]:
    return _single() + _many()


def _single() -> list[Line]:
    told: dict[str, list[dict[str, Any]]] = {way: [] for way in SINGLE}
    for _ in range(ROUNDS):
        for way in SINGLE:
            told[way].append(_ask(way, WARM + 1))
    base = _warm(told[SINGLE[0]])
    first_base = statistics.median(one["first"] for one in told[SINGLE[0]])
    return [
        Line(
            way,
            {
                "first ms": short(1000 * (first := statistics.median(one["first"] for one in runs))),
                "first ratio": short(first / first_base),
                "warm ms": short(1000 * _warm(runs)),
                "warm ratio": short(_warm(runs) / base),
                "peak MB": short(max(one["peak"] for one in runs)),
                "kB each": short(runs[0]["bytes"] / 1000),
            },
            NOTES.get(way, ""),
        )
        for way, runs in told.items()
    ]


def _many() -> list[Line]:
    counts = {way: FEW if way in FEWER else COUNT for way in MANY}
    told = {way: _ask(way, count) for way, count in counts.items()}
    base = told[MANY[0]]
    return [
        Line(
            f"{counts[way]:,}: {way}",
            {
                "warm ms": short(1000 * one["seconds"] / counts[way]),
                "warm ratio": short(one["seconds"] / counts[way] * COUNT / base["seconds"]),
                "peak MB": short(one["peak"]),
                "peak ratio": short(one["peak"] / base["peak"]) if counts[way] == COUNT else "",
                "peak kB each": short(1024 * (one["peak"] - one["idle"]) / counts[way]),
                "kB each": short(one["bytes"] / 1000 / counts[way]),
            },
            NOTES.get(way, ""),
        )
        for way, one in told.items()
    ]


def _warm(runs: list[dict[str, Any]]) -> float:
    return statistics.median(spent for one in runs for spent in one["warm"])


def _ask(way: str, count: int) -> dict[str, Any]:
    asked = subprocess.run(
        [sys.executable, "-m", "benchmarks._certificates_worker", way, str(count)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1], timeout=3000,
    )  # fmt: skip
    if asked.returncode:
        raise RuntimeError(f"{way}: {asked.stderr.strip().splitlines()[-1]}")
    told: dict[str, Any] = json.loads(asked.stdout.strip().splitlines()[-1])
    return told
