/**
 * What Linux says of this machine and lets this process use of it: affinity, the limits and counts
 * of its control groups, v1 and v2, kernel, C library, microcode, container and variables. Nothing
 * else reads them, and nothing here judges what they mean for a figure.
 */
package io.convbench.harness.machine;
