#ifndef TALLY_PROGRESS_H
#define TALLY_PROGRESS_H

#include <stdbool.h>

/// Begins to count the seconds of something that may take long: once one has gone by, a line on
/// standard error says so, which must be a terminal that understands escapes.
void tally_progress_begin(void);

/// How many of how many checks are done; told with the seconds.
void tally_progress_note(int done, int all);

/// Ends the counting and takes the line away again; harmless where there is none.
void tally_progress_end(void);

#endif
