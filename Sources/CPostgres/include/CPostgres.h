// libpq, opened when it is first asked for: a program that never speaks to a server does not load it,
// and a machine without it gets a sentence. What is used of its documented interface is declared here,
// so no header of it is needed to build.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

typedef struct pd_pq_connection pd_pq_connection;
typedef struct pd_pq_result pd_pq_result;
typedef struct pd_pq_cancel pd_pq_cancel;

/// An option of an address, as `PQconninfoParse` gives them; the last has no keyword.
typedef struct {
  const char *_Nullable keyword;
  const char *_Nullable variable;
  const char *_Nullable compiled;
  const char *_Nullable value;
  const char *_Nullable label;
  const char *_Nullable display;
  int size;
} pd_pq_option;

/// A notification, as `PQnotifies` gives it.
typedef struct pd_pq_notification {
  const char *channel;
  int from;
  const char *payload;
  struct pd_pq_notification *_Nullable next;
} pd_pq_notification;

#define PD_PQ_CONNECTION_BAD 1
#define PD_PQ_POLL_FAILED 0
#define PD_PQ_POLL_READING 1
#define PD_PQ_POLL_WRITING 2
#define PD_PQ_POLL_OK 3
#define PD_PQ_EMPTY_QUERY 0
#define PD_PQ_COMMAND_OK 1
#define PD_PQ_TUPLES_OK 2
#define PD_PQ_COPY_OUT 3
#define PD_PQ_COPY_IN 4
#define PD_PQ_PIPELINE_SYNC 10
#define PD_PQ_PIPELINE_ABORTED 11
#define PD_PQ_IDLE 0
#define PD_PQ_IN_TRANSACTION 2
#define PD_PQ_IN_ERROR 3
#define PD_PQ_ERRORS_DEFAULT 1
#define PD_PQ_ERRORS_VERBOSE 2

/// Takes a notice of the server.
typedef void (*pd_pq_notice)(void *_Nullable context, const char *_Nullable message);

/// What is used of libpq, each by the name that it has there without its `PQ`.
typedef struct {
  int (*_Nonnull libVersion)(void);
  pd_pq_option *_Nullable (*_Nonnull conninfoParse)(const char *, char *_Nullable *_Nullable);
  void (*_Nonnull conninfoFree)(pd_pq_option *);
  void (*_Nonnull freemem)(void *);

  pd_pq_connection *_Nullable (*_Nonnull connectStartParams)(
      const char *_Nullable const *_Nonnull, const char *_Nullable const *_Nonnull, int);
  int (*_Nonnull connectPoll)(pd_pq_connection *);
  void (*_Nonnull finish)(pd_pq_connection *);
  int (*_Nonnull status)(const pd_pq_connection *);
  int (*_Nonnull socket)(const pd_pq_connection *);
  int (*_Nonnull transactionStatus)(const pd_pq_connection *);
  int (*_Nonnull serverVersion)(const pd_pq_connection *);
  int (*_Nonnull backendPID)(const pd_pq_connection *);
  int (*_Nonnull connectionNeedsPassword)(const pd_pq_connection *);
  const char *_Nullable (*_Nonnull parameterStatus)(const pd_pq_connection *, const char *);
  const char *_Nullable (*_Nonnull errorMessage)(const pd_pq_connection *);
  const char *_Nullable (*_Nonnull host)(const pd_pq_connection *);
  const char *_Nullable (*_Nonnull port)(const pd_pq_connection *);
  const char *_Nullable (*_Nonnull user)(const pd_pq_connection *);
  const char *_Nullable (*_Nonnull db)(const pd_pq_connection *);
  int (*_Nonnull setErrorVerbosity)(pd_pq_connection *, int);
  int (*_Nonnull setnonblocking)(pd_pq_connection *, int);
  pd_pq_notice _Nullable (*_Nonnull setNoticeProcessor)(
      pd_pq_connection *, pd_pq_notice _Nullable, void *_Nullable);

  pd_pq_cancel *_Nullable (*_Nonnull getCancel)(pd_pq_connection *);
  void (*_Nonnull freeCancel)(pd_pq_cancel *);
  int (*_Nonnull cancel)(pd_pq_cancel *, char *, int);

  int (*_Nonnull sendQuery)(pd_pq_connection *, const char *);
  int (*_Nonnull sendPrepare)(
      pd_pq_connection *, const char *, const char *, int, const unsigned *_Nullable);
  int (*_Nonnull sendQueryPrepared)(
      pd_pq_connection *, const char *, int, const char *_Nullable const *_Nullable,
      const int *_Nullable, const int *_Nullable, int);
  int (*_Nonnull sendQueryParams)(
      pd_pq_connection *, const char *, int, const unsigned *_Nullable,
      const char *_Nullable const *_Nullable, const int *_Nullable, const int *_Nullable, int);
  int (*_Nonnull enterPipelineMode)(pd_pq_connection *);
  int (*_Nonnull exitPipelineMode)(pd_pq_connection *);
  int (*_Nonnull pipelineSync)(pd_pq_connection *);
  int (*_Nonnull flush)(pd_pq_connection *);
  int (*_Nonnull consumeInput)(pd_pq_connection *);
  int (*_Nonnull isBusy)(pd_pq_connection *);
  pd_pq_result *_Nullable (*_Nonnull getResult)(pd_pq_connection *);
  int (*_Nonnull putCopyData)(pd_pq_connection *, const char *, int);
  int (*_Nonnull putCopyEnd)(pd_pq_connection *, const char *_Nullable);
  int (*_Nonnull getCopyData)(pd_pq_connection *, char *_Nullable *_Nonnull, int);
  pd_pq_notification *_Nullable (*_Nonnull notifies)(pd_pq_connection *);

  int (*_Nonnull resultStatus)(const pd_pq_result *);
  const char *_Nullable (*_Nonnull resultErrorField)(const pd_pq_result *, int);
  const char *_Nullable (*_Nonnull resultErrorMessage)(const pd_pq_result *);
  const char *_Nullable (*_Nonnull cmdTuples)(pd_pq_result *);
  int (*_Nonnull ntuples)(const pd_pq_result *);
  int (*_Nonnull nfields)(const pd_pq_result *);
  const char *_Nullable (*_Nonnull fname)(const pd_pq_result *, int);
  unsigned (*_Nonnull ftype)(const pd_pq_result *, int);
  const char *_Nullable (*_Nonnull getvalue)(const pd_pq_result *, int, int);
  int (*_Nonnull getlength)(const pd_pq_result *, int, int);
  int (*_Nonnull getisnull)(const pd_pq_result *, int, int);
  void (*_Nonnull clear)(pd_pq_result *);
} pd_pq;

/// Opens a library by its name and looks its functions up. Returns 0; 1 where there is no such
/// library, 2 where it lacks a function, with what the loader says in `why`.
int pd_pq_open(const char *name, pd_pq *table, char *why, size_t size);

/// Lets a connection's notices go unread: libpq would print them on the terminal.
void pd_pq_silence(const pd_pq *table, pd_pq_connection *connection);

#pragma clang assume_nonnull end
