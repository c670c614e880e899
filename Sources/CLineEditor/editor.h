#ifndef TALLY_EDITOR_H
#define TALLY_EDITOR_H

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>

#include "line_editor.h"

struct tally_editor {
    EditLine *line;
    History *history;
    const char *prompt;
    /// The line that was read, without its last line break.
    char *text;
    size_t capacity;
    tally_editor_completer completer;
    void *context;
    /// The cursor's place and the text that the completer was given, while it runs.
    const char *completed_text;
    size_t completed_cursor;
    /// What Enter and Tab put into an empty line; null for nothing.
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
};

/// The editor that libedit calls back about.
tally_editor *tally_editor_of(EditLine *line);

/// Writes all bytes to the terminal.
void tally_editor_write(const char *bytes, size_t count);

// keys.c
void tally_editor_bind_keys(tally_editor *editor);

// input.c

/// Reads a character for libedit: 1, or 0 at the end, redrawing after a change of the
/// terminal's size.
int tally_editor_read_character(EditLine *line, wchar_t *character);

/// The next byte from the terminal, or -1 at its end. Where `greedy` it may read ahead.
int tally_editor_next_byte(tally_editor *editor, bool greedy);

/// Decodes UTF-8 that starts with `first`; what is not UTF-8 is U+FFFD.
wchar_t tally_editor_decode(tally_editor *editor, int first, bool greedy);

/// Notes a change of the terminal's size, so that the next character read redraws.
void tally_editor_watch_size(void);

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
