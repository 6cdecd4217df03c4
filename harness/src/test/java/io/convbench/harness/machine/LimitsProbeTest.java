package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsProbeTest {

  @TempDir private Path root;

  @Test
  void findsTheLimitsOfAGroupAboveInVersion1() throws IOException {
    RecordedSystem.nestedV1(root);

    assertEquals(new Limits(1, 0.5, 419430400), LimitsProbe.below(root));
  }

  @Test
  void countsInVersion1ALimitThatLiesAboveWhatAContainerSees() throws IOException {
    RecordedSystem.dockerV1(root);

    assertEquals(new Limits(16, 2.5, 1073741824), LimitsProbe.below(root));
  }

  @Test
  void findsTheTightestOfAllLevelsInVersion2() throws IOException {
    RecordedSystem.nestedV2(root);

    assertEquals(new Limits(4, 1.5, 3221225472L), LimitsProbe.below(root));
  }

  @Test
  void findsTheLimitsOfAContainerThatIsItsOwnRoot() throws IOException {
    RecordedSystem.dockerV2(root);

    assertEquals(new Limits(2, 0.5, 419430400), LimitsProbe.below(root));
  }

  @Test
  void findsTheMountPointOfAGroupThatLiesOutsideOfTheNameSpace() throws IOException {
    RecordedSystem.dockerV2(root).with("proc/self/cgroup", "0::/../other\n");

    assertEquals(new Limits(2, 0.5, 419430400), LimitsProbe.below(root));
  }

  @Test
  void readsAMountPointWithASpace() throws IOException {
    RecordedSystem.dockerV2(root)
        .with("proc/self/mountinfo", "1 2 0:3 / /my\\040groups rw - cgroup2 none rw\n")
        .with("my groups/cpu.max", "100000 100000\n");

    assertEquals(new Limits(2, 1, Limits.NONE), LimitsProbe.below(root));
  }

  @Test
  void findsNoneWhereNoneAreSet() throws IOException {
    RecordedSystem.withoutContainer(root);

    assertEquals(Limits.of(4), LimitsProbe.below(root));
  }

  @Test
  void goesByTheJvmOnASystemWithoutProc() {
    assertEquals(Limits.of(Runtime.getRuntime().availableProcessors()), LimitsProbe.below(root));
  }

  @Test
  void passesOverFilesThatSayNothingKnown() throws IOException {
    RecordedSystem.dockerV2(root)
        .with("sys/fs/cgroup/cpu.max", "fast\n")
        .with("sys/fs/cgroup/memory.max", "\n")
        .with(
            "proc/self/mountinfo", "\n- \n612 611 0:30 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n");

    assertEquals(Limits.of(2), LimitsProbe.below(root));
  }

  /** As sandboxes and other kernels may show them. */
  @Test
  void goesByTheJvmWhereProcTellsNoProcessors() throws IOException {
    Limits ofTheJvm = Limits.of(Runtime.getRuntime().availableProcessors());
    for (String list : new String[] {"", "all", "3-1", "0-99999999999", "-1"}) {
      new RecordedSystem(root).with("proc/self/status", "Cpus_allowed_list:\t" + list + "\n");

      assertEquals(ofTheJvm, LimitsProbe.below(root), list);
    }
  }

  /** As long as the heap, for each of its levels. */
  @Test
  void findsNoneWhereAGroupsPathIsNone() throws IOException {
    RecordedSystem.nestedV2(root).with("proc/self/cgroup", "0::" + "/a".repeat(50_000) + "\n");

    assertEquals(Limits.of(4), LimitsProbe.below(root));
  }

  /** A path may hold no NUL, in another encoding than Java's no other letters either. */
  @Test
  void findsNoneWhereAGroupsNameIsNoPath() throws IOException {
    RecordedSystem.dockerV2(root)
        .with("proc/self/mountinfo", "1 2 0:3 / /a\\000b rw - cgroup2 none rw\n");

    assertEquals(Limits.of(2), LimitsProbe.below(root));

    RecordedSystem.dockerV2(root)
        .with("proc/self/mountinfo", "1 2 0:3 / none rw - cgroup2 none rw\n");

    assertEquals(Limits.of(2), LimitsProbe.below(root));
  }

  /** Linux escapes blanks in such names and no other bytes. */
  @Test
  void readsLimitsBesideNamesInAnotherEncoding() throws IOException {
    RecordedSystem.dockerV2(root);
    Limits limits = LimitsProbe.below(root);
    latin1("proc/self/mountinfo", "40 1 8:1 / /media/m\u00fcll rw - ext4 /dev/sda1 rw\n");
    latin1("proc/self/status", "Name:\tm\u00fcll\n");

    assertEquals(limits, LimitsProbe.below(root));
    assertEquals("0-1", PlatformProbe.below(root, Map.of(), List.of(), "").allowedCpus());
  }

  private void latin1(String file, String before) throws IOException {
    Path path = root.resolve(file);
    Files.writeString(path, before + Files.readString(path), StandardCharsets.ISO_8859_1);
  }

  @Test
  void countsProcessorsOfALinuxList() {
    assertEquals(1, LimitsProbe.processors("1").count());
    assertEquals(4, LimitsProbe.processors("0-3").count());
    assertEquals(7, LimitsProbe.processors("0,2-4,8,10-11").count());
  }

  @Test
  void neverFindsMoreCoresHereThanTheMachineHas() {
    Limits here = LimitsProbe.probe();

    assertTrue(here.cores() >= 1 && here.cores() <= here.affinityCores(), here.toString());
  }
}
