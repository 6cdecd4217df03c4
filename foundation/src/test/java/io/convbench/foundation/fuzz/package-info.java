/**
 * Damaged inputs for the readers of all modules: what convbench did not write itself just now is
 * read or refused in one line, without a hang and within memory. Which readers there are is in
 * {@code docs/reliability.md}.
 */
package io.convbench.foundation.fuzz;
