"""Adds up the gates and the pytest reports of one `make test`; its last line is a summary like pytest's own."""

import os
import sys
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree


def count_tests(report: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        words = {child.tag for child in case}
        if "failure" in words:
            counts["failed"] += 1
        elif "error" in words:
            counts["error"] += 1
        elif "skipped" in words:
            counts["skipped"] += 1
        else:
            counts["passed"] += 1
    return counts


def main(folder: Path, began: float) -> int:
    total: Counter[str] = Counter()
    print("\n=== All gates")
    for number, line in enumerate((folder / "gates.tsv").read_text().splitlines(), start=1):
        result, name = line.split("\t")
        report = folder / f"{number:02d}.xml"
        counts = count_tests(report) if report.exists() else Counter()
        if result == "failed" and not counts["failed"] and not counts["error"]:
            counts["failed"] += 1  # a gate that is not pytest, or a pytest that could not even collect
        elif not counts:
            counts["passed"] += 1
        total += counts
        print(f"  {result:7} {name}: {words(counts)}")
    summary = f"{'=' * 10} {words(total)} in {time.time() - began:.2f}s {'=' * 10}"
    print(f"\n{summary}")
    if kept := os.environ.get("SUMMARY"):
        Path(kept).write_text(summary + "\n")
    return 1 if total["failed"] or total["error"] else 0


def words(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[key]} {key}" for key in ("failed", "passed", "skipped", "error") if counts[key])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
