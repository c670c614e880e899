#ifndef TALLY_TEST_TERMINAL_H
#define TALLY_TEST_TERMINAL_H

#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/// Starts a program on a pseudo-terminal of its own, in a folder, with exactly these arguments and
/// this environment, both ended by null. Gives the process, or -1, the terminal's other end, and
/// its modes before the program.
pid_t terminal_start(
    const char *_Nonnull folder, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, uint16_t rows, uint16_t columns,
    int *_Nonnull descriptor, struct termios *_Nonnull modes);

/// Changes the terminal's size, of which the program is told by a signal.
void terminal_resize(int descriptor, uint16_t rows, uint16_t columns);

#endif
