// Ctrl-X Ctrl-E: the text in the user's own editor, and back again.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

enum { most = 1 << 20 };

/// Runs `$VISUAL`, else `$EDITOR`, else `vi` on a file; whether it ended well.
static bool run_editor(char *path) {
    // An interrupt is for the editor, which has the terminal.
    struct sigaction ignored = {0}, before;
    ignored.sa_handler = SIG_IGN;
    sigemptyset(&ignored.sa_mask);
    sigaction(SIGINT, &ignored, &before);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t usual, none;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    char *arguments[] = {
        "sh", "-c", "eval \"${VISUAL:-${EDITOR:-vi}} \\\"\\$1\\\"\"", "tally", path, NULL};
    pid_t process;
    int status = -1;
    if (posix_spawn(&process, "/bin/sh", NULL, &attributes, arguments, environ) == 0) {
        while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    }
    posix_spawnattr_destroy(&attributes);
    sigaction(SIGINT, &before, NULL);
    return status == 0;
}

/// The text of a file without what no sentence has; null where it is too long or none that can be
/// typed here.
static wchar_t *read_back(const char *path) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return NULL;
    char *bytes = malloc(most + 1);
    size_t count = bytes == NULL ? 0 : fread(bytes, 1, most + 1, file);
    fclose(file);
    if (bytes == NULL || count > most) {
        free(bytes);
        return NULL;
    }
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        unsigned char byte = (unsigned char)bytes[index];
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) continue;
        bytes[kept++] = bytes[index];
    }
    bytes[kept] = '\0';
    wchar_t *text = tally_editor_wide(bytes);
    free(bytes);
    return text;
}

/// Says where a text is that cannot be taken.
static void tell_kept(const char *path) {
    static const char said[] = "what was written cannot be taken here and is kept in ";
    tally_editor_write(said, sizeof said - 1);
    tally_editor_write(path, strlen(path));
    tally_editor_write("\n", 1);
}

static bool write_out(EditLine *line, int descriptor) {
    const LineInfo *info = el_line(line);
    size_t length = (size_t)(info->lastchar - info->buffer);
    return write(descriptor, info->buffer, length) == (ssize_t)length
        && write(descriptor, "\n", 1) == 1;
}

unsigned char tally_editor_edit_outside(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    const char *folder = getenv("TMPDIR");
    char path[4096];
    int size = snprintf(
        path, sizeof path, "%s/tally-XXXXXX.tally",
        folder != NULL && *folder == '/' ? folder : "/tmp");
    if (size < 0 || (size_t)size >= sizeof path) return CC_ERROR;
    int descriptor = mkostemps(path, 6, O_CLOEXEC);
    if (descriptor < 0) return CC_ERROR;
    bool written = write_out(line, descriptor), kept = false;
    close(descriptor);
    wchar_t *text = NULL;
    if (written) {
        tally_editor_pause(editor);
        tally_editor_write("\n", 1);
        bool changed = run_editor(path);
        if (changed) text = read_back(path);
        kept = changed && text == NULL && access(path, F_OK) == 0;
        if (kept) tell_kept(path);
        tally_editor_begin(editor);
    }
    if (!kept) unlink(path);
    if (text != NULL) {
        size_t length = wcslen(text);
        tally_editor_set_text(line, text, length, length);
        free(text);
    }
    el_resize(line);
    el_set(line, EL_REFRESH);
    return CC_NORM;
}
