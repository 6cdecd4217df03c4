package io.convbench.suites.download;

import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.util.OptionalLong;

/**
 * A file that is asked for at one address.
 *
 * @param file which one
 * @param address where
 * @param expectedBytes the length that it should have, if that is known or recorded
 * @param checkable whether a hash will tell a wrong file
 */
record Request(
    WeightFile file, WebAddress address, OptionalLong expectedBytes, boolean checkable) {}
