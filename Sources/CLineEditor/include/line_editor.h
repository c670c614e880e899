#ifndef TALLY_LINE_EDITOR_H
#define TALLY_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "interrupt.h"

/// An editor of lines on the terminal, over libedit. There is at most one in a process, since
/// there is one terminal. All texts are UTF-8.
typedef struct tally_editor tally_editor;

/// How the reading of a line ended.
typedef enum tally_editor_outcome {
    /// Enter: the line stands, without its last line break.
    TALLY_EDITOR_LINE = 0,
    /// Ctrl-C: the line is dropped.
    TALLY_EDITOR_DROPPED = 1,
    /// Ctrl-D on an empty line, or the terminal is gone.
    TALLY_EDITOR_END = 2,
} tally_editor_outcome;

/// What a completion did to the line.
typedef enum tally_editor_completion {
    TALLY_EDITOR_NOTHING = 0,
    TALLY_EDITOR_CHANGED = 1,
    /// Candidates were listed with `tally_editor_list`.
    TALLY_EDITOR_LISTED = 2,
} tally_editor_completion;

/// Called when Tab is pressed, with the text and the cursor's place in it, in bytes.
typedef tally_editor_completion (*tally_editor_completer)(
    void *_Nullable context, tally_editor *_Nonnull editor, const char *_Nonnull text,
    size_t cursor);

/// Called when Enter is pressed: whether the text goes on in the next line.
typedef bool (*tally_editor_continues)(void *_Nullable context, const char *_Nonnull text);

/// An editor on standard input and output, which must both be terminals; null where libedit can't
/// have one. Reads the user's `.editrc`.
tally_editor *_Nullable tally_editor_create(void);

void tally_editor_destroy(tally_editor *_Nonnull editor);

/// Called on Tab from now on.
void tally_editor_complete_with(
    tally_editor *_Nonnull editor, tally_editor_completer _Nonnull completer,
    void *_Nullable context);

/// Asked on Enter from now on: of a text that goes on Enter begins another line, in which Enter
/// again ends it.
void tally_editor_continue_where(
    tally_editor *_Nonnull editor, tally_editor_continues _Nonnull continues,
    void *_Nullable context);

/// Reads a text behind a prompt, which must be ASCII. The text belongs to the editor until the next
/// call; it is null unless the outcome is a line.
const char *_Nullable tally_editor_read(
    tally_editor *_Nonnull editor, const char *_Nonnull prompt,
    tally_editor_outcome *_Nonnull outcome);

/// Adds an entry, which may have several lines, to what the arrow keys and Ctrl-R find.
void tally_editor_remember(tally_editor *_Nonnull editor, const char *_Nonnull entry);

/// Offers a line at the next prompt: it stands there dimmed, and Tab or Right puts it into an empty
/// line. Enter runs nothing that is not in the line, and ends the offer.
void tally_editor_suggest(tally_editor *_Nonnull editor, const char *_Nonnull line);

/// In a completer: puts `text` for the bytes from `lower` to `upper` of the text that the completer
/// was given, and the cursor behind it.
void tally_editor_replace(
    tally_editor *_Nonnull editor, size_t lower, size_t upper, const char *_Nonnull text);

/// In a completer: writes lines below the one that is edited, and that one again below them.
void tally_editor_list(tally_editor *_Nonnull editor, const char *_Nonnull lines);

/// Takes what was typed while something ran, so that no other program reads it: it comes at the next
/// prompt.
void tally_editor_keep_typed(tally_editor *_Nonnull editor);

/// The width of the terminal on a descriptor in columns; 0 where it is none or does not say.
int tally_terminal_width(int descriptor);

/// The same of its height in rows.
int tally_terminal_height(int descriptor);

/// Whether the program was stopped and went on since this was asked last; others may have written
/// on the screen meanwhile.
bool tally_editor_was_suspended(void);

#endif
