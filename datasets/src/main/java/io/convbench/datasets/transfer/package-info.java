/**
 * Pictures in class folders from which another problem than ImageNet's is learned: their classes,
 * and which of them are learned from and which are held out. Networks and heads are not here.
 */
package io.convbench.datasets.transfer;
