/**
 * Temporary files: where they are, what becomes of them when convbench ends or is killed, and what
 * a person is told when they cannot be written.
 */
package io.convbench.harness.temporary;
