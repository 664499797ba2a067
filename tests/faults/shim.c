/* Stands between the program and the system (LD_PRELOAD): logs what is written and synced below a folder, and what is
   said on standard output, in one order; or lets the Nth call of a kind fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int log_fd = -1;
static char root[PATH_MAX];
static size_t root_length;
static const char *fail_kinds = "";
static long fail_at, fail_until, fail_error, counted;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    const char *folder = getenv("SHIM_ROOT");
    if (folder && realpath(folder, root)) root_length = strlen(root);
    const char *log = getenv("SHIM_LOG");
    if (log) log_fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (getenv("SHIM_KINDS")) fail_kinds = getenv("SHIM_KINDS");
    if (getenv("SHIM_AT")) fail_at = atol(getenv("SHIM_AT"));
    if (getenv("SHIM_UNTIL")) fail_until = atol(getenv("SHIM_UNTIL"));
    if (getenv("SHIM_ERROR")) fail_error = atol(getenv("SHIM_ERROR"));
}

static int below_root(const char *path) { return root_length && strncmp(path, root, root_length) == 0; }

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return below_root(path);
}

/* kind, length of the path, of the data, place; then path and data, in one write. */
static void note(char kind, const char *path, uint64_t place, const void *data, uint32_t size) {
    if (log_fd < 0) return;
    uint16_t length = (uint16_t)strlen(path);
    size_t total = 15 + length + size;
    char *record = malloc(total);
    if (!record) return;
    record[0] = kind;
    memcpy(record + 1, &length, 2);
    memcpy(record + 3, &size, 4);
    memcpy(record + 7, &place, 8);
    memcpy(record + 15, path, length);
    if (size) memcpy(record + 15 + length, data, size);
    if (syscall(SYS_write, log_fd, record, total) != (long)total) abort();
    free(record);
}

/* Whether this call of a kind is one that fails; SHIM_COUNT is where their number is left. */
static int fails(char kind) {
    if (!strchr(fail_kinds, kind)) return 0;
    long number = __sync_add_and_fetch(&counted, 1);
    if (!fail_at || number < fail_at || number > fail_until) return 0;
    errno = (int)fail_error;
    return 1;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("SHIM_COUNT");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (fd >= 0) {
        char text[32];
        int length = snprintf(text, sizeof text, "%ld", counted);
        syscall(SYS_write, fd, text, length);
        close(fd);
    }
}

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })
/* Writes and syncs are done and logged as one, so that the log has the order of the disk. */
#define TRACKED(kind, fd, place, data, size_of, call)                                            \
    char path[PATH_MAX];                                                                         \
    if (!path_of(fd, path)) return call;                                                         \
    if (fails(kind)) {                                                                           \
        int why = errno;                                                                         \
        if (kind == 'S') note('F', path, 0, 0, 0);                                               \
        errno = why;                                                                             \
        return -1;                                                                               \
    }                                                                                            \
    pthread_mutex_lock(&lock);                                                                   \
    __typeof__(call) done = call;                                                                \
    int error = errno;                                                                           \
    if (done >= 0) note(kind, path, (uint64_t)(place), data, (uint32_t)(size_of));               \
    pthread_mutex_unlock(&lock);                                                                 \
    errno = error;                                                                               \
    return done;

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    TRACKED('W', fd, place, data, done, REAL(pwrite64)(fd, data, size, place))
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    TRACKED('W', fd, place, data, done, REAL(pwrite)(fd, data, size, place))
}
ssize_t write(int fd, const void *data, size_t size) {
    if (fd == 1) {
        pthread_mutex_lock(&lock);
        note('A', "", 0, data, (uint32_t)size);
        pthread_mutex_unlock(&lock);
        return REAL(write)(fd, data, size);
    }
    TRACKED('W', fd, lseek64(fd, 0, SEEK_CUR) - done, data, done, REAL(write)(fd, data, size))
}
int ftruncate64(int fd, off64_t size) { TRACKED('T', fd, size, 0, 0, REAL(ftruncate64)(fd, size)) }
int ftruncate(int fd, off_t size) { TRACKED('T', fd, size, 0, 0, REAL(ftruncate)(fd, size)) }
int fsync(int fd) { TRACKED('S', fd, 0, 0, 0, REAL(fsync)(fd)) }
int fdatasync(int fd) { TRACKED('S', fd, 0, 0, 0, REAL(fdatasync)(fd)) }

static void renamed(char kind, const char *from, const char *to) {
    char whole[PATH_MAX] = "";
    if (realpath(to ? to : from, whole) == 0 && errno != ENOENT) return;
    if (below_root(whole)) note(kind, whole, 0, from, (uint32_t)strlen(from));
}
int unlink(const char *path) {
    char whole[PATH_MAX] = "";
    int known = realpath(path, whole) != 0 && below_root(whole);
    if (known && fails('U')) return -1;
    int done = REAL(unlink)(path);
    int error = errno;
    if (done == 0 && known) note('U', whole, 0, 0, 0);
    errno = error;
    return done;
}
int rename(const char *from, const char *to) {
    if (fails('R')) return -1;
    int done = REAL(rename)(from, to);
    int error = errno;
    if (done == 0) renamed('R', from, to);
    errno = error;
    return done;
}

/* The allocator of C, as SQLite and the cipher use it. */
extern void *__libc_malloc(size_t);
extern void *__libc_realloc(void *, size_t);
void *malloc(size_t size) { return fails('M') ? 0 : __libc_malloc(size); }
void *realloc(void *block, size_t size) { return fails('M') ? 0 : __libc_realloc(block, size); }
