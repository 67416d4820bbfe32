# make run      installs what is missing, builds, and opens the workbench on a sample queue
# make test     installs what is missing, builds and passes everything
# make sanitize passes everything under a sanitizer (SANITIZER=address, or thread)
# make faults   kills, starves and cuts off the built program as often as a release asks for; some twenty minutes
# make install  puts the program and what belongs to it (Packaging/files) under PREFIX
# make deb      makes a Debian package of it; make dist a tarball
# make test-package  installs that package on a bare Debian 12, tries it and removes it (as root)
# make bench    measures one person's desk of 1,000, 100,000 and 1,000,000 tickets beside what C does (TICKETS=1000)
# make bench-team  measures 200 people at work on a server (TICKETS=1000,100000)
# make fuzz     runs each fuzzer for a minute (SECONDS=600 for longer): docs/security.md
# make format   lets the formatter decide; make lint says what it would change

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

release := .build/release/paydesk
formatted := Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources) Fuzzers/Package.swift Fuzzers/Sources

TICKETS ?=
all_sizes := 1000,100000,1000000
SANITIZER ?= address
SECONDS ?= 60

.PHONY: bench bench-team fuzz sanitize faults run build test install uninstall deb dist test-package format lint clean

run: build
	@$(release) sample --open

build:
	@Scripts/install-deps
	$(SWIFT) build -c release --static-swift-stdlib --product paydesk

test:
	@Scripts/install-deps tmux postgres pictures qrencode
	$(SWIFT) build --build-tests
	Scripts/test

sanitize:
	@Scripts/install-deps tmux postgres pictures qrencode
	Scripts/sanitize $(SANITIZER)

# Everything of it runs in `make test` too, a few times each. A file system of its own and another login need root.
faults:
	@Scripts/install-deps postgres
	$(SWIFT) build --build-tests
	PAYDESK_FAULTS=full Scripts/test --filter EndToEnd.Faults

# Built by whoever calls it; as root after `make build`, nothing is built again.
install:
	@test -x $(release) || $(MAKE) build
	Scripts/lay-out "$(DESTDIR)" "$(PREFIX)"

uninstall:
	Scripts/lay-out --remove "$(DESTDIR)" "$(PREFIX)"

deb: build
	@Scripts/install-deps dpkg-shlibdeps:dpkg-dev
	@Scripts/make-deb

dist: build
	@Scripts/make-dist

test-package: build
	@Scripts/install-deps dpkg-shlibdeps:dpkg-dev debootstrap lintian
	Scripts/test-package

# The page takes the table of all sizes alone.
bench: build
	@Scripts/install-deps sqlite3 infocmp:ncurses-bin
	cd Benchmarks && $(SWIFT) build -c release --static-swift-stdlib --product Bench
	cd Benchmarks && .build/release/Bench --tickets $(or $(TICKETS),$(all_sizes)) \
		--json ../.build/bench.json $(if $(TICKETS),,--page ../docs/performance.md)

bench-team:
	@Scripts/install-deps postgres
	cd Benchmarks && $(SWIFT) run -c release TeamBench --tickets $(or $(TICKETS),1000) --json ../.build/bench-team.json

fuzz:
	@Scripts/install-deps pictures
	Scripts/fuzz $(SECONDS)

format:
	$(SWIFT) format -i -r $(formatted)
	Scripts/embed-themes

lint:
	$(SWIFT) format lint --strict -r $(formatted)
	Scripts/check-imports
	Scripts/check-processes
	Scripts/check-sql
	Scripts/embed-themes --check

clean:
	rm -rf .build
