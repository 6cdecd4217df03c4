/**
 * What was found about a dataset of a person's own: which cut networks know its classes, and which
 * of them to take. How it is printed and drawn is not here.
 */
package io.convbench.reports.transfer;
