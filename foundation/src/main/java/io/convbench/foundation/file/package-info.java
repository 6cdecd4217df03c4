/**
 * Files as every module writes them: whole or not at all, locked against other processes, on a disk
 * with free space. The only code that moves files atomically, locks them, or asks for free disk
 * space.
 */
package io.convbench.foundation.file;
