# The verbs of the project. Everything is set up by whichever comes first.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
INSTALLED := .venv/installed
FRONT := desk/dist/built

.PHONY: run test test-fast train check bench install format conversations coverage front screens encoder understanding

run: $(INSTALLED) $(FRONT) ## set up, train, seed, and start every service
	@BILLING_DEMO=$${BILLING_DEMO:-yes} $(RUN) billing run

test: check train $(FRONT) ## the whole test suite
	@$(RUN) pytest

test-fast: $(INSTALLED) ## the pure part alone: a few seconds
	@$(RUN) pytest -q tests/subscriptions tests/test_house.py

train: $(INSTALLED) ## train the model, if what it comes from has changed
	@$(RUN) billing train

conversations: train $(FRONT) ## only the word-for-word conversations
	@$(RUN) pytest tests/conversations

coverage: $(INSTALLED) ## which tests prove which rule: docs/coverage.md
	@$(RUN) python -m tests.coverage

check: $(INSTALLED) ## lint, types, layers, training data
	@scripts/front check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python -m cli.validate
	@$(RUN) python -m understanding.data_check

front: $(FRONT) ## build the chat widget, and the desk's script and style

screens: train $(FRONT) ## the screenshots of docs/screens, in Chromium
	@$(RUN) python -m tests.widget.screens

bench: train $(FRONT) ## the benchmarks: one table, JSON in bench/results
	@$(RUN) python -m bench
	@$(RUN) python -m bench.desk

understanding: train ## how well messages are understood: a table, and docs/model-card.md
	@$(RUN) python -m bench.understanding

# TensorFlow gives memory back after each step and asks for it again, unless it is told to keep it.
encoder: export MALLOC_TRIM_THRESHOLD_ = 4000000000
encoder: export MALLOC_MMAP_THRESHOLD_ = 4000000000
encoder: $(INSTALLED) ## tune the sentence encoder to the training sentences: half an hour
	@$(RUN) python -m understanding.tuning

format: $(INSTALLED)
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

install: $(INSTALLED)

$(FRONT): $(INSTALLED) scripts/front $(shell git ls-files chat/widget desk/assets)
	@scripts/front

$(INSTALLED): pyproject.toml uv.lock scripts/setup
	@scripts/setup
	@touch $@
