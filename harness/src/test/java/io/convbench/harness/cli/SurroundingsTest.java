package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

  private final Locale before = Locale.getDefault();
  private final Properties properties = new Properties();

  SurroundingsTest() {
    properties.setProperty("sun.jnu.encoding", "UTF-8");
    properties.setProperty("user.dir", "/work");
    properties.setProperty("user.home", "/account");
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void areNoMatterInAnUsualShell() {
    assertEquals(Optional.empty(), settle(Map.of("HOME", "/home/me"), "run", "--arch=VGG16"));
  }

  @Test
  void doNotDecideDigitsAndLetters() {
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));

    settle(Map.of());

    assertEquals(Locale.ROOT, Locale.getDefault());
    assertEquals(Locale.ROOT, Locale.getDefault(Locale.Category.FORMAT));
  }

  @Test
  void giveLibrariesTheHomeOfTheShell() {
    settle(Map.of("HOME", "/home/me"));

    assertEquals("/home/me", properties.getProperty("user.home"));
  }

  @Test
  void giveLibrariesTheAccountsHomeWithoutOneOfTheShell() {
    settle(Map.of());

    assertEquals("/account", properties.getProperty("user.home"));
  }

  @Test
  void giveLibrariesNoRelativeHome() {
    properties.setProperty("user.home", "?");

    settle(Map.of());

    assertEquals("/dev/null", properties.getProperty("user.home"));
  }

  @Test
  void areRefusedWhereJavaLosesNames() {
    properties.setProperty("sun.jnu.encoding", "ANSI_X3.4-1968");

    assertEquals(
        Optional.of(
            "this JVM reads names of files as ANSI_X3.4-1968, not as UTF-8: start ./convbench, or"
                + " set LC_ALL=C.UTF-8"),
        settle(Map.of()));
  }

  @Test
  void nameAnArgumentInAnotherEncoding() {
    assertEquals(
        Optional.of("'caf\uFFFD.jpg' is not in UTF-8: rename the file, as convmv does"),
        settle(Map.of(), "predict", "caf\uFFFD.jpg"));
  }

  @Test
  void nameAWorkingFolderInAnotherEncoding() {
    properties.setProperty("user.dir", "/data/caf\uFFFD");

    assertEquals(
        Optional.of(
            "the name of the working folder /data/caf\uFFFD is not in UTF-8: rename it, or start"
                + " elsewhere"),
        settle(Map.of()));
  }

  private Optional<String> settle(Map<String, String> environment, String... arguments) {
    return new Surroundings(environment, properties).settle(List.of(arguments));
  }
}
