/**
 * Downloads of weight files: resumed, retried, checked against their hash and put in place whole.
 * Which files there are is the catalogue's matter, what is in them that of weights.
 */
package io.convbench.suites.download;
