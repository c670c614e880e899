// Reading from the terminal: whole characters, without a race against a change of its size.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "interrupt.h"

static volatile sig_atomic_t resized;
static volatile sig_atomic_t continued;

static void size_changed(int signal_number) {
    (void)signal_number;
    resized = 1;
}

static void resumed(int signal_number) {
    (void)signal_number;
    continued = 1;
}

void tally_editor_watch_screen(void) {
    struct sigaction action = {0};
    action.sa_handler = size_changed;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGWINCH, &action, NULL);
    action.sa_handler = resumed;
    sigaction(SIGCONT, &action, NULL);
}

bool tally_editor_was_suspended(void) {
    bool was = continued != 0;
    continued = 0;
    return was;
}

/// How many rows below the prompt the cursor is, on a terminal of so many columns that breaks the
/// rows it shows anew when its size changes, as most do.
static int rows_above(tally_editor *editor, int columns) {
    const LineInfoW *info = el_wline(editor->line);
    int rows = 0, column = (int)strlen(editor->prompt);
    for (const wchar_t *place = info->buffer; place < info->cursor; place++) {
        if (*place == L'\n') {
            rows += (column > 0 ? column - 1 : 0) / columns + 1;
            column = 0;
        } else {
            int width = wcwidth(*place);
            column += width >= 0 ? width : 2;
        }
    }
    return rows + column / columns;
}

/// Lays the line out for the new size.
static void redraw(tally_editor *editor) {
    resized = 0;
    editor->ghost = false;
    if (editor->capable) {
        int columns = tally_terminal_width(STDOUT_FILENO);
        int rows = columns > 0 ? rows_above(editor, columns) : 0;
        char up[24];
        int count = rows > 0 ? snprintf(up, sizeof up, "\033[%dA", rows) : 0;
        tally_editor_write(up, (size_t)count);
        tally_editor_write("\r\033[J", 4);
    }
    el_resize(editor->line);
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
        if (!greedy) tally_editor_show_offer(editor);
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

/// Reads all that is there behind what was read ahead, and leaves the terminal with `modes`.
///
/// Meanwhile a read waits for nothing: an interrupt drops what is there, perhaps just after it was
/// found to be there, and the shell would wait for the next key.
static void read_waiting(tally_editor *editor, struct termios modes) {
    size_t count = editor->ahead_end - editor->ahead_start;
    memmove(editor->ahead, editor->ahead + editor->ahead_start, count);
    struct termios taking = modes;
    // By the line a terminal gives only lines that are whole.
    taking.c_lflag &= ~(tcflag_t)ICANON;
    taking.c_cc[VMIN] = 0;
    taking.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &taking);
    while (count < sizeof editor->ahead) {
        ssize_t more = read(STDIN_FILENO, editor->ahead + count, sizeof editor->ahead - count);
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) break;
        count += (size_t)more;
    }
    editor->ahead_start = 0;
    editor->ahead_end = count;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

void tally_editor_keep_typed(tally_editor *editor) {
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) == 0) read_waiting(editor, modes);
}

void tally_editor_take_ahead(tally_editor *editor) {
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0) return;
    modes.c_lflag |= ISIG;
    read_waiting(editor, modes);
    for (size_t index = editor->ahead_end; index-- > 0;) {
        if (editor->ahead[index] != 3) continue;
        editor->ahead_start = index + 1;
        tally_cancel_request();
        break;
    }
}

void tally_editor_forget_dropped(tally_editor *editor) {
    if (tally_interrupt_dropped_keys()) editor->ahead_start = editor->ahead_end = 0;
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
    if (!editor->search.on) tally_editor_note_state(line);
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
        tally_editor_clear_ghost(editor);
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
        } else if (*character == 3) {
            // In the midst of a sequence, or where any key is taken as it is, the next one would be
            // swallowed; and that must not be this.
            inject(editor, TALLY_EDITOR_ESCAPE "\003");
        } else {
            return 1;
        }
    }
}
