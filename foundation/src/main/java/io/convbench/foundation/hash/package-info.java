/** Hashes of bytes and of files. The only code that makes digests. */
package io.convbench.foundation.hash;
