/**
 * What to take, as a page shows it: the answers at typical budgets, and what its script needs to
 * answer others. Rules of choosing live in {@code results.selection}.
 */
package io.convbench.reports.decision;
