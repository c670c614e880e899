#define _GNU_SOURCE
#include "terminal.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

pid_t terminal_start(
    const char *folder, char *const *arguments, char *const *environment, uint16_t rows,
    uint16_t columns, int *descriptor, struct termios *modes) {
    char path[128];
    int ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (ours < 0 || grantpt(ours) != 0 || unlockpt(ours) != 0
        || ptsname_r(ours, path, sizeof path) != 0) {
        return -1;
    }
    terminal_resize(ours, rows, columns);
    tcgetattr(ours, modes);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    // The first terminal that a new session opens becomes the one that controls it.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    posix_spawn_file_actions_addchdir_np(&actions, folder);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t process = -1;
    if (posix_spawn(&process, arguments[0], &actions, &attributes, arguments, environment) != 0) {
        process = -1;
        close(ours);
    }
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    *descriptor = ours;
    return process;
}

void terminal_resize(int descriptor, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    ioctl(descriptor, TIOCSWINSZ, &size);
}
