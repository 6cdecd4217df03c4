/**
 * What Linux lets this process use of its machine: affinity, and the limits and counts of its
 * control groups, v1 and v2. Nothing else reads them, and nothing here judges what they mean for a
 * figure.
 */
package io.convbench.harness.machine;
