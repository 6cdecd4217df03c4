/**
 * What {@code docs/gpu/check.sh} must have shown, judged from the folder that it leaves: runs, how
 * much of the device's memory was used meanwhile, and the times of another program. Nothing here
 * measures.
 */
package io.convbench.harness.devicecheck;
