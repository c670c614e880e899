// A line on standard error that says how long something has been going on.
#define _GNU_SOURCE
#include "progress.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static atomic_int checks_done, checks_all, seconds;
static atomic_bool shown;

/// Writes a number without any function that a signal may not call.
static char *put_number(char *place, int number) {
    char digits[12];
    int count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0) *place++ = digits[--count];
    return place;
}

static void tick(int signal_number) {
    (void)signal_number;
    int all = atomic_load(&checks_all);
    char text[80];
    char *end = stpcpy(text, "\r\033[K");
    if (all > 0) {
        end = stpcpy(end, "checking ");
        end = put_number(end, atomic_load(&checks_done) + 1);
        end = stpcpy(end, " of ");
        end = put_number(end, all);
        end = stpcpy(end, ", ");
    } else {
        end = stpcpy(end, "working, ");
    }
    end = put_number(end, atomic_fetch_add(&seconds, 1) + 1);
    end = stpcpy(end, " s ");
    atomic_store(&shown, true);
    // What was interrupted may be about to look at it.
    int before = errno;
    ssize_t ignored = write(STDERR_FILENO, text, (size_t)(end - text));
    (void)ignored;
    errno = before;
}

static void set_timer(int interval) {
    struct itimerval timer = {{interval, 0}, {interval, 0}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

void tally_progress_begin(void) {
    atomic_store(&checks_all, 0);
    atomic_store(&seconds, 0);
    struct sigaction action = {0};
    action.sa_handler = tick;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    set_timer(1);
}

void tally_progress_note(int done, int all) {
    atomic_store(&checks_done, done);
    atomic_store(&checks_all, done < all ? all : 0);
}

void tally_progress_end(void) {
    set_timer(0);
    if (!atomic_exchange(&shown, false)) return;
    ssize_t ignored = write(STDERR_FILENO, "\r\033[K", 4);
    (void)ignored;
}
