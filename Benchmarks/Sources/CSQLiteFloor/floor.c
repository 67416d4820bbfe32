#define _GNU_SOURCE
#include "CSQLiteFloor.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bench_sqlite {
  sqlite3 *database;
  sqlite3_stmt *page, *begin, *append, *commit;
  int64_t number;
};

static int prepare(bench_sqlite *it, const char *sql, sqlite3_stmt **statement) {
  return sqlite3_prepare_v3(it->database, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
}

bench_sqlite *bench_sqlite_open(const char *path) {
  bench_sqlite *it = calloc(1, sizeof *it);
  if (!it) return NULL;
  if (sqlite3_open_v2(path, &it->database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && prepare(it,
                 "SELECT place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, "
                 "disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, matter_amount, "
                 "stakes, lapses_at FROM dispute INDEXED BY dispute_open WHERE state = 'open' AND holder = '' "
                 "AND kind < 5 AND (kind, at, place) > (?, ?, ?) ORDER BY kind, at, place LIMIT ?",
                 &it->page) == SQLITE_OK)
    return it;
  bench_sqlite_close(it);
  return NULL;
}

void bench_sqlite_close(bench_sqlite *it) {
  if (!it) return;
  sqlite3_stmt *all[] = {it->page, it->begin, it->append, it->commit};
  for (int i = 0; i < 4; i++) sqlite3_finalize(all[i]);
  sqlite3_close(it->database);
  free(it);
}

int bench_sqlite_page(bench_sqlite *it, int64_t *kind, int64_t *at, int64_t *place, int limit) {
  static char row[4096];
  int rows = 0, code;
  sqlite3_bind_int64(it->page, 1, *kind);
  sqlite3_bind_int64(it->page, 2, *at);
  sqlite3_bind_int64(it->page, 3, *place);
  sqlite3_bind_int(it->page, 4, limit);
  while ((code = sqlite3_step(it->page)) == SQLITE_ROW) {
    size_t used = 0;
    for (int column = 0; column < 23; column++) {
      if (sqlite3_column_type(it->page, column) != SQLITE_TEXT) {
        used += (size_t)(sqlite3_column_int64(it->page, column) & 1);
        continue;
      }
      const unsigned char *text = sqlite3_column_text(it->page, column);
      size_t bytes = (size_t)sqlite3_column_bytes(it->page, column);
      if (used + bytes < sizeof row) memcpy(row + used, text, bytes), used += bytes;
    }
    *kind = sqlite3_column_int64(it->page, 12);
    *at = sqlite3_column_int64(it->page, 13);
    *place = sqlite3_column_int64(it->page, 0);
    rows++;
  }
  sqlite3_reset(it->page);
  return code == SQLITE_DONE ? rows : -1;
}

bench_sqlite *bench_sqlite_log(const char *path) {
  bench_sqlite *it = calloc(1, sizeof *it);
  if (!it) return NULL;
  if (sqlite3_open(path, &it->database) == SQLITE_OK
      && sqlite3_exec(it->database,
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                      "CREATE TABLE event (number INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,"
                      " name TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL,"
                      " UNIQUE (stream, version))",
                      NULL, NULL, NULL) == SQLITE_OK
      && prepare(it, "BEGIN IMMEDIATE", &it->begin) == SQLITE_OK
      && prepare(it, "INSERT INTO event VALUES (?, ?, ?, 'noteAdded', ?, ?, ?)", &it->append) == SQLITE_OK
      && prepare(it, "COMMIT", &it->commit) == SQLITE_OK)
    return it;
  bench_sqlite_close(it);
  return NULL;
}

static int run(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE || code == SQLITE_ROW ? 0 : -1;
}

int bench_sqlite_append(bench_sqlite *it, int bytes) {
  static char body[65536], hash[32];
  char stream[40];
  it->number++;
  if (bytes > (int)sizeof body) bytes = sizeof body;
  snprintf(stream, sizeof stream, "dispute:CX-%lld", (long long)(it->number * 7919 % 1000003));
  sqlite3_bind_int64(it->append, 1, it->number);
  sqlite3_bind_text(it->append, 2, stream, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(it->append, 3, it->number);
  sqlite3_bind_int64(it->append, 4, it->number);
  sqlite3_bind_blob(it->append, 5, body, bytes, SQLITE_STATIC);
  sqlite3_bind_blob(it->append, 6, hash, sizeof hash, SQLITE_STATIC);
  return run(it->begin) || run(it->append) || run(it->commit);
}

static char zeros[1 << 20];

int bench_disk_open(const char *path, size_t bytes) {
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  for (size_t place = 0; file >= 0 && place < bytes; place += sizeof zeros)
    if (pwrite(file, zeros, sizeof zeros, (off_t)place) != (ssize_t)sizeof zeros) return -1;
  if (file >= 0 && fsync(file)) return -1;
  return file;
}

int bench_disk_write(int file, size_t place, size_t bytes) {
  if (bytes > sizeof zeros) bytes = sizeof zeros;
  if (pwrite(file, zeros, bytes, (off_t)place) != (ssize_t)bytes) return -1;
  return fdatasync(file);
}
