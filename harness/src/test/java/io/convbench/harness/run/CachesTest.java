package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachesTest {

  private static final String NO_ACCOUNT = "?";

  @Test
  void lieInTheFolderForCachesFirst() {
    Caches caches =
        Caches.of(Map.of("XDG_CACHE_HOME", "/big/cache", "HOME", "/home/me"), "/account");

    assertEquals(Path.of("/big/cache/convbench"), caches.root());
    assertEquals(Path.of("/big/cache/convbench/prepared"), caches.prepared());
  }

  @Test
  void lieInHomeBeforeTheAccountsFolder() {
    Caches caches = Caches.of(Map.of("HOME", "/home/me", "XDG_CACHE_HOME", ""), "/account");

    assertEquals(Path.of("/home/me/.cache/convbench"), caches.root());
  }

  @Test
  void lieInTheAccountsFolderWithoutHome() {
    assertEquals(Path.of("/account/.cache/convbench"), Caches.of(Map.of(), "/account").root());
    assertEquals(
        Path.of("/account/.cache/convbench"), Caches.of(Map.of("HOME", ""), "/account").root());
  }

  @Test
  void needNoHomeBesideAFolderForCaches() {
    assertEquals(
        Path.of("/cache/convbench"),
        Caches.of(Map.of("XDG_CACHE_HOME", "/cache"), NO_ACCOUNT).root());
  }

  @Test
  void haveAFolderOfTheirOwnForPreparedSets() {
    Caches caches =
        Caches.of(Map.of("CONVBENCH_PREPARED", "/big/crops", "HOME", "/home/me"), NO_ACCOUNT);

    assertEquals(Path.of("/big/crops"), caches.prepared());
    assertEquals(Path.of("/home/me/.cache/convbench/weights"), caches.weights());
  }

  @Test
  void lieNowhereWithoutHomeAndAccount() {
    for (String account : new String[] {NO_ACCOUNT, "/dev/null"}) {
      assertEquals(
          "HOME is not set and this user's account has no folder: set HOME, or for caches only"
              + " XDG_CACHE_HOME, to a folder that can be written",
          assertThrows(IllegalArgumentException.class, () -> Caches.of(Map.of("HOME", ""), account))
              .getMessage());
    }
  }

  @Test
  void areNeverRelativeToTheWorkingFolder() {
    for (String variable : new String[] {"XDG_CACHE_HOME", "CONVBENCH_PREPARED"}) {
      assertEquals(
          variable + " is 'my/cache', which is not an absolute path: begin it with /",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Caches.of(Map.of(variable, "my/cache", "HOME", "/home/me"), "/account"))
              .getMessage());
    }
    assertEquals(
        "HOME is '~', which is not an absolute path: begin it with /",
        assertThrows(
                IllegalArgumentException.class, () -> Caches.of(Map.of("HOME", "~"), "/account"))
            .getMessage());
  }
}
