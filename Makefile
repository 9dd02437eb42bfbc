# OneThing 一件事. `make run` shows it, `make test` proves it. Needs Python 3.11+ and make; everything else is installed here.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Workers of the test run. Two cores are what CI has; a third worker uses them while a browser or a killed process is waited for.
JOBS ?= 3
PYTEST_ARGS ?=

export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export IBM_TELEMETRY_DISABLED := true
# Compiled once, beside the stamps and not in the tree: each process of the tests would else compile every module anew (two seconds of CPU a start).
export PYTHONPYCACHEPREFIX := $(CURDIR)/.stamps/pycache
export PYTHONPATH := $(CURDIR)

FRONTEND_SOURCES := $(shell find web/frontend -type f -not -path '*/node_modules/*' 2>/dev/null | LC_ALL=C sort)
say = @printf '\033[1m==> %s\033[0m\n' "$(1)"

.PHONY: help install install-dev browser frontend run test check screenshots bench soak wheel tck lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

install: .stamps/runtime frontend fonts ## Set up: virtual environment, locked packages, front end

run: install ## The demo: database, processes, accounts, web and worker (stop with Ctrl-C)
	@exec $(VENV)/bin/onething demo

test: install-dev frontend fonts clients browser check ## Everything: checks, unit, engine on both databases, processes, web, browser
	$(call say,front end: unit tests)
	@cd web/frontend && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm test --silent
	$(call say,tests: $(JOBS) workers$(if $(PYTEST_ARGS), $(PYTEST_ARGS)))
	@$(PY) -m pytest tests --ignore tests/architecture -n $(JOBS) $(PYTEST_ARGS)

check: install-dev ## Static checks: ruff, mypy --strict, import contracts, dead code
	$(call say,ruff)
	@$(VENV)/bin/ruff check .
	$(call say,mypy --strict)
	@$(VENV)/bin/mypy
	$(call say,import contracts)
	@$(VENV)/bin/lint-imports
	$(call say,dead code)
	@$(VENV)/bin/vulture
	$(call say,architecture and locks and secrets)
	@$(PY) -m pytest tests/architecture -q

screenshots: install-dev frontend fonts browser ## Take the pictures of the README anew (tests/e2e/screenshots)
	@ONETHING_TEST_SCREENSHOTS=1 $(PY) -m pytest tests/e2e --databases sqlite --soak -q -k browser

bench: install-dev ## Measure: counts, CPU per action against the stock library, throughput, timers (writes var/bench.json)
	@$(PY) -m tests.bench

soak: install-dev frontend fonts clients browser ## The full matrix: every test on both databases, more random cases; slow
	@HYPOTHESIS_PROFILE=soak $(PY) -m pytest tests -n $(JOBS) --databases both --soak $(PYTEST_ARGS)

tck: install-dev ## The DMN compatibility kit, cases passed per folder: make tck DIR=/path/to/the/kit
	@test -n "$(DIR)" || { echo "DIR=/path/to/the/kit is needed: it is not part of this repository"; exit 1; }
	@$(PY) -m tests.rules.tck $(DIR)

wheel: install-dev frontend fonts ## Build dist/*.whl, which runs with `onething serve`
	$(call say,wheel)
	@rm -rf dist && $(PY) -m hatchling build -t wheel

lock: .stamps/dev ## Rewrite the locks after a change of pyproject.toml
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(PY) -m tests.architecture.locks

clean: ## Remove what install and test made (not var/, which holds your data)
	@rm -rf $(VENV) .stamps dist build web/static/dist web/frontend/node_modules $(FONTS)/*.ttf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

install-dev: .stamps/dev

# --- Python ----------------------------------------------------------------------------------------------------------
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version 2>&1). Set PYTHON=/path/to/python3.11"; exit 1; }
	$(call say,virtual environment)
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: on Debian and Ubuntu run 'apt-get install python3-venv'"; exit 1; }

# uv makes it quick; where it cannot be installed, pip does the same work from the same hashes.
define pip_install
	@if [ ! -x $(VENV)/bin/uv ]; then $(PY) -m pip install --quiet --require-hashes -r requirements-uv.lock || true; fi
	@if [ -x $(VENV)/bin/uv ]; then VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r $(1); \
	else $(PY) -m pip install --require-hashes --progress-bar on -r $(1); fi
endef

.stamps/runtime: requirements.lock requirements-uv.lock | $(PY)
	$(call say,packages (requirements.lock))
	$(call pip_install,requirements.lock)
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s" -m web.cli "$$@"\n' "$(CURDIR)" "$(CURDIR)/$(PY)" > $(VENV)/bin/onething && chmod +x $(VENV)/bin/onething
	@mkdir -p .stamps && touch $@

.stamps/dev: requirements-dev.lock .stamps/runtime
	$(call say,packages for tests (requirements-dev.lock))
	$(call pip_install,requirements-dev.lock)
	@mkdir -p .stamps && touch $@

# --- Front end: built here, never committed; rebuilt only when a source changed ----------------------------------------
frontend: .stamps/frontend

.stamps/node: requirements-node.lock | $(PY)
	@if ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null || ! command -v npm >/dev/null; then \
	  printf '\033[1m==> Node from the Python index\033[0m\n'; \
	  $(PY) -m pip install --quiet --require-hashes -r requirements-node.lock; fi
	@mkdir -p .stamps && touch $@

.stamps/node_modules: web/frontend/package-lock.json web/frontend/.npmrc | .stamps/node
	$(call say,front-end packages (npm ci))
	@cd web/frontend && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@mkdir -p .stamps && touch $@

# A deleted source leaves no newer file behind, so the list of sources is a prerequisite of its own.
.stamps/frontend-list: force-build
	@mkdir -p .stamps; printf '%s\n' $(FRONTEND_SOURCES) | cmp -s - $@ || printf '%s\n' $(FRONTEND_SOURCES) > $@

.stamps/frontend: .stamps/node_modules .stamps/frontend-list $(FRONTEND_SOURCES) $(if $(wildcard web/static/dist/manifest.json),,force-build)
	$(call say,front end (vite build))
	@cd web/frontend && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm run --silent build
	@mkdir -p .stamps && touch $@

.PHONY: force-build
force-build:

# --- Clients of other people, against which /engine-rest is tested ---------------------------------------------------------
.PHONY: clients
clients: $(if $(wildcard tests/rest/package-lock.json),tests/rest/node_modules) $(if $(wildcard tests/oidc/package-lock.json),tests/oidc/node_modules)

tests/rest/node_modules: tests/rest/package-lock.json | .stamps/node
	$(call say,clients for the REST tests)
	@cd tests/rest && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules

tests/oidc/node_modules: tests/oidc/package-lock.json | .stamps/node
	$(call say,identity provider for the tests of sign-in)
	@cd tests/oidc && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules

# --- The typeface of the notices: two weights out of an npm package (30 MB), so that every machine prints the same ----------
FONTS := adapters/platform/fonts
.PHONY: fonts
fonts: $(FONTS)/NotoSerifSC_400Regular.ttf

$(FONTS)/NotoSerifSC_400Regular.ttf: $(FONTS)/package-lock.json | .stamps/node
	$(call say,fonts of the notices)
	@cd $(FONTS) && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@cd $(FONTS) && for weight in 700Bold 400Regular; do \
	  cp node_modules/@expo-google-fonts/noto-serif-sc/$$weight/NotoSerifSC_$$weight.ttf . && touch NotoSerifSC_$$weight.ttf; done; rm -rf node_modules

# --- Browser for the tests ---------------------------------------------------------------------------------------------
browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || [ -n "$${ONETHING_TEST_CHROMIUM:-}" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  printf '\033[1m==> Chromium (apt-get)\033[0m\n'; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; } \
	  || { echo "Chromium could not be installed by apt-get. Install it by hand, or set ONETHING_TEST_CHROMIUM=/path/to/chromium"; exit 1; }; \
	else echo "The browser tests need Chromium. Install it (as root: apt-get install chromium fonts-noto-cjk), or set ONETHING_TEST_CHROMIUM=/path/to/chromium"; exit 1; fi
