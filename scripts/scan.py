"""scan.py wait URL | cookie URL LOGIN | tell REPORT…: what scan.sh cannot do in sh."""

import http.cookiejar
import json
import os
import re
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

PLAIN = "Secure flag is not set"  # the demo is served without https here; behind https the flag is set


def wait(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).read()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("the demo did not start")


def cookie(url: str, login: str) -> None:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{url}/sign-in").read().decode()
    [token] = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[:1]
    told = {"login": login, "password": os.environ["FULLGRID_DEMO_PASSWORD"], "csrf_token": token}
    browser.open(f"{url}/sign-in", urllib.parse.urlencode(told).encode()).read()
    print("; ".join(f"{one.name}={one.value}" for one in jar))


def tell(*reports: str) -> None:
    count = 0
    for report in map(Path, reports):
        told = json.loads(report.read_text())
        found = [
            (kind, one["method"], one["path"], one["info"], one["parameter"])
            for part in ("vulnerabilities", "anomalies")
            for kind, ones in told[part].items()
            for one in ones
            if PLAIN not in one["info"]
        ]
        print(f"{report.stem}: {told['infos'].get('crawled_pages_nbr')} pages, {len(found)} findings")
        for one in found:
            print("  " + " · ".join(str(word) for word in one))
        count += len(found)
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    {"wait": wait, "cookie": cookie, "tell": tell}[sys.argv[1]](*sys.argv[2:])
