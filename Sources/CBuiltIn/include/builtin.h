#ifndef TALLY_BUILTIN_H
#define TALLY_BUILTIN_H

#include <stddef.h>

/// A file that the binary carries.
struct tally_builtin_file {
    /// The file's name without its folder.
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t length;
    /// For a data file the day on which it became known, `2023-11-23`; else null.
    const char *_Nullable known_at;
};

/// The plugins that are always there, in the order in which they load; `count` is how many.
const struct tally_builtin_file *_Nonnull tally_builtin_plugins(size_t *_Nonnull count);

/// The page of the manual with the grammar, from which help tells the form of a phrase.
const struct tally_builtin_file *_Nonnull tally_builtin_grammar(void);

/// The page of the manual with the errors, from which help shows an example of each code.
const struct tally_builtin_file *_Nonnull tally_builtin_errors(void);

/// The files that the built-in sample is made from, in the order in which they became known.
const struct tally_builtin_file *_Nonnull tally_builtin_sample(size_t *_Nonnull count);

/// The number that the linker gave this build, `count` bytes of it; null where it gave none.
const unsigned char *_Nullable tally_build_number(size_t *_Nonnull count);

#endif
