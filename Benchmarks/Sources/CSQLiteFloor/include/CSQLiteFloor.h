/* What SQLite itself costs from C, and a bare write: what is measured beside the program. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* A connection with its statements; NULL where the file cannot be opened. */
typedef struct bench_sqlite bench_sqlite;
bench_sqlite *bench_sqlite_open(const char *path);
void bench_sqlite_close(bench_sqlite *it);

/* Reads a page of `limit` open rows that nobody holds, by keyset from after a row (0, 0, 0: from the top), with 23 columns
 * each. Gives how many rows came and sets the row to the last; -1 where it failed. */
int bench_sqlite_page(bench_sqlite *it, int64_t *kind, int64_t *at, int64_t *place, int limit);

/* Makes a file with a log as the program's in WAL mode with synchronous=FULL, and gives a connection to it. */
bench_sqlite *bench_sqlite_log(const char *path);

/* Appends an event with a body of so many bytes to it in a transaction of its own; 0 where that went well. */
int bench_sqlite_append(bench_sqlite *it, int bytes);

/* Opens a file of so many bytes, all of them written, for bare writes. */
int bench_disk_open(const char *path, size_t bytes);

/* Writes so many bytes at a place and waits for the disk; 0 where that went well. */
int bench_disk_write(int file, size_t place, size_t bytes);
