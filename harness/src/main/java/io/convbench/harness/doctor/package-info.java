/**
 * The doctor: looks at machine, engines and caches, and says of every problem how to fix it. It
 * measures nothing that a run reports.
 */
package io.convbench.harness.doctor;
