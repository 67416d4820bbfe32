#include "CPostgres.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const char *name;
  size_t place;
} entry;

#define NAMED(field) {"PQ" #field, offsetof(pd_pq, field)}

static const entry entries[] = {
    NAMED(libVersion),
    NAMED(conninfoParse),
    NAMED(conninfoFree),
    NAMED(freemem),
    NAMED(connectStartParams),
    NAMED(connectPoll),
    NAMED(finish),
    NAMED(status),
    NAMED(socket),
    NAMED(transactionStatus),
    NAMED(serverVersion),
    NAMED(backendPID),
    NAMED(connectionNeedsPassword),
    NAMED(parameterStatus),
    NAMED(errorMessage),
    NAMED(host),
    NAMED(port),
    NAMED(user),
    NAMED(db),
    NAMED(setErrorVerbosity),
    NAMED(setnonblocking),
    NAMED(setNoticeProcessor),
    NAMED(getCancel),
    NAMED(freeCancel),
    NAMED(cancel),
    NAMED(sendQuery),
    NAMED(sendPrepare),
    NAMED(sendQueryPrepared),
    NAMED(sendQueryParams),
    NAMED(enterPipelineMode),
    NAMED(exitPipelineMode),
    NAMED(pipelineSync),
    NAMED(flush),
    NAMED(consumeInput),
    NAMED(isBusy),
    NAMED(getResult),
    NAMED(putCopyData),
    NAMED(putCopyEnd),
    NAMED(getCopyData),
    NAMED(notifies),
    NAMED(resultStatus),
    NAMED(resultErrorField),
    NAMED(resultErrorMessage),
    NAMED(cmdTuples),
    NAMED(ntuples),
    NAMED(nfields),
    NAMED(fname),
    NAMED(ftype),
    NAMED(getvalue),
    NAMED(getlength),
    NAMED(getisnull),
    NAMED(clear),
};

_Static_assert(
    sizeof entries / sizeof *entries == sizeof(pd_pq) / sizeof(void *),
    "each function of the table has its name");

int pd_pq_open(const char *name, pd_pq *table, char *why, size_t size) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *said = dlerror();
    snprintf(why, size, "%s", said ? said : name);
    return 1;
  }
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
    void *function = dlsym(library, entries[i].name);
    if (!function) {
      snprintf(why, size, "%s", entries[i].name);
      dlclose(library);
      return 2;
    }
    memcpy((char *)table + entries[i].place, &function, sizeof function);
  }
  return 0;
}

static void ignore(void *context, const char *message) {
  (void)context;
  (void)message;
}

void pd_pq_silence(const pd_pq *table, pd_pq_connection *connection) {
  table->setNoticeProcessor(connection, ignore, NULL);
}
