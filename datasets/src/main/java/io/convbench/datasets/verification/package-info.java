/**
 * What is wrong with a dataset before it is used: every image is hashed and decoded. Nothing here
 * changes a file.
 */
package io.convbench.datasets.verification;
