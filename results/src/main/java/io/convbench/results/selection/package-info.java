/**
 * What to take: constraints judged by the bad end of intervals, the choice among the candidates
 * that meet them, and what a looser constraint would buy. Nothing here reads files or draws.
 */
package io.convbench.results.selection;
