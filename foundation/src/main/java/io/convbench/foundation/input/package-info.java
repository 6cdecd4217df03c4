/**
 * What the user gave. An {@link io.convbench.foundation.input.InvalidInputException} says that a
 * person has to change it; any other unchecked exception is convbench's own fault.
 */
package io.convbench.foundation.input;
