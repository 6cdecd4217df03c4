/**
 * The inference engines, each reached through DJL: what a child JVM needs to start one, and
 * sessions that run a model file. Nothing here measures.
 */
package io.convbench.harness.engine;
