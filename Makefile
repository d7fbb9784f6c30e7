# The few commands that one needs. All of them can be given again at any time: what is
# already there and unchanged is left alone.

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CATALOGUES := $(wildcard seminar_service/translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header
# Tests wait for other processes for much of their time, so that one more than there are processors is faster.
WORKERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
TESTS ?= --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder
HOST ?= 127.0.0.1
PORT ?= 8000

.DELETE_ON_ERROR:
.PHONY: help venv demo test check format lock messages screenshots bench bench-web clean

help:
	@echo "make demo      sample tours in a browser at http://$(HOST):$(PORT)"
	@echo "make test      the environment, a browser, then all tests"
	@echo "make check     lint, the walls between rooms, types"
	@echo "make venv      the environment alone, with everything for development"
	@echo "make format    put the code into the project's form"
	@echo "make messages  collect new texts into the message catalogues"
	@echo "make screenshots  the README's pictures, of a demo that is running"
	@echo "make bench     measure the planner: a table and a chart in docs/bench (BENCH=--help says more)"
	@echo "make bench-web measure the pages beside a bare route: docs/bench/web.md (BENCH=--quick for a look)"
	@echo "make lock      pin the dependencies again (UPGRADE=--upgrade for newer ones)"
	@echo "make clean     remove the environment and everything compiled; keeps instance/"

venv: $(STAMPS)/development $(COMPILED) $(STAMPS)/warm

demo: $(STAMPS)/runtime $(COMPILED) $(STAMPS)/warm
	@$(BIN)/seminar-service demo --host $(HOST) --port $(PORT)

test: venv $(STAMPS)/peers
	@.ci/install-browser $(BIN)/python
	$(BIN)/python -m pytest $(TESTS)

check: venv
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/mypy

format: venv
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BIN)/python:
	@.ci/make-venv $(VENV)

# What runs the service, and the two packages that put the checkout into the environment.
$(STAMPS)/runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Installing the service and what it needs (a few minutes the first time) ..."
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/development: requirements/dev.txt $(STAMPS)/runtime
	@echo "Installing what tests and development need ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/peers: $(wildcard tests/peers/package-lock.json) | $(STAMPS)/development
	@.ci/install-peers tests/peers
	@touch $@

# The planner's inner loops, compiled beside their modules; otherwise the first proof would do it.
$(STAMPS)/warm: $(wildcard solver/proof/columns/*.py solver/proof/columns/*/*.py) | $(STAMPS)/runtime
	@$(BIN)/python -m solver warm || echo "It could not be compiled; the first plan will say why."
	@touch $@

%.mo: %.po | $(STAMPS)/runtime
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

messages: venv
	@mkdir -p build
	@.ci/extract-messages $(BIN)/python build/messages.pot
	@$(BIN)/pybabel --quiet update --input-file build/messages.pot \
		--output-dir seminar_service/translations --no-fuzzy-matching --ignore-obsolete --width 100
	@$(MAKE) --no-print-directory $(COMPILED)

lock: venv
	$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements/runtime.txt
	$(COMPILE) $(UPGRADE) --group build --output-file requirements/build.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra test --constraint requirements/runtime.txt \
		--output-file requirements/test.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra test --extra dev --group build \
		--constraint requirements/test.txt --constraint requirements/build.txt \
		--output-file requirements/dev.txt

screenshots: venv
	@mkdir -p docs/images
	$(BIN)/python -m tests.browser.screenshots http://$(HOST):$(PORT)

bench: venv
	@$(BIN)/python -m tests.bench $(BENCH)

bench-web: venv
	@$(BIN)/python -m tests.bench_web $(BENCH)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis $(COMPILED)
