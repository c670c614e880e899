// The text that is edited, as a whole.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <wchar.h>

void tally_editor_insert(EditLine *line, const wchar_t *text, size_t length) {
    // libedit makes room for a text only so far at a time.
    wchar_t part[257];
    for (size_t start = 0; start < length;) {
        size_t count = length - start < 256 ? length - start : 256;
        wmemcpy(part, text + start, count);
        part[count] = L'\0';
        if (el_winsertstr(line, part) != 0) return;
        start += count;
    }
}

void tally_editor_set_text(EditLine *line, const wchar_t *text, size_t length, size_t cursor) {
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
    el_deletestr(line, (int)(info->lastchar - info->buffer));
    tally_editor_insert(line, text, length);
    info = el_wline(line);
    el_cursor(line, (int)(info->buffer + cursor - info->cursor));
}

wchar_t *tally_editor_text(EditLine *line) {
    const LineInfoW *info = el_wline(line);
    size_t length = (size_t)(info->lastchar - info->buffer);
    wchar_t *text = malloc((length + 1) * sizeof *text);
    if (text == NULL) return NULL;
    wmemcpy(text, info->buffer, length);
    text[length] = L'\0';
    return text;
}

size_t tally_editor_cursor(EditLine *line) {
    const LineInfoW *info = el_wline(line);
    return (size_t)(info->cursor - info->buffer);
}

wchar_t *tally_editor_wide(const char *text) {
    size_t length = mbstowcs(NULL, text, 0);
    if (length == (size_t)-1) return NULL;
    wchar_t *wide = malloc((length + 1) * sizeof *wide);
    if (wide == NULL) return NULL;
    mbstowcs(wide, text, length + 1);
    while (length > 0 && wide[length - 1] == L'\n') wide[--length] = L'\0';
    return wide;
}
