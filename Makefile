# make run    sets up everything and starts the dashboard      make test   sets up everything and runs all checks
# make bench  times pages and readers                          make lock   compiles the locks (UPGRADE=--upgrade: anew)
# make format puts the code in form                           make pictures takes the pictures of the README

PORT ?= 8501
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin

export PYTHONUTF8 = 1
export PYTHON

.PHONY: run test bench lock format pictures browser

run: .venv/run.stamp
	$(BIN)/python serve.py $(PORT)

test: .venv/dev.stamp browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

bench: .venv/dev.stamp browser
	$(BIN)/python tools/bench.py

pictures: .venv/dev.stamp browser
	$(BIN)/python tools/pictures.py

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser:
	@tools/setup_browser.sh

.venv/run.stamp: requirements.txt tools/setup_venv.sh
	@tools/setup_venv.sh requirements.txt $@

.venv/dev.stamp: requirements-dev.txt tools/setup_venv.sh
	@tools/setup_venv.sh requirements-dev.txt $@

LOCK := $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

lock: .venv/dev.stamp
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -c requirements.txt -o requirements-dev.txt
