.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check style types imports lock bench bench-nlu bench-telegram bench-engine model encoder say golden words migration clean

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# uv goes into .venv with pip, then installs the lock: seconds instead of minutes.
.venv/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	touch $@

.venv/run: .venv/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

.venv/test: .venv/uv requirements-test.lock pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-test.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@ .venv/run

run: .venv/run  ## Serve Palier with the demo landlord on http://127.0.0.1:8080
	PALIER_DEMO=1 $(BIN)/palier serve

say: .venv/run  ## Talk to Palier in the terminal
	PALIER_DEMO=1 $(BIN)/palier say

test: .venv/test  ## Run the whole suite (SQLite, PostgreSQL, a browser where there is one)
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: style types imports test  ## Style, types, layers, tests

style: .venv/test  ## Check the style (make style FIX=1 mends it)
	$(BIN)/ruff format $(if $(FIX),,--check) .
	$(BIN)/ruff check $(if $(FIX),--fix) .

types: .venv/test  ## Check the types
	$(BIN)/mypy

imports: .venv/test  ## Check that imports go one way
	$(BIN)/lint-imports

golden: .venv/test  ## Write the conversations of tests/conversations again
	$(BIN)/python -m pytest -q tests/test_conversations.py tests/bot/test_audits.py --rewrite

words: .venv/test  ## Say which message ids have no words, in which language
	$(BIN)/palier words

migration: .venv/test  ## Write a migration from the tables: make migration name=…
	$(BIN)/palier migration "$(name)"

model: .venv/test  ## Train understanding from nlu/intents and ship it (some twelve minutes)
	OPENBLAS_NUM_THREADS=0 $(BIN)/palier model

encoder: .venv/test  ## Make the sentence encoder's file from the weights of its package
	$(BIN)/python -m nlu.encoder_file

bench-nlu: .venv/test  ## Examine understanding: accuracy, languages, danger, entities, speed
	$(BIN)/python -m benchmarks.bench_nlu $(ARGS)

bench: .venv/test  ## Measure turns, understanding and memory; print a table
	$(BIN)/python -m benchmarks.bench

bench-telegram: .venv/test  ## Measure from Telegram's webhook to sendMessage, beside aiohttp and the library
	$(BIN)/python -m benchmarks.bench_telegram $(ARGS)

bench-engine: .venv/test  ## Measure the engine at rest, and 20,000 queued updates drained (half an hour)
	$(BIN)/python -m benchmarks.bench_engine $(ARGS)

lock: .venv/uv  ## Renew both locks from pyproject.toml: names, versions and hashes, no addresses
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock $(if $(UPGRADE),--upgrade)
	$(BIN)/uv pip compile -q pyproject.toml --extra test --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-test.lock $(if $(UPGRADE),--upgrade)

clean:  ## Remove the environment and this installation's files
	rm -rf .venv var
