# The verbs of the project. Everything is set up by whichever comes first.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
INSTALLED := .venv/installed
WIDGET := chat/widget/dist/widget.js

.PHONY: run test test-fast train check bench install format conversations coverage widget screens encoder understanding

run: $(INSTALLED) $(WIDGET) ## set up, train, seed, and start every service
	@BILLING_DEMO=$${BILLING_DEMO:-yes} $(RUN) billing run

test: check train $(WIDGET) ## the whole test suite
	@$(RUN) pytest

test-fast: $(INSTALLED) ## the pure part alone: a few seconds
	@$(RUN) pytest -q tests/subscriptions tests/test_house.py

train: $(INSTALLED) ## train the model, if what it comes from has changed
	@$(RUN) billing train

conversations: train $(WIDGET) ## only the word-for-word conversations
	@$(RUN) pytest tests/conversations

coverage: $(INSTALLED) ## which tests prove which rule: docs/coverage.md
	@$(RUN) python -m tests.coverage

check: $(INSTALLED) ## lint, types, layers, training data
	@scripts/widget check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python -m cli.validate
	@$(RUN) python -m understanding.data_check

widget: $(WIDGET) ## build the chat widget

screens: train $(WIDGET) ## the screenshots of docs/screens, in Chromium
	@$(RUN) python -m tests.widget.screens

bench: train $(WIDGET) ## the benchmarks: one table, JSON in bench/results
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

$(WIDGET): $(INSTALLED) scripts/widget $(shell git ls-files chat/widget)
	@scripts/widget

$(INSTALLED): pyproject.toml uv.lock scripts/setup
	@scripts/setup
	@touch $@
