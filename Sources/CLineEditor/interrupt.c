#define _GNU_SOURCE
#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <termios.h>
#include <unistd.h>

static atomic_bool cancel_requested;
static atomic_bool keys_dropped;
static volatile sig_atomic_t policy_in_force;

static void interrupted(int signal_number, siginfo_t *info, void *context) {
    (void)signal_number;
    (void)context;
    bool again = atomic_exchange(&cancel_requested, true);
    // At the key what was typed ahead goes too; the editor keeps the terminal from dropping output
    // with it. Another process that interrupts takes no keys.
    if (policy_in_force == TALLY_INTERRUPT_CANCELS && info->si_code == SI_KERNEL) {
        int before = errno;
        tcflush(STDIN_FILENO, TCIFLUSH);
        errno = before;
        atomic_store(&keys_dropped, true);
    }
    if (policy_in_force == TALLY_INTERRUPT_EXITS) _exit(130);
    if (policy_in_force == TALLY_INTERRUPT_ENDS && again) _exit(130);
}

void tally_interrupt_prepare(tally_interrupt_policy policy) {
    policy_in_force = policy;
    struct sigaction action = {0};
    struct sigaction before;
    // A program that was started in the background with interrupts ignored keeps ignoring them.
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler == SIG_IGN
        && policy != TALLY_INTERRUPT_CANCELS) {
        return;
    }
    action.sa_sigaction = interrupted;
    sigemptyset(&action.sa_mask);
    // A read that waits for input must see the interrupt, so it is not restarted.
    action.sa_flags = SA_SIGINFO | (policy == TALLY_INTERRUPT_CANCELS ? SA_RESTART : 0);
    sigaction(SIGINT, &action, NULL);
}

bool tally_cancel_requested(void) {
    return atomic_load_explicit(&cancel_requested, memory_order_relaxed);
}

bool tally_interrupt_dropped_keys(void) {
    return atomic_exchange(&keys_dropped, false);
}

void tally_cancel_request(void) {
    atomic_store(&cancel_requested, true);
}

void tally_cancel_clear(void) {
    atomic_store(&cancel_requested, false);
}

void tally_die_by_closed_pipe(void) {
    signal(SIGPIPE, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}
