/** Which architectures are worth choosing between. Plain arithmetic: no rows, no drawing. */
package io.convbench.reports.selection;
