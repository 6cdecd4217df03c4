/**
 * The command line: one class per command. Commands read options, call the modules below and print;
 * they hold no measuring and no drawing of their own.
 */
package io.convbench.harness.cli;
