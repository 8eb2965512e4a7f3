# Case-file audit. `make run` shows it, `make test` tries it; each does all its own set-up first.

SHELL := bash
.DEFAULT_GOAL := help
PORT ?= 5000
JOBS ?= auto
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help: ## Say what make can do
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' Makefile | column -t -s '|'

run: set-up ## Serve the demonstration on http://127.0.0.1:5000 (PORT=8000 for another port)
	@QA_DEMO=1 qa serve --port $(PORT)

test: set-up ## Run every test on SQLite and PostgreSQL, in Chromium, with real mail and OpenID servers
	@.ci/find-real-parts
	pytest -n $(JOBS) --dist worksteal $(ARGS)

check: set-up format-check lint types contracts test ## Do all that continuous integration does, in its order

format: .venv/installed ## Put the code into its agreed form
	ruff format .
	ruff check --fix-only .

format-check: .venv/installed
	ruff format --check .

lint: .venv/installed ## Look for faults that a reader would miss
	ruff check .

types: .venv/installed ## Check the types
	mypy

contracts: .venv/installed ## Check that imports go downward only
	lint-imports

bench: set-up ## Measure how fast the busiest pages are, and how often the rules raise a false alarm
	@python -m pip install --quiet --require-hashes -r .ci/bench.lock
	python -m tests.bench

faults: set-up ## Kill the service again and again while it saves, and count what was lost (it should be nothing)
	python -m tests.faults
	QA_RACE_ROUNDS=200 pytest -q tests/moderation/test_race.py

reference: .venv/installed ## Write the pages in docs/reference again, from the code
	@python -m tests.reference

size: .venv/installed ## Print how long functions, files and routes are, so that a drift is seen
	@python -m tests.size

audit: .venv/installed ## Look for known vulnerabilities and list the licences of what we use
	@.ci/audit

wheel: set-up ## Build an installable package into dist/
	rm -rf build dist
	@python -c 'from setuptools import build_meta; print("dist/" + build_meta.build_wheel("dist"))' | tail -1

lock: ## Choose newer versions of what we use (needs uv)
	@.ci/lock

clean: ## Remove everything that the set-up made, but not the data in instance/
	rm -rf .venv node_modules qa_app/web/static/vendor build dist *.egg-info .*_cache .hypothesis .coverage*

set-up: .venv/installed node_modules/installed

.venv/installed: .ci/requirements.lock .ci/install-python-packages
	@.ci/install-python-packages
	@touch $@

node_modules/installed: package-lock.json .ci/install-front-end .venv/installed qa_app/web/assets.py
	@.ci/install-front-end
	@touch $@

.PHONY: help run test check format format-check lint types contracts bench faults reference size audit wheel lock clean set-up
