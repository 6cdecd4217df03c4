/** Which architectures and configurations are worth choosing between. No drawing. */
package io.convbench.results.selection;
