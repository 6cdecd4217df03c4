/**
 * How a child tells its parent that it makes progress. Nothing here knows what a child does, starts
 * one or ends one.
 */
package io.convbench.harness.heartbeat;
