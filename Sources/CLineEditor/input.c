// Reading from the terminal: whole characters, without a race against a change of its size.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t resized;

static void size_changed(int signal_number) {
    (void)signal_number;
    resized = 1;
}

void tally_editor_watch_size(void) {
    struct sigaction action = {0};
    action.sa_handler = size_changed;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGWINCH, &action, NULL);
}

/// Lays the line out for the new size.
static void redraw(tally_editor *editor) {
    resized = 0;
    el_resize(editor->line);
    if (editor->capable) tally_editor_write("\r\033[J", 4);
    el_set(editor->line, EL_REFRESH);
}

int tally_editor_next_byte(tally_editor *editor, bool greedy) {
    if (editor->ahead_start < editor->ahead_end) return editor->ahead[editor->ahead_start++];
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGWINCH);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    int result = -1;
    for (;;) {
        if (resized) redraw(editor);
        struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
        if (ppoll(&waiting, 1, NULL, &before) < 0) {
            if (errno == EINTR) continue;
            break;
        }
        ssize_t count = read(STDIN_FILENO, editor->ahead, greedy ? sizeof editor->ahead : 1);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count > 0) {
            editor->ahead_start = 1;
            editor->ahead_end = (size_t)count;
            result = editor->ahead[0];
        }
        break;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}

wchar_t tally_editor_decode(tally_editor *editor, int first, bool greedy) {
    static const wchar_t replacement = 0xFFFD;
    if (first < 0x80) return (wchar_t)first;
    int more = first >= 0xF0 && first <= 0xF4 ? 3 : first >= 0xE0 && first < 0xF0 ? 2
        : first >= 0xC2 && first < 0xE0 ? 1 : 0;
    if (more == 0) return editor->utf8 ? replacement : L'?';
    wchar_t value = first & (0x3F >> more);
    for (int index = 0; index < more; index++) {
        int next = tally_editor_next_byte(editor, greedy);
        if (next < 0) break;
        if ((next & 0xC0) != 0x80) {
            // Not ours: the next character begins with it.
            editor->ahead_start--;
            return editor->utf8 ? replacement : L'?';
        }
        value = value << 6 | (next & 0x3F);
    }
    bool fits = (more == 1 || (more == 2 && value >= 0x800) || (more == 3 && value >= 0x10000))
        && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
    if (!editor->utf8) return L'?';
    return fits ? value : replacement;
}

/// Whether a byte comes so soon that it belongs to the escape before it: a key such as an arrow
/// sends all of its bytes at once.
static bool follows(tally_editor *editor) {
    if (editor->ahead_start < editor->ahead_end) return true;
    struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&waiting, 1, 30) > 0;
}

/// Whether an escape that was read is the key alone and no part of another's sequence.
static bool is_escape_key(tally_editor *editor) {
    const char *kind = NULL;
    el_get(editor->line, EL_EDITOR, &kind);
    bool vi = kind != NULL && strcmp(kind, "vi") == 0;
    if ((vi || editor->search.on) && !follows(editor)) return true;
    int next = tally_editor_next_byte(editor, false);
    if (next < 0) return false;
    editor->ahead_start--;
    // With emacs bindings it may be typed before a letter, but a Ctrl-C is always one.
    return next == 3 || (vi && next != '[' && next != 'O');
}

static void inject(tally_editor *editor, const char *keys) {
    strcpy(editor->injected, keys);
    editor->injected_start = 0;
}

int tally_editor_read_character(EditLine *line, wchar_t *character) {
    tally_editor *editor = tally_editor_of(line);
    for (;;) {
        char injected = editor->injected[editor->injected_start];
        if (injected != '\0') {
            editor->injected_start++;
            *character = injected;
            return 1;
        }
        int first = tally_editor_next_byte(editor, false);
        if (first < 0) {
            *character = L'\0';
            return 0;
        }
        *character = tally_editor_decode(editor, first, false);
        bool alone = *character == 27 && is_escape_key(editor);
        if (editor->search.on) {
            editor->search.key = *character;
            char keys[8] = TALLY_EDITOR_SEARCH_STEP;
            if (!tally_editor_search_takes(*character) && !alone) {
                // What ends the search does what it does elsewhere.
                keys[strlen(keys)] = (char)first;
            }
            inject(editor, keys);
        } else if (alone) {
            inject(editor, TALLY_EDITOR_ESCAPE);
        } else {
            return 1;
        }
    }
}
