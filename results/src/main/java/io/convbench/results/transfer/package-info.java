/** What accuracies of cut networks say: how deep to cut. How they were measured is not here. */
package io.convbench.results.transfer;
