/**
 * What is learned on the features of a cut network: heads, how they are chosen, and the features
 * that were extracted before. Engines are not here.
 */
package io.convbench.harness.transfer;
