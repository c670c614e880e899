// What the keys do that libedit does not know, or knows differently.
#define _GNU_SOURCE
#include "editor.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "interrupt.h"

/// Ctrl-C: shows `^C` behind the line, and drops it.
static unsigned char drop_line(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
    el_insertstr(line, "^C");
    editor->dropped = true;
    el_push(line, "\033[93~");
    return CC_REFRESH;
}

/// Ctrl-D: the end on an empty line, else deletes the character under the cursor.
static unsigned char end_or_delete(EditLine *line, int key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    if (info->buffer == info->lastchar) return CC_EOF;
    if (info->cursor == info->lastchar) return CC_ERROR;
    el_cursor(line, 1);
    el_deletestr(line, 1);
    return CC_REFRESH;
}

/// Ctrl-Z: suspends this process, and only it; the line is there again afterwards.
static unsigned char suspend(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    tally_editor_pause(editor);
    tally_editor_write("\n", 1);
    kill(getpid(), SIGTSTP);
    tally_editor_begin(editor);
    el_resize(line);
    el_set(line, EL_REFRESH);
    return CC_NORM;
}

/// Where the line of text begins that `place` is in.
static const wchar_t *line_start(const LineInfoW *info, const wchar_t *place) {
    while (place > info->buffer && place[-1] != L'\n') place--;
    return place;
}

static const wchar_t *line_end(const LineInfoW *info, const wchar_t *place) {
    while (place < info->lastchar && *place != L'\n') place++;
    return place;
}

/// Up within an entry of several lines, else the entry before.
static unsigned char up(EditLine *line, int key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    const wchar_t *start = line_start(info, info->cursor);
    if (start == info->buffer) return tally_editor_older(line);
    const wchar_t *above = line_start(info, start - 1);
    long column = info->cursor - start, length = start - 1 - above;
    el_cursor(line, (int)(above + (column < length ? column : length) - info->cursor));
    return CC_REFRESH;
}

/// Down within an entry of several lines, else the entry behind.
static unsigned char down(EditLine *line, int key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    const wchar_t *end = line_end(info, info->cursor);
    if (end == info->lastchar) return tally_editor_newer(line);
    long column = info->cursor - line_start(info, info->cursor);
    long length = line_end(info, end + 1) - (end + 1);
    el_cursor(line, (int)(end + 1 + (column < length ? column : length) - info->cursor));
    return CC_REFRESH;
}

/// End: behind the last character, where vi's own would stand on it.
static unsigned char end_of_line(EditLine *line, int key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
    return CC_CURSOR;
}

/// The escape key alone where it means nothing.
static unsigned char escape_key(EditLine *line, int key) {
    (void)key;
    (void)line;
    return CC_NORM;
}

/// A bracketed paste: everything up to its end mark becomes part of the line, its line breaks too;
/// only the last one does not. Nothing runs. A Ctrl-C in it drops all.
static unsigned char paste(EditLine *line, int key) {
    enum { most = 1 << 20 };
    static const char mark[] = "\033[201~";
    tally_editor *editor = tally_editor_of(line);
    size_t count = 0, capacity = 256, matched = 0;
    wchar_t *text = malloc(capacity * sizeof *text);
    bool carriage_return = false;
    while (text != NULL && matched < sizeof mark - 1) {
        int byte = tally_editor_next_byte(editor, true);
        if (byte < 0) break;
        if (byte == 3) {
            free(text);
            return drop_line(line, key);
        }
        // The mark's first byte stands nowhere else in it, so a part of it that turns out not to
        // be one is dropped: it was an escape, which no sentence has.
        matched = byte == mark[matched] ? matched + 1 : byte == mark[0] ? 1 : 0;
        if (matched > 0) continue;
        wchar_t character = tally_editor_decode(editor, byte, true);
        bool follows = carriage_return && character == L'\n';
        carriage_return = character == L'\r';
        if (carriage_return) character = L'\n';
        if (follows || count >= most) continue;
        if ((character < 0x20 && character != L'\n' && character != L'\t') || character == 0x7F) {
            continue;
        }
        if (count + 1 == capacity) {
            wchar_t *larger = realloc(text, 2 * capacity * sizeof *text);
            if (larger == NULL) break;
            text = larger;
            capacity *= 2;
        }
        text[count++] = character;
    }
    if (text == NULL) return CC_ERROR;
    if (count > 0 && text[count - 1] == L'\n') count--;
    tally_editor_insert(line, text, count);
    free(text);
    return CC_REFRESH;
}

/// Puts the line that is offered into an empty one; false where there is none or it is not empty.
static bool take_suggestion(EditLine *line) {
    tally_editor *editor = tally_editor_of(line);
    const LineInfoW *info = el_wline(line);
    return editor->suggestion != NULL && info->buffer == info->lastchar
        && el_insertstr(line, editor->suggestion) == 0;
}

/// A copy of the text in UTF-8, to be freed; null without memory.
static char *utf8_text(EditLine *line) {
    const LineInfo *info = el_line(line);
    return strndup(info->buffer, (size_t)(info->lastchar - info->buffer));
}

/// Right: takes what is offered, else one character on.
static unsigned char right(EditLine *line, int key) {
    (void)key;
    if (take_suggestion(line)) return CC_REFRESH;
    el_push(line, "\033[92~");
    return CC_NORM;
}

/// Enter: runs the text, or begins another line of one that goes on. A last line without anything
/// in it ends the text.
static unsigned char enter(EditLine *line, int key) {
    (void)key;
    tally_editor *editor = tally_editor_of(line);
    char *text = editor->continues == NULL ? NULL : utf8_text(line);
    bool goes_on = false;
    if (text != NULL) {
        const char *last = strrchr(text, '\n');
        last = last == NULL ? text : last + 1;
        goes_on = last[strspn(last, " \t")] != '\0'
            && editor->continues(editor->continues_context, text);
    }
    free(text);
    if (goes_on) {
        end_of_line(line, key);
        tally_editor_insert(line, L"\n", 1);
        return CC_REFRESH;
    }
    el_push(line, "\033[93~");
    return CC_NORM;
}

static unsigned char complete(EditLine *line, int key) {
    tally_editor *editor = tally_editor_of(line);
    if (take_suggestion(line)) return CC_REFRESH;
    if (editor->completer == NULL) return CC_ERROR;
    const LineInfo *info = el_line(line);
    size_t cursor = (size_t)(info->cursor - info->buffer);
    char *text = utf8_text(line);
    if (text == NULL) return CC_ERROR;
    editor->completed_text = text;
    // While candidates are looked for, Ctrl-C is a signal and gives up the search, with the line.
    tally_cancel_clear();
    struct termios raw;
    bool is_terminal = tcgetattr(STDIN_FILENO, &raw) == 0;
    struct termios interruptible = raw;
    interruptible.c_lflag |= ISIG;
    if (is_terminal) tcsetattr(STDIN_FILENO, TCSANOW, &interruptible);
    editor->completed_cursor = cursor;
    tally_editor_completion done =
        editor->completer(editor->context, editor, text, editor->completed_cursor);
    if (is_terminal) tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    editor->completed_text = NULL;
    free(text);
    tally_editor_forget_dropped(editor);
    if (tally_cancel_requested()) {
        tally_cancel_clear();
        return drop_line(line, key);
    }
    switch (done) {
    case TALLY_EDITOR_CHANGED: return CC_REFRESH;
    case TALLY_EDITOR_LISTED: return CC_NORM;
    default:
        tally_editor_show_ghost(editor, "  nothing fits");
        return CC_ERROR;
    }
}

/// How many characters begin in the first `count` bytes.
static int characters(const char *text, size_t count) {
    int result = 0;
    for (size_t index = 0; index < count; index++) result += (text[index] & 0xC0) != 0x80;
    return result;
}

void tally_editor_replace(
    tally_editor *editor, size_t lower, size_t upper, const char *text) {
    const char *whole = editor->completed_text;
    if (whole == NULL || lower > upper || upper > strlen(whole)) return;
    int end = characters(whole, upper);
    el_cursor(editor->line, end - characters(whole, editor->completed_cursor));
    el_deletestr(editor->line, end - characters(whole, lower));
    el_insertstr(editor->line, text);
}

void tally_editor_list(tally_editor *editor, const char *lines) {
    // In one piece: a terminal that is written to line by line takes as long as all the rest.
    size_t breaks = 0;
    for (const char *place = lines; *place != '\0'; place++) breaks += *place == '\n';
    char *text = malloc(strlen(lines) + breaks + 8);
    if (text == NULL) return;
    char *end = stpcpy(text, editor->capable ? "\r\n\033[J" : "\r\n");
    for (const char *place = lines; *place != '\0'; place++) {
        if (*place == '\n') *end++ = '\r';
        *end++ = *place;
    }
    tally_editor_write(text, (size_t)(end - text));
    free(text);
    el_set(editor->line, EL_REFRESH);
}

void tally_editor_bind_keys(tally_editor *editor) {
    EditLine *line = editor->line;
    el_set(line, EL_ADDFN, "tally-drop-line", "Drop the line", drop_line);
    el_set(line, EL_ADDFN, "tally-end-or-delete", "End, or delete a character", end_or_delete);
    el_set(line, EL_ADDFN, "tally-suspend", "Suspend", suspend);
    el_set(line, EL_ADDFN, "tally-paste", "Insert a bracketed paste", paste);
    el_set(line, EL_ADDFN, "tally-complete", "Complete", complete);
    el_set(line, EL_ADDFN, "tally-enter", "Run the line, or go on with it", enter);
    el_set(line, EL_ADDFN, "tally-search", "Find an entry", tally_editor_search);
    el_set(line, EL_ADDFN, "tally-search-step", "Find on", tally_editor_search_step);
    el_set(line, EL_ADDFN, "tally-end", "To the end of the line", end_of_line);
    el_set(line, EL_ADDFN, "tally-escape", "Escape alone", escape_key);
    el_set(line, EL_ADDFN, "tally-up", "Up, or the entry before", up);
    el_set(line, EL_ADDFN, "tally-down", "Down, or the entry behind", down);
    el_set(line, EL_ADDFN, "tally-right", "Right, or take what is offered", right);
    el_set(line, EL_ADDFN, "tally-undo", "Undo", tally_editor_undo);
    el_set(line, EL_ADDFN, "tally-edit", "Edit elsewhere", tally_editor_edit_outside);
    el_set(
        line, EL_ADDFN, "tally-last-word", "The last word of the entry before",
        tally_editor_last_word);
    static const char *const keys[][2] = {
        {"\033[H", "ed-move-to-beg"},      {"\033OH", "ed-move-to-beg"},
        {"\033[1~", "ed-move-to-beg"},     {"\033[7~", "ed-move-to-beg"},
        {"\033[F", "tally-end"},      {"\033OF", "tally-end"},
        {"\033[4~", "tally-end"},     {"\033[8~", "tally-end"},
        {"\033[3~", "ed-delete-next-char"}, {"\033[3;5~", "em-delete-next-word"},
        {"\033[1;5D", "ed-prev-word"},     {"\033[1;3D", "ed-prev-word"},
        {"\033[5D", "ed-prev-word"},       {"\033Od", "ed-prev-word"},
        {"\033[1;5C", "em-next-word"},     {"\033[1;3C", "em-next-word"},
        {"\033[5C", "em-next-word"},       {"\033Oc", "em-next-word"},
        {"\033[A", "tally-up"},            {"\033OA", "tally-up"},
        {"\033[B", "tally-down"},          {"\033OB", "tally-down"},
        {"\033[C", "tally-right"},         {"\033OC", "tally-right"},
        // What tally-right pushes; no key sends it.
        {"\033[92~", "ed-next-char"},
        {"\033[200~", "tally-paste"},
        // A command of libedit's own, which crashes where nothing follows.
        {"\033x", "ed-unassigned"},       {"\033X", "ed-unassigned"},
    };
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        el_set(line, EL_BIND, keys[index][0], keys[index][1], NULL);
        el_set(line, EL_BIND, "-a", keys[index][0], keys[index][1], NULL);
    }
    const char *kind = NULL;
    el_get(line, EL_EDITOR, &kind);
    bool vi = kind != NULL && strcmp(kind, "vi") == 0;
    el_set(
        line, EL_BIND, TALLY_EDITOR_ESCAPE, vi ? "vi-command-mode" : "tally-escape", NULL);
    el_set(line, EL_BIND, "-a", TALLY_EDITOR_ESCAPE, "tally-escape", NULL);
    if (vi) {
        el_set(line, EL_BIND, "-a", "k", "tally-up", NULL);
        el_set(line, EL_BIND, "-a", "j", "tally-down", NULL);
        el_set(line, EL_BIND, "-a", "v", "tally-edit", NULL);
    } else {
        el_set(line, EL_BIND, "^F", "tally-right", NULL);
        el_set(line, EL_BIND, "\033.", "tally-last-word", NULL);
        el_set(line, EL_BIND, "\033_", "tally-last-word", NULL);
        el_set(line, EL_BIND, "^X^E", "tally-edit", NULL);
        el_set(line, EL_BIND, "^_", "tally-undo", NULL);
        el_set(line, EL_BIND, "^X^U", "tally-undo", NULL);
    }
    el_set(line, EL_BIND, "^I", "tally-complete", NULL);
    el_set(line, EL_BIND, "^W", "ed-delete-prev-word", NULL);
    el_set(line, EL_BIND, "^U", "vi-kill-line-prev", NULL);
    el_set(line, EL_BIND, "^P", "tally-up", NULL);
    el_set(line, EL_BIND, "^N", "tally-down", NULL);
    static const char *const always[][2] = {
        {"^C", "tally-drop-line"}, {"^D", "tally-end-or-delete"}, {"^Z", "tally-suspend"},
        {"^M", "tally-enter"},     {"^J", "tally-enter"},         {"^R", "tally-search"},
        {"^L", "ed-clear-screen"},
        {TALLY_EDITOR_SEARCH_STEP, "tally-search-step"},
        // What tally-drop-line and tally-enter push; no key sends it.
        {"\033[93~", "ed-newline"},
    };
    for (size_t index = 0; index < sizeof always / sizeof *always; index++) {
        el_set(line, EL_BIND, always[index][0], always[index][1], NULL);
        el_set(line, EL_BIND, "-a", always[index][0], always[index][1], NULL);
    }
    el_set(line, EL_BIND, "-a", ":", "ed-unassigned", NULL);
    // Ctrl-C must come as a key while a line is edited: as a signal it races with the reading.
    el_set(line, EL_SETTY, "-d", "-isig", NULL);
    // The terminal would drop what it has not shown yet at Ctrl-C, the end of a colour too.
    el_set(line, EL_SETTY, "-d", "+noflsh", NULL);
    el_set(line, EL_SETTY, "-x", "+noflsh", NULL);
}
