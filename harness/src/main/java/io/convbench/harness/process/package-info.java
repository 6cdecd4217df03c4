/**
 * Child JVMs: how one is started with a single engine on its class path, what it runs, and how its
 * answer, crash or hang comes back as a result row.
 */
package io.convbench.harness.process;
