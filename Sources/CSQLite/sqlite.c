#include "CSQLite.h"

static sqlite3_vfs *usual;

static int open_existing(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *found) {
  (void)vfs;
  if (flags & SQLITE_OPEN_MAIN_DB) flags &= ~SQLITE_OPEN_CREATE;
  return usual->xOpen(usual, name, file, flags, found);
}

void pd_open_no_new_databases(void) {
  static sqlite3_vfs mine;
  usual = sqlite3_vfs_find(0);
  if (!usual || usual == &mine) return;
  mine = *usual;
  mine.zName = "paydesk";
  mine.xOpen = open_existing;
  sqlite3_vfs_register(&mine, 1);
}

void pd_leave_log_on_close(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (void *)0);
}
