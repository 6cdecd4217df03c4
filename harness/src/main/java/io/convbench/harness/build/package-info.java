/** Which convbench this is, as its build wrote it down; knows no other package. */
package io.convbench.harness.build;
