// An editor's life, and the reading of a line.
#define _GNU_SOURCE
#include "editor.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "interrupt.h"

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/// The terminal as it was found, for a signal that ends the program in the midst of a line.
static struct termios found;
static volatile sig_atomic_t capable_terminal;

static void put_back(int signal_number) {
    // While a query runs too: its interrupts have a mode of their own, and it may have been cut off
    // in the midst of a colour or of what is not to be wrapped.
    tcsetattr(STDIN_FILENO, TCSANOW, &found);
    if (capable_terminal) {
        static const char plain_again[] = "\033[?2004l\033[0m\033[?7h";
        ssize_t ignored = write(STDOUT_FILENO, plain_again, sizeof plain_again - 1);
        (void)ignored;
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void tally_editor_write(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

tally_editor *tally_editor_of(EditLine *line) {
    void *editor = NULL;
    el_get(line, EL_CLIENTDATA, &editor);
    return editor;
}

static char *prompt_of(EditLine *line) {
    tally_editor *editor = tally_editor_of(line);
    return editor->search.on ? editor->search.prompt : (char *)editor->prompt;
}

/// Sets a locale in which UTF-8 can be edited; false where there is none.
static bool choose_locale(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL
        && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

tally_editor *tally_editor_create(void) {
    tally_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    editor->utf8 = choose_locale();
    editor->prompt = "";
    const char *kind = getenv("TERM");
    editor->capable = kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
    tcgetattr(STDIN_FILENO, &found);
    capable_terminal = editor->capable;
    editor->line = el_init("tally", stdin, stdout, stderr);
    editor->history = history_init();
    if (editor->line == NULL || editor->history == NULL) {
        tally_editor_destroy(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, 10000);
    history(editor->history, &event, H_SETUNIQUE, 1);
    EditLine *line = editor->line;
    el_set(line, EL_CLIENTDATA, editor);
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_HIST, history, editor->history);
    el_set(line, EL_PROMPT, prompt_of);
    el_set(line, EL_GETCFN, tally_editor_read_character);
    el_source(line, NULL);
    // Again behind the user's file, which may have wiped them.
    tally_editor_bind_keys(editor);
    tally_editor_watch_screen();
    struct sigaction action = {0};
    action.sa_handler = put_back;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    return editor;
}

void tally_editor_destroy(tally_editor *editor) {
    if (editor->line != NULL) {
        // It would put the terminal back with what was typed ahead dropped, which is for whoever reads
        // next.
        el_set(editor->line, EL_EDITMODE, 0);
        el_end(editor->line);
        tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
    }
    if (editor->history != NULL) history_end(editor->history);
    free(editor->text);
    free(editor->suggestion);
    free(editor->search.before);
    tally_editor_end_walk(editor);
    tally_editor_forget_states(editor);
    free(editor);
}

void tally_editor_complete_with(
    tally_editor *editor, tally_editor_completer completer, void *context) {
    editor->completer = completer;
    editor->context = context;
}

void tally_editor_continue_where(
    tally_editor *editor, tally_editor_continues continues, void *context) {
    editor->continues = continues;
    editor->continues_context = context;
}

void tally_editor_begin(tally_editor *editor) {
    el_set(editor->line, EL_PREP_TERM, 1);
    if (editor->capable) tally_editor_write(paste_on, sizeof paste_on - 1);
}

void tally_editor_pause(tally_editor *editor) {
    if (editor->capable) tally_editor_write(paste_off, sizeof paste_off - 1);
    el_set(editor->line, EL_PREP_TERM, 0);
}

const char *tally_editor_read(
    tally_editor *editor, const char *prompt, tally_editor_outcome *outcome) {
    editor->prompt = prompt;
    editor->dropped = false;
    editor->search.on = false;
    editor->ghost = false;
    // What the line before has left of a key is no part of this one.
    editor->injected[editor->injected_start = 0] = '\0';
    tally_editor_end_walk(editor);
    tally_editor_forget_states(editor);
    // Before the prompt, so that no key is lost that is pressed early.
    tally_editor_begin(editor);
    // From here on Ctrl-C is a key: what came before it was for what ran.
    tally_cancel_clear();
    tally_editor_forget_dropped(editor);
    int count = 0;
    const char *line = el_gets(editor->line, &count);
    if (line != NULL && count > 0 && !editor->dropped) tally_editor_take_ahead(editor);
    tally_editor_pause(editor);
    free(editor->suggestion);
    editor->suggestion = NULL;
    if (line == NULL || count <= 0) {
        tally_editor_write("\n", 1);
        *outcome = TALLY_EDITOR_END;
        return NULL;
    }
    if (editor->dropped) {
        *outcome = TALLY_EDITOR_DROPPED;
        return NULL;
    }
    size_t length = strlen(line);
    if (length > 0 && line[length - 1] == '\n') length--;
    if (length + 1 > editor->capacity) {
        char *larger = realloc(editor->text, length + 1);
        if (larger == NULL) {
            *outcome = TALLY_EDITOR_DROPPED;
            return NULL;
        }
        editor->text = larger;
        editor->capacity = length + 1;
    }
    memcpy(editor->text, line, length);
    editor->text[length] = '\0';
    *outcome = TALLY_EDITOR_LINE;
    return editor->text;
}

void tally_editor_remember(tally_editor *editor, const char *entry) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, entry);
}

void tally_editor_suggest(tally_editor *editor, const char *line) {
    free(editor->suggestion);
    editor->suggestion = strdup(line);
}

int tally_terminal_width(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int tally_terminal_height(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}
