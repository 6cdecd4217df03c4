/**
 * An installation as one archive, with a Java of its own if wanted: what goes into it and how it is
 * written. Nothing here knows of runs.
 */
package io.convbench.harness.packaging;
