/**
 * How far a timed row can be trusted: verdicts and their rules, the rounds that make a row, and the
 * interval around its median. Nothing here measures.
 */
package io.convbench.results.trust;
