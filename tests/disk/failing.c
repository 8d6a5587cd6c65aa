/* A disk that fails, for one process and one folder: loaded before libc (LD_PRELOAD), so that the program
 * under test runs as it is built.
 *
 * DISK_FOLDER  only files below it fail; it ends in a slash
 * DISK_FAULT   while this file is there, writing fails. It holds «ERRNO N»: the first N writes still go
 *              through, each one after them fails with ERRNO. ENOSPC is a full disk, EROFS one that the
 *              system has made read-only, EIO one that breaks.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long written;

/* What the next write fails with, or 0. */
static int fault(void) {
  const char *control = getenv("DISK_FAULT");
  char text[64] = {0};
  int number = 0;
  long let_through = 0;
  long fd = control ? syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) {
    atomic_store(&written, 0);
    return 0;
  }
  syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (sscanf(text, "%d %ld", &number, &let_through) != 2) return 0;
  return atomic_fetch_add(&written, 1) < let_through ? 0 : number;
}

static int below_folder(const char *path) {
  const char *folder = getenv("DISK_FOLDER");
  return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_meant(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below_folder(path);
}

#define FAILS(fd)                             \
  do {                                        \
    int number = is_meant(fd) ? fault() : 0;  \
    if (number) {                             \
      errno = number;                         \
      return -1;                              \
    }                                         \
  } while (0)

ssize_t write(int fd, const void *bytes, size_t n) {
  FAILS(fd);
  return syscall(SYS_write, fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
  FAILS(fd);
  return syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
  FAILS(fd);
  return syscall(SYS_pwrite64, fd, bytes, n, at);
}

int ftruncate(int fd, off_t length) {
  FAILS(fd);
  return syscall(SYS_ftruncate, fd, length);
}

int ftruncate64(int fd, off64_t length) {
  FAILS(fd);
  return syscall(SYS_ftruncate, fd, length);
}

int fdatasync(int fd) {
  FAILS(fd);
  return syscall(SYS_fdatasync, fd);
}

int fsync(int fd) {
  FAILS(fd);
  return syscall(SYS_fsync, fd);
}

/* A read-only file system lets nobody open for writing. */
static int opened(int at, const char *path, int flags, mode_t mode) {
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
  if (writes && below_folder(path)) {
    int number = fault();
    if (number == EROFS) {
      errno = number;
      return -1;
    }
  }
  return syscall(SYS_openat, at, path, flags, mode);
}

#define OPEN(name)                                          \
  int name(const char *path, int flags, ...) {              \
    va_list more;                                           \
    va_start(more, flags);                                  \
    mode_t mode = va_arg(more, mode_t);                     \
    va_end(more);                                           \
    return opened(AT_FDCWD, path, flags, mode);             \
  }
OPEN(open)
OPEN(open64)
