#ifndef TALLY_EDITOR_H
#define TALLY_EDITOR_H

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#include "line_editor.h"

/// The search through what was typed before.
struct tally_search {
    bool on;
    /// What was typed last.
    wchar_t key;
    wchar_t pattern[128];
    /// How many entries are newer than the one that is shown.
    int place;
    /// Whether no entry has the pattern.
    bool missed;
    /// The line and the cursor's place as they were.
    wchar_t *before;
    size_t before_cursor;
    char prompt[1200];
};

/// The walk with Up and Down through the entries that begin as the line did.
struct tally_walk {
    /// How many entries are newer than the one that is shown; -1 for the line itself.
    int place;
    /// What the walk has put into the line, and the line as it was.
    wchar_t *shown, *draft;
    /// How many characters of the draft an entry must begin with.
    size_t prefix;
    /// The line behind the last word of an entry that was put in, which entry's, and how long.
    wchar_t *worded;
    int word_place;
    size_t word_length;
};

enum { TALLY_EDITOR_STATES = 200 };

/// The texts that the line had, for undoing.
struct tally_states {
    struct tally_state {
        wchar_t *text;
        size_t cursor;
    } all[TALLY_EDITOR_STATES], now;
    int count;
    /// Whether the last change was a letter typed.
    bool typing;
};

struct tally_editor {
    EditLine *line;
    History *history;
    const char *prompt;
    /// The line that was read, without its last line break.
    char *text;
    size_t capacity;
    tally_editor_completer completer;
    void *context;
    tally_editor_continues continues;
    void *continues_context;
    /// The cursor's place and the text that the completer was given, while it runs.
    const char *completed_text;
    size_t completed_cursor;
    /// What Tab and Right put into an empty line; null for nothing.
    char *suggestion;
    /// Whether Ctrl-C dropped the line that is being read.
    bool dropped;
    /// Whether the terminal understands escapes for pasting and clearing.
    bool capable;
    /// Whether characters beyond ASCII can be edited.
    bool utf8;
    /// Bytes that were read from the terminal ahead of need.
    unsigned char ahead[4096];
    size_t ahead_start, ahead_end;
    /// What libedit is given before anything else is read: sequences that no key sends.
    char injected[24];
    size_t injected_start;
    struct tally_search search;
    struct tally_walk walk;
    struct tally_states states;
    /// Whether something stands dimmed behind the cursor.
    bool ghost;
};

/// What a step of a search is bound to; no key sends it.
#define TALLY_EDITOR_SEARCH_STEP "\033[94~"
/// What stands for the escape key alone. It is one character, since libedit binds sequences in both
/// modes of vi alike.
#define TALLY_EDITOR_ESCAPE "\036"

/// The editor that libedit calls back about.
tally_editor *tally_editor_of(EditLine *line);

/// Writes all bytes to the terminal.
void tally_editor_write(const char *bytes, size_t count);

// keys.c
void tally_editor_bind_keys(tally_editor *editor);

// text.c

/// Inserts so many characters at the cursor.
void tally_editor_insert(EditLine *line, const wchar_t *text, size_t length);

/// Puts a text in the place of the one that is edited.
void tally_editor_set_text(EditLine *line, const wchar_t *text, size_t length, size_t cursor);

/// A copy of the text that is edited, to be freed; null without memory.
wchar_t *tally_editor_text(EditLine *line);

/// How many characters are before the cursor.
size_t tally_editor_cursor(EditLine *line);

/// A text in wide characters without its last line breaks, to be freed; null where it is none.
wchar_t *tally_editor_wide(const char *text);

// past.c

/// Up and Down, and Meta-dot.
unsigned char tally_editor_older(EditLine *line);
unsigned char tally_editor_newer(EditLine *line);
unsigned char tally_editor_last_word(EditLine *line, int key);
void tally_editor_end_walk(tally_editor *editor);

// undo.c

/// Takes note of the text as it is while a key is waited for.
void tally_editor_note_state(EditLine *line);
unsigned char tally_editor_undo(EditLine *line, int key);
void tally_editor_forget_states(tally_editor *editor);

// ghost.c

/// Shows a text dimmed behind the cursor until the next key, as much of it as the row has room for.
void tally_editor_show_ghost(tally_editor *editor, const char *text);

/// The same of the line that is offered, where none is typed.
void tally_editor_show_offer(tally_editor *editor);
void tally_editor_clear_ghost(tally_editor *editor);

// outside.c

/// Ctrl-X Ctrl-E.
unsigned char tally_editor_edit_outside(EditLine *line, int key);

// search.c

/// Ctrl-R, and each key behind it.
unsigned char tally_editor_search(EditLine *line, int key);
unsigned char tally_editor_search_step(EditLine *line, int key);

/// Whether a key means something to the search; any other ends it and then does what it does.
bool tally_editor_search_takes(wchar_t key);

// input.c

/// Reads a character for libedit: 1, or 0 at the end, redrawing after a change of the
/// terminal's size.
int tally_editor_read_character(EditLine *line, wchar_t *character);

/// The next byte from the terminal, or -1 at its end. Where `greedy` it may read ahead.
int tally_editor_next_byte(tally_editor *editor, bool greedy);

/// Decodes UTF-8 that starts with `first`; what is not UTF-8 is U+FFFD.
wchar_t tally_editor_decode(tally_editor *editor, int first, bool greedy);

/// Notes a change of the terminal's size, so that the next character read redraws, and a
/// suspension.
void tally_editor_watch_screen(void);

/// Takes in what was typed ahead, with interrupts on from then on. A Ctrl-C in it, which came as a
/// key because the line before it was still being read, drops what is before it and counts as an
/// interrupt of what is to run.
void tally_editor_take_ahead(tally_editor *editor);

/// Forgets what was taken in ahead where an interrupt has dropped what was typed.
void tally_editor_forget_dropped(tally_editor *editor);

// editor.c

/// Puts the terminal into the state for editing, or back; safe to repeat.
void tally_editor_begin(tally_editor *editor);
void tally_editor_pause(tally_editor *editor);

#endif
