// What SQLite offers to C alone.
#pragma once
#include <sqlite3.h>

/// From now on a database is opened where there is one, and none is made for a name that nobody has: whoever makes one makes its
/// file first. Said once, before the first database is opened.
void pd_open_no_new_databases(void);

/// Has a connection leave its write-ahead log as it is when it is closed.
void pd_leave_log_on_close(sqlite3 *db);
