#ifndef BACKSTEP_TESTS_FUZZ_FUZZ_TARGET_H
#define BACKSTEP_TESTS_FUZZ_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer, or replay_main.c in its place, calls with each input. Aborts when the program
 * does something wrong. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
