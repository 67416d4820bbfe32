# make run      installs what is missing, builds, and opens the workbench on a sample queue
# make test     installs what is missing, builds and passes everything
# make install  puts the program and what belongs to it (Packaging/files) under PREFIX
# make deb      makes a Debian package of it; make dist a tarball
# make test-package  installs that package on a bare Debian 12, tries it and removes it (as root)
# make bench-team  measures 200 people at work on a server (TICKETS=1000,100000)
# make fuzz     runs each fuzzer for a minute (SECONDS=600 for longer): docs/security.md
# make format   lets the formatter decide; make lint says what it would change

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

release := .build/release/paydesk
formatted := Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources) Fuzzers/Package.swift Fuzzers/Sources

TICKETS ?= 1000
SECONDS ?= 60

.PHONY: bench-team fuzz run build test install uninstall deb dist test-package format lint clean

run: build
	@$(release) sample --open

build:
	@Scripts/install-deps
	$(SWIFT) build -c release --static-swift-stdlib --product paydesk

test:
	@Scripts/install-deps tmux postgres
	$(SWIFT) build --build-tests
	LC_ALL=C.UTF-8 $(SWIFT) test --skip-build

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

bench-team:
	@Scripts/install-deps postgres
	cd Benchmarks && $(SWIFT) run -c release TeamBench --tickets $(TICKETS) --json ../.build/bench-team.json

fuzz:
	@Scripts/install-deps
	Scripts/fuzz $(SECONDS)

format:
	$(SWIFT) format -i -r $(formatted)
	Scripts/embed-themes

lint:
	$(SWIFT) format lint --strict -r $(formatted)
	Scripts/check-imports
	Scripts/embed-themes --check

clean:
	rm -rf .build
