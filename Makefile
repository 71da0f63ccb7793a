# The verbs of the project. Everything is set up by whichever comes first.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
INSTALLED := .venv/installed
WIDGET := chat/widget/dist/widget.js

.PHONY: run test test-fast train check bench install format conversations coverage widget screens

run: $(INSTALLED) $(WIDGET) ## set up, train, seed, and start every service
	@BILLING_DEMO=$${BILLING_DEMO:-yes} $(RUN) billing run

test: check train ## the whole test suite
	@$(RUN) pytest

test-fast: $(INSTALLED) ## the pure part alone: a few seconds
	@$(RUN) pytest -q tests/subscriptions tests/test_house.py

train: $(INSTALLED) ## train the model, if what it comes from has changed
	@$(RUN) billing train

conversations: train ## only the word-for-word conversations
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

widget: $(WIDGET) ## build the chat widget

screens: train $(WIDGET) ## the screenshots of docs/screens, in Chromium
	@$(RUN) python -m tests.widget.screens

bench: train $(WIDGET) ## the benchmarks: one table, JSON in bench/results
	@$(RUN) python -m bench

format: $(INSTALLED)
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

install: $(INSTALLED)

$(WIDGET): $(INSTALLED) scripts/widget $(shell git ls-files chat/widget)
	@scripts/widget

$(INSTALLED): pyproject.toml uv.lock scripts/setup
	@scripts/setup
	@touch $@
