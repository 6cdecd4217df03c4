/**
 * What runs say together: their rows joined into configurations that keep every observation with
 * its run, time and machine, and the names of configurations. Nothing here reads files or draws.
 */
package io.convbench.results.history;
