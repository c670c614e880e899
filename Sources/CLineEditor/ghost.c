// What stands dimmed behind the cursor and is no part of the text: a line that is offered, and that
// nothing fits.
#define _GNU_SOURCE
#include "editor.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

/// Where the cursor is in its row, as far as it is known.
static int cursor_column(tally_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    int column = (int)strlen(editor->prompt);
    for (const wchar_t *place = info->buffer; place < info->cursor; place++) {
        int width = wcwidth(*place);
        column = *place == L'\n' ? 0 : column + (width >= 0 ? width : 2);
    }
    return column;
}

void tally_editor_show_ghost(tally_editor *editor, const char *text) {
    const LineInfoW *info = el_wline(editor->line);
    if (!editor->capable || info->cursor != info->lastchar) return;
    int columns = tally_terminal_width(STDOUT_FILENO);
    if (columns <= 0) return;
    int room = columns - cursor_column(editor) % columns - 1;
    size_t count = 0;
    mbstate_t state = {0};
    for (size_t length = strlen(text); count < length;) {
        wchar_t character;
        size_t size = mbrtowc(&character, text + count, length - count, &state);
        int width = size > 0 && size <= 4 ? wcwidth(character) : -1;
        if (width < 0 || width > room) break;
        room -= width;
        count += size;
    }
    if (count == 0) return;
    tally_editor_write("\0337\033[2m", 6);
    tally_editor_write(text, count);
    tally_editor_write("\033[0m\0338", 6);
    editor->ghost = true;
}

void tally_editor_show_offer(tally_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    if (editor->suggestion == NULL || editor->ghost || editor->search.on
        || info->buffer != info->lastchar) {
        return;
    }
    tally_editor_show_ghost(editor, editor->suggestion);
}

void tally_editor_clear_ghost(tally_editor *editor) {
    if (editor->ghost) tally_editor_write("\033[K", 3);
    editor->ghost = false;
}
