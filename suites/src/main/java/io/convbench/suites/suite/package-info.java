/**
 * Suite definitions: which architectures, engines and measurements a run takes, as YAML. What the
 * names of engines and measurements mean is the harness's.
 */
package io.convbench.suites.suite;
