/**
 * What a graph costs, computed from its shapes alone: parameters, multiply-adds, activations,
 * memory. Nothing here runs a network; measured times and memory live elsewhere.
 */
package io.convbench.suites.cost;
