/** Names that people type, compared with those that exist; knows no other package. */
package io.convbench.suites.names;
