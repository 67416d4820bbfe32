// What a process that decodes may still do: the kernel kills it for anything else.
#define _GNU_SOURCE 1
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "decode.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

void pd_limit(unsigned seconds, unsigned long memory) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_FSIZE, &none);
  struct rlimit work = {seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &work);
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  // Those reserve terabytes for themselves.
  struct rlimit room = {memory, memory};
  setrlimit(RLIMIT_AS, &room);
#else
  (void)memory;
#endif
  // Whoever asked is gone, and nobody reads an answer any more.
  prctl(PR_SET_PDEATHSIG, 9);
  prctl(PR_SET_DUMPABLE, 0);
}

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
// The lower half of an argument: both machines have it first.
#define LOAD_ARGUMENT(number) \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (number))
#define GIVE(verdict) BPF_STMT(BPF_RET | BPF_K, verdict)
#define ALLOW(call) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), GIVE(SECCOMP_RET_ALLOW)
// One call, where an argument is this; and where it has none of, or one of, these bits.
#define ALLOW_EQUAL(call, number, value)                                               \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 4), LOAD_ARGUMENT(number),        \
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), GIVE(SECCOMP_RET_ALLOW),       \
      GIVE(SECCOMP_RET_KILL_PROCESS)
#define ALLOW_WITHOUT(call, number, bits)                                              \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 4), LOAD_ARGUMENT(number),        \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), GIVE(SECCOMP_RET_ALLOW),       \
      GIVE(SECCOMP_RET_KILL_PROCESS)

static struct sock_filter filter[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    GIVE(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
#if defined(__x86_64__)
    // The numbers of the x32 machine lie above, and would be other calls.
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    GIVE(SECCOMP_RET_KILL_PROCESS),
#endif
    ALLOW_EQUAL(write, 0, STDOUT_FILENO),
    ALLOW(exit_group),
    ALLOW(exit),
    // Memory that is no file's and that nothing can be run in.
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 6),
    LOAD_ARGUMENT(3),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 3),
    LOAD_ARGUMENT(2),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0),
    GIVE(SECCOMP_RET_ALLOW),
    GIVE(SECCOMP_RET_KILL_PROCESS),
    ALLOW_WITHOUT(mprotect, 2, PROT_EXEC),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(madvise),
    ALLOW(brk),
    ALLOW(futex),
    ALLOW(clock_gettime),
    ALLOW(gettimeofday),
    ALLOW(getrandom),
    ALLOW(sched_yield),
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    // Their threads take their own stack for signals away at their end.
    ALLOW(sigaltstack),
#endif
    ALLOW(rt_sigprocmask),
    ALLOW(rt_sigreturn),
    ALLOW(restart_syscall),
    GIVE(SECCOMP_RET_KILL_PROCESS),
};

int pd_picture_confine(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_NOFILE, &none);
  setrlimit(RLIMIT_NPROC, &none);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  // Of all threads, should a library have begun one.
  long result = syscall(
      SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  return result == 0 ? 0 : result > 0 ? EBUSY : errno;
}

#else

// No machine is trusted whose calls nobody has looked at.
int pd_picture_confine(void) { return ENOSYS; }

#endif
