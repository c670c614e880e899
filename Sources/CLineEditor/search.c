// Ctrl-R: what was typed before, found letter by letter.
//
// While it is on, keys go to no command of libedit: the reading of characters hands each to the
// search and gives libedit the sequence of `tally-search-step` in its place, whose return has the
// line and the prompt drawn again.
#define _GNU_SOURCE
#include "editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

enum { control_c = 3, control_g = 7, control_h = 8, control_r = 18, escape = 27, delete = 127 };

/// Where a pattern stands in a text, in any mixture of cases; null where it does not.
static const wchar_t *find(const wchar_t *text, const wchar_t *pattern) {
    size_t length = wcslen(pattern);
    for (; *text != L'\0'; text++) {
        if (wcsncasecmp(text, pattern, length) == 0) return text;
    }
    return NULL;
}

/// The prompt says what is looked for, and whether it is nowhere.
static void show(tally_editor *editor) {
    char pattern[sizeof editor->search.prompt / 2];
    size_t length = wcstombs(pattern, editor->search.pattern, sizeof pattern - 1);
    pattern[length == (size_t)-1 ? 0 : length] = '\0';
    snprintf(
        editor->search.prompt, sizeof editor->search.prompt, "search '%s'%s: ", pattern,
        editor->search.missed ? " (nowhere)" : "");
}

/// Puts the newest entry into the line that has the pattern, of those that are `from` or more
/// entries old and not the text that is shown.
static void look(EditLine *line, tally_editor *editor, int from, bool other) {
    struct tally_search *search = &editor->search;
    const LineInfoW *info = el_wline(line);
    size_t shown = (size_t)(info->lastchar - info->buffer);
    search->missed = false;
    if (search->pattern[0] == L'\0') return;
    HistEvent event;
    int place = 0;
    for (int found = history(editor->history, &event, H_FIRST); found >= 0;
         found = history(editor->history, &event, H_NEXT), place++) {
        if (place < from) continue;
        wchar_t *entry = tally_editor_wide(event.str);
        if (entry == NULL) continue;
        size_t length = wcslen(entry);
        const wchar_t *match = find(entry, search->pattern);
        bool again = other && length == shown && wmemcmp(entry, info->buffer, length) == 0;
        if (match != NULL && !again) {
            search->place = place;
            tally_editor_set_text(line, entry, length, (size_t)(match - entry));
            free(entry);
            return;
        }
        free(entry);
    }
    search->missed = true;
}

/// The line as it was when the search began.
static void restore(EditLine *line, struct tally_search *search) {
    tally_editor_set_text(line, search->before, wcslen(search->before), search->before_cursor);
}

static void end(struct tally_search *search) {
    search->on = false;
    free(search->before);
    search->before = NULL;
}

unsigned char tally_editor_search(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    struct tally_search *search = &editor->search;
    search->before = tally_editor_text(line);
    if (search->before == NULL) return CC_ERROR;
    search->before_cursor = tally_editor_cursor(line);
    search->pattern[0] = L'\0';
    search->place = 0;
    search->missed = false;
    search->on = true;
    show(editor);
    return CC_REFRESH;
}

unsigned char tally_editor_search_step(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    struct tally_search *search = &editor->search;
    if (!search->on) return CC_ERROR;
    size_t length = wcslen(search->pattern);
    wchar_t typed = search->key;
    if (typed == control_c || typed == control_g) {
        restore(line, search);
        end(search);
    } else if (typed == control_r) {
        look(line, editor, search->place, true);
    } else if (typed == control_h || typed == delete) {
        if (length > 0) search->pattern[length - 1] = L'\0';
        if (length <= 1) restore(line, search);
        search->place = 0;
        look(line, editor, 0, false);
    } else if (tally_editor_search_takes(typed)) {
        if (length + 1 < sizeof search->pattern / sizeof *search->pattern) {
            search->pattern[length] = typed;
            search->pattern[length + 1] = L'\0';
        }
        look(line, editor, search->place, false);
    } else {
        end(search);
    }
    if (search->on) show(editor);
    return CC_REFRESH;
}

bool tally_editor_search_takes(wchar_t key) {
    return key == control_c || key == control_g || key == control_h || key == control_r
        || (key >= 0x20 && key != escape);
}
