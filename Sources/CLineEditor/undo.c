// Ctrl-_: the text as it was before the last change.
//
// Each time a key is waited for the text is compared with what it was: whatever changed it, libedit
// or this shell, can so be undone.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

enum { longest = 1 << 14 };

void tally_editor_forget_states(tally_editor *editor) {
    struct tally_states *states = &editor->states;
    for (int index = 0; index < states->count; index++) free(states->all[index].text);
    free(states->now.text);
    memset(states, 0, sizeof *states);
}

/// Whether the text differs from the one before by a letter that was typed.
static bool is_typing(const wchar_t *before, const wchar_t *text, size_t cursor) {
    size_t length = wcslen(text);
    return cursor > 0 && length == wcslen(before) + 1 && !iswspace((wint_t)text[cursor - 1])
        && wcsncmp(before, text, cursor - 1) == 0;
}

void tally_editor_note_state(EditLine *line) {
    tally_editor *editor = tally_editor_of(line);
    struct tally_states *states = &editor->states;
    const LineInfoW *info = el_wline(line);
    size_t length = (size_t)(info->lastchar - info->buffer);
    if (length > longest) return tally_editor_forget_states(editor);
    size_t cursor = (size_t)(info->cursor - info->buffer);
    if (states->now.text == NULL || wcslen(states->now.text) != length
        || wmemcmp(states->now.text, info->buffer, length) != 0) {
        wchar_t *text = tally_editor_text(line);
        if (text == NULL) return;
        wchar_t *before = states->now.text;
        bool typing = before != NULL && is_typing(before, text, cursor);
        // A word that is typed is undone as one.
        if (before != NULL && !(typing && states->typing)) {
            if (states->count == TALLY_EDITOR_STATES) {
                free(states->all[0].text);
                states->count--;
                memmove(
                    states->all, states->all + 1, (size_t)states->count * sizeof *states->all);
            }
            states->all[states->count++] = states->now;
        } else {
            free(before);
        }
        states->now.text = text;
        states->typing = typing;
    }
    states->now.cursor = cursor;
}

unsigned char tally_editor_undo(EditLine *line, int key) {
    (void)key;
    struct tally_states *states = &tally_editor_of(line)->states;
    if (states->count == 0) return CC_ERROR;
    free(states->now.text);
    states->now = states->all[--states->count];
    states->typing = false;
    tally_editor_set_text(
        line, states->now.text, wcslen(states->now.text), states->now.cursor);
    return CC_REFRESH;
}
