# Each line calls a script or a Flask command with a name of its own; `make run` and `make test` need nothing before.

run:            ## start the product with the demo district (PORT, HOST, DATA, FULLGRID_DEMO_PASSWORD)
	@scripts/run.sh demo

start:          ## start an installation of one's own; prints the one-time code of the set-up page (PORT, HOST, DATA)
	@scripts/run.sh own

upgrade:        ## bring one's own installation up to this version: backup, migrate, check, back again when it fails
	@scripts/upgrade.sh

cluster:        ## the demo in front of three PostgreSQL nodes on this machine, to look at and to break (PORT)
	@scripts/cluster.sh

test:           ## everything: style, types, ladder, tests on SQLite and PostgreSQL, browser, a cluster that loses its primary
	@scripts/test.sh

check:          ## the fast part of it, before every commit
	@scripts/check.sh

bench:          ## the benchmark tables of the README (ONLY=name for one)
	@scripts/bench.sh $(ONLY)

bench-offline:  ## the offline part of them, which needs Chromium
	@scripts/bench.sh offline

load:           ## a district's morning on PostgreSQL by locust: errors and p95 by page (USERS, SECONDS)
	@scripts/load.sh

lock:           ## pin the dependencies of pyproject.toml again
	@scripts/lock.sh

vendor:         ## fetch the JavaScript named in static/vendor/lock.json again
	@python3 scripts/vendor.py

audit:          ## known holes in what is pinned, by pip-audit (needs a network)
	@scripts/audit.sh

scan:           ## wapiti against a demo served for it, as a stranger and signed in (needs a network the first time)
	@scripts/scan.sh

sbom:           ## what the product is made of, as CycloneDX: bill-of-materials.json
	@python3 scripts/sbom.py > bill-of-materials.json

nonsense:       ## ten thousand requests of nonsense: every form of every post, every address, phones, the interface
	@FULLGRID_DEPTH=60 .venv/bin/python -m pytest -q tests/demo/test_nonsense.py tests/demo/test_nonsense_api.py

.PHONY: run start upgrade cluster test check bench bench-offline load lock vendor audit scan sbom nonsense
