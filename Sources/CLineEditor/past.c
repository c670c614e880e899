// What was typed before: entry by entry, those that begin alike, and the last word of each.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

void tally_editor_end_walk(tally_editor *editor) {
    struct tally_walk *walk = &editor->walk;
    free(walk->shown);
    free(walk->draft);
    free(walk->worded);
    *walk = (struct tally_walk){.place = -1};
}

/// Goes on with the walk whose entry still stands in the line, else begins one at what is typed
/// before the cursor. False where there is no memory.
static bool begin_walk(EditLine *line, struct tally_walk *walk) {
    wchar_t *text = tally_editor_text(line);
    if (text == NULL) return false;
    if (walk->place >= 0 && walk->shown != NULL && wcscmp(walk->shown, text) == 0) {
        free(text);
        return true;
    }
    free(walk->shown);
    free(walk->draft);
    walk->draft = text;
    walk->shown = wcsdup(text);
    walk->prefix = tally_editor_cursor(line);
    walk->place = -1;
    return walk->shown != NULL;
}

/// Puts an entry into the line, or the draft again, and takes the text over.
static void show(EditLine *line, struct tally_walk *walk, wchar_t *text, int place) {
    size_t length = wcslen(text);
    tally_editor_set_text(line, text, length, length);
    free(walk->shown);
    walk->shown = text;
    walk->place = place;
}

/// The entry as text where it begins as the draft does and is not what stands there; else null.
static wchar_t *fitting(const struct tally_walk *walk, const char *entry) {
    wchar_t *text = tally_editor_wide(entry);
    if (text != NULL && wcsncmp(text, walk->draft, walk->prefix) == 0
        && wcscmp(text, walk->shown) != 0) {
        return text;
    }
    free(text);
    return NULL;
}

unsigned char tally_editor_older(EditLine *line) {
    tally_editor *editor = tally_editor_of(line);
    struct tally_walk *walk = &editor->walk;
    if (!begin_walk(line, walk)) return CC_ERROR;
    HistEvent event;
    int place = 0;
    for (int found = history(editor->history, &event, H_FIRST); found >= 0;
         found = history(editor->history, &event, H_NEXT), place++) {
        wchar_t *text = place > walk->place ? fitting(walk, event.str) : NULL;
        if (text == NULL) continue;
        show(line, walk, text, place);
        return CC_REFRESH;
    }
    return CC_ERROR;
}

unsigned char tally_editor_newer(EditLine *line) {
    tally_editor *editor = tally_editor_of(line);
    struct tally_walk *walk = &editor->walk;
    if (!begin_walk(line, walk) || walk->place < 0) return CC_ERROR;
    wchar_t *nearest = NULL;
    int place = 0, nearest_place = -1;
    HistEvent event;
    for (int found = history(editor->history, &event, H_FIRST); found >= 0 && place < walk->place;
         found = history(editor->history, &event, H_NEXT), place++) {
        wchar_t *text = fitting(walk, event.str);
        if (text == NULL) continue;
        free(nearest);
        nearest = text;
        nearest_place = place;
    }
    if (nearest == NULL) nearest = wcsdup(walk->draft);
    if (nearest == NULL) return CC_ERROR;
    show(line, walk, nearest, nearest_place);
    return CC_REFRESH;
}

/// Where the last word of a text begins; its blanks at the end are cut off.
static wchar_t *last_word(wchar_t *text) {
    size_t end = wcslen(text);
    while (end > 0 && iswspace((wint_t)text[end - 1])) text[--end] = L'\0';
    while (end > 0 && !iswspace((wint_t)text[end - 1])) end--;
    return text + end;
}

unsigned char tally_editor_last_word(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    struct tally_walk *walk = &editor->walk;
    wchar_t *now = tally_editor_text(line);
    if (now == NULL) return CC_ERROR;
    // Pressed again it goes on to the entry before, in the place of the word it has put in.
    bool again = walk->worded != NULL && wcscmp(now, walk->worded) == 0;
    free(now);
    int from = again ? walk->word_place + 1 : 0;
    HistEvent event;
    int place = 0;
    for (int found = history(editor->history, &event, H_FIRST); found >= 0;
         found = history(editor->history, &event, H_NEXT), place++) {
        wchar_t *text = place >= from ? tally_editor_wide(event.str) : NULL;
        if (text == NULL) continue;
        wchar_t *word = last_word(text);
        size_t length = wcslen(word);
        if (length > 0) {
            if (again) el_deletestr(line, (int)walk->word_length);
            tally_editor_insert(line, word, length);
            free(walk->worded);
            walk->worded = tally_editor_text(line);
            walk->word_place = place;
            walk->word_length = length;
        }
        free(text);
        if (length > 0) return CC_REFRESH;
    }
    return CC_ERROR;
}
