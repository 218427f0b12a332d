# The one door. `make run` and `make test` need Python 3.11 or newer, and nothing else.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# What is held against the layers, the types and the style.
CODE := bot domain handlers sandbox scheduler storage
CHECKED := $(CODE) tests $(wildcard benchmarks/*.py)

# `make test COVERAGE=on`, as in CI, also measures which branches the tests reach and asks for enough of them.
COVERAGE ?= $(if $(CI),on,off)

# Tests run side by side; each has a bot, a database and a Telegram of its own.
WORKERS ?= 2
COVERED_OVERALL := 95
COVERED_DOMAIN := 100

.DEFAULT_GOAL := help
.PHONY: help install run test crash soak lint bench audit lock clean

help:
	@echo 'make run     try the bot in a web page, without a token (ARGS="--port 9000 --no-browser")'
	@echo 'make install install what it takes to run the bot, into .venv'
	@echo 'make test    run the tests (ARGS="-k report" for some of them)'
	@echo 'make crash   kill the bot, fill its disk, cut its line, and see that nothing is lost'
	@echo 'make soak    ten minutes of random people and random troubles (ARGS="--seed 7 --minutes 10")'
	@echo 'make lint    check style, types and layers'
	@echo 'make bench   measure, for half an hour (ARGS="--only history" for one)'
	@echo 'make audit   ask which of the locked libraries have known holes (needs the network)'
	@echo 'make lock    take the newest versions into requirements*.lock'
	@echo 'make clean   remove what was made here; data/ and config.toml stay'

# A service that may not write beside its code would compile it again at every start.
install: $(VENV)/installed
	@$(BIN)/python -m compileall -q $(CODE)

run: $(VENV)/installed
	@$(BIN)/linliquan sandbox $(ARGS)

test: $(VENV)/installed-dev
ifeq ($(COVERAGE),on)
	$(BIN)/python -m pytest -rs -n $(WORKERS) --cov --cov-report= $(ARGS)
	$(BIN)/python -m coverage report --skip-covered --show-missing --fail-under=$(COVERED_OVERALL)
	$(BIN)/python -m coverage report --include='domain/*' --fail-under=$(COVERED_DOMAIN) --format=total
else
	$(BIN)/python -m pytest -rs -n $(WORKERS) $(ARGS)
endif

crash: $(VENV)/installed-dev
	$(BIN)/python -m pytest -rs -n $(WORKERS) tests/crash $(ARGS)

soak: $(VENV)/installed-dev
	$(BIN)/python -m tests.crash.soak $(ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/python -m ruff check $(CHECKED)
	$(BIN)/python -m ruff format --check $(CHECKED)
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

# Half an hour, and a machine with nothing else to do; `make bench ARGS=--quick` only shows that all of it runs.
bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

# Only what is locked is looked at, nothing is installed; not a part of lint, as that needs no network.
audit: $(VENV)/installed-dev
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock $(ARGS)

LOCK := $(BIN)/python -m uv pip compile pyproject.toml --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--group pyproject.toml:build

lock: $(VENV)/installed-dev
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group pyproject.toml:dev --constraint requirements.lock \
		--output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* *.egg-info \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'linliquan needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3'; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo 'On Debian and Ubuntu: apt install python3-venv'; exit 1; }

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing, for a minute or so ...'
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo 'Installing what the tests need, for a minute or so ...'
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@ $(VENV)/installed
