/* A program on a pseudo-terminal of its own, and how wide characters are in it. */
#pragma once
#include <stdint.h>
#include <sys/types.h>

/* Starts a program with a pseudo-terminal as its standard streams and gives the other end of it; -1 and errno where it
 * cannot. `arguments` and `environment` end with NULL. */
int bench_spawn(const char *path, char *const arguments[], char *const environment[], int rows,
                int columns, pid_t *process);

/* Cells that a character takes; 0 for what joins the one before. */
int bench_width(uint32_t scalar);
