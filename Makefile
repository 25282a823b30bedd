# Every command does its own set-up: a machine needs CPython 3.11 to 3.14, pip, gcc and make.
PYTHON ?= python3
FILE ?= corpora/samples/bid.md
GOLD ?= ../shared/gold/dev.jsonl
BULK ?= ../shared/bulk/bulk.jsonl.gz
UD ?= ../shared/ud
TEXTS ?= ../shared
BIN := .venv/bin
# Nothing is written outside this folder, caches of the installers included.
export UV_CACHE_DIR := $(CURDIR)/.venv/uv-cache
export PIP_NO_CACHE_DIR := 1
STAMP := .venv/.done
TRAINING := .venv/.training
WHAT := --constraint constraints.txt --group dev --editable .

# Scripts of developers find each other: those that learn, those that label, and what the tests measure by.
accuracy length readings parts bench train: export PYTHONPATH := models:corpora:tests

.PHONY: setup scan serve test lint types unit wheel release docs pages notebooks accuracy length readings parts bench batch fidelity mutants fuzz train train-english lock clean

setup: $(STAMP)

# uv installs in seconds what takes plain pip more than a minute; where it cannot be had or fails, pip does it.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv \
		&& $(BIN)/uv pip install --quiet --python $(BIN)/python $(WHAT) \
		|| { $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" \
		&& $(BIN)/python -m pip install --quiet $(WHAT); }
	touch $(STAMP)

scan: setup
	@$(BIN)/tokenwatch scan "$(FILE)"

# The page in the browser; PORT=8080 for another port than the usual one.
serve: setup
	@$(BIN)/tokenwatch serve $(if $(PORT),--port $(PORT))

test: lint types unit wheel docs

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

# Names at its end what was skipped, and which program it needs. The notebooks run with the wheel.
unit: setup
	$(BIN)/pytest -rs --numprocesses 2 --dist worksteal --ignore tests/test_notebooks.py

wheel: setup
	$(BIN)/python tests/wheel/check_wheel.py

# What would be published, built into dist/, checked, and tried with each of PYTHONS in an empty environment.
PYTHONS ?= $(PYTHON)
release: setup
	$(BIN)/python tests/wheel/check_release.py $(PYTHONS)

# The documentation as a site in build/site, from the pages and the docstrings.
docs: setup
	$(BIN)/python docs/build_site.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

# The pages that are made: the commands' help, and the picture in the README (needs Chromium).
pages: setup
	$(BIN)/python docs/write_commands.py
	$(BIN)/python docs/take_picture.py

notebooks: setup
	$(BIN)/pytest tests/test_notebooks.py

# Needs texts that are not part of the project; see CONTRIBUTING.md.
accuracy: setup
	$(BIN)/python benchmarks/accuracy.py "$(TEXTS)"

# Whether a hundred pages of other text before or behind a document change what is said of it.
length: setup
	$(BIN)/python benchmarks/length.py "$(TEXTS)"

readings: setup
	$(BIN)/python benchmarks/readings.py "$(GOLD)"

parts: setup
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/parts.py --gold "$(GOLD)" --bulk "$(BULK)"

# Needs texts as well, and installs other tools into environments of their own; see CONTRIBUTING.md.
bench: setup
	$(BIN)/python benchmarks/speed.py --ud "$(UD)" --bulk "$(BULK)"

# How a batch does beside a loop; KILLS=20 kills it so many times, after which it must end with the same bytes.
batch: setup
	$(BIN)/python benchmarks/batch.py "$(BULK)" $(if $(KILLS),--kills $(KILLS))

# Installs other tools into an environment of their own.
fidelity: setup
	$(BIN)/python benchmarks/readers.py

# Thousands of harmed files, and a search led by coverage; see fuzzing/README.md. Neither is part of the tests.
NUMBER ?= 5000
TARGET ?= rtf
SECONDS ?= 300
mutants: setup
	$(BIN)/python fuzzing/mutants.py --number $(NUMBER)

fuzz: .venv/.fuzzing
	$(BIN)/python fuzzing/guided.py $(TARGET) -max_total_time=$(SECONDS)

.venv/.fuzzing: fuzzing/requirements.txt $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

# Needs the texts that the labels are for: TEXTS is a folder with gold/, bulk/ and ud/.
train: setup
	PYTHONHASHSEED=0 $(BIN)/python -m judge --texts "$(TEXTS)"

# Needs treebanks, unlabelled text and more than an hour of one core; see CONTRIBUTING.md and models/english/Makefile.
train-english: $(TRAINING)
	$(MAKE) --file models/english/Makefile

$(TRAINING): models/requirements.txt $(STAMP)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --requirement $< \
		|| $(BIN)/python -m pip install --quiet --requirement $<
	touch $@

lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --group dev \
		--output-file constraints.txt --upgrade pyproject.toml

clean:
	rm -rf .venv .venv-peers build dist
