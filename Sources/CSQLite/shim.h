// What Swift cannot call: functions of SQLite that take any number of arguments.
#pragma once
#include <sqlite3.h>

// Has a connection leave its write-ahead log as it is when it is closed.
static inline void pd_leave_log_on_close(sqlite3 *db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (void *)0);
}
