#ifndef TALLY_INTERRUPT_H
#define TALLY_INTERRUPT_H

#include <stdbool.h>

/// What Ctrl-C means while the terminal is not being edited.
typedef enum tally_interrupt_policy {
    /// Cancel what runs and go on: the shell.
    TALLY_INTERRUPT_CANCELS = 0,
    /// Cancel what runs, which then ends the program; a second one ends it at once.
    TALLY_INTERRUPT_ENDS = 1,
    /// End the program at once with exit code 130.
    TALLY_INTERRUPT_EXITS = 2,
} tally_interrupt_policy;

void tally_interrupt_prepare(tally_interrupt_policy policy);

/// Whether Ctrl-C was pressed since the last `tally_cancel_clear`. Safe to poll from any thread.
bool tally_cancel_requested(void);

/// Whether an interrupt at the key dropped what was typed ahead, since the last time this was asked.
bool tally_interrupt_dropped_keys(void);

/// As Ctrl-C does.
void tally_cancel_request(void);

void tally_cancel_clear(void);

/// Lets a closed pipe end the program quietly, whatever the parent left in place.
void tally_die_by_closed_pipe(void);

#endif
