/** Rules for texts that more than one module shows to people or reads from them. */
package io.convbench.foundation.text;
