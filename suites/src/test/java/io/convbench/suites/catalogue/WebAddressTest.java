package io.convbench.suites.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @CsvSource({
    "http://mirror, http://mirror",
    "HTTPS://mirror:8443/a/b%20c/, https://mirror:8443/a/b%20c/",
    "http://[::1]:80/a, http://[::1]:80/a",
    "http://ann:hunter2@mirror/a, http://mirror/a",
    "http://hunter2@mirror/a, http://mirror/a",
    "http://mirror:hunter2@mirror/a, http://mirror/a",
    "http://ann:@mirror/a, http://mirror/a",
    "https://mirror/a?sig=hunter2, https://mirror/a?...",
    "https://ann:hunter2@mirror/a?sig=hunter2#hunter2, https://mirror/a?...",
    "https://mirror/a#hunter2, https://mirror/a"
  })
  void showsAnAddressWithoutItsSecrets(String given, String shown) {
    assertEquals(shown, WebAddress.parse(given).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ann:hunter2@",
        "http://ann:pa@ss@mirror/",
        "http://ann:hunter2?x@mirror/",
        "http://ann:hunter2#x@mirror/",
        "http://ann:hunter2/x@mirror/",
        "http://ann:1/hunter2@mirror/",
        "http://ann:1?hunter2@mirror/",
        "http://ann:1#hunter2@mirror/",
        "http://ann:hunter2 word@mirror/",
        "http://ann:hunter2%zz@mirror/",
        "http://ann:hunter2@mirror:99999/",
        "http://a mirror/?token=hunter2",
        "http://a mirror/#hunter2",
        "ftp://ann:hunter2@mirror/",
        "ann:hunter2@mirror/",
        "mirror/a?token=hunter2",
        "//ann:hunter2@mirror/",
        "http:ann:hunter2@mirror"
      })
  void showsNoSecretOfAnAddressThatItRefuses(String given) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(given));
    for (Throwable shown = refusal; shown != null; shown = shown.getCause()) {
      assertFalse(shown.toString().contains(SECRET), shown::toString);
      assertEquals(1, shown.getMessage().lines().count());
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused(
        "ftp://mirror: use an address that begins with http:// or https://", "ftp://mirror");
    assertRefused("http://mirror:65536: use a port up to 65535", "http://mirror:65536");
    assertRefused(
        "'http://a mirror' is not an address (Illegal character in authority)", "http://a mirror");
    assertRefused(
        "http://...@mirror/ has an @ behind its host: write @ / ? and # of a password, path or"
            + " query"
            + " as %40 %2F %3F and %23",
        "http://ann:1/hunter2@mirror/");
  }

  private static void assertRefused(String message, String given) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(given)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http://mirror, http://mirror/f.h5",
    "http://mirror/a, http://mirror/a/f.h5",
    "http://mirror/a/, http://mirror/a/f.h5",
    "https://ann:hunter2@mirror/a?sv=1&sig=hunter2, https://mirror/a/f.h5?sv=1&sig=hunter2",
    "https://mirror/ä, https://mirror/%C3%A4/f.h5"
  })
  void asksForAFileInAFolderWithTheFoldersToken(String folder, String request) {
    assertEquals(request, WebAddress.parse(folder).file("f.h5").request().toString());
  }

  @Test
  void keepsThePasswordOfTheFolder() {
    WebAddress file = WebAddress.parse("http://Aladdin:open%20sesame@mirror/").file("f.h5");
    // RFC 7617, section 2
    assertEquals(Optional.of("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), file.authorization());
    assertEquals(Optional.empty(), WebAddress.parse("http://mirror/").authorization());
  }

  @ParameterizedTest
  @CsvSource({
    "b, true",
    "/b?x=1, true",
    "//mirror/b, true",
    "http://MIRROR:80/b, true",
    "http://mirror:81/b, false",
    "https://mirror/b, false",
    "http://mirror.evil/b, false",
    "http://evil/mirror, false"
  })
  void takesThePasswordToTheSameServerOnly(String location, boolean same) {
    WebAddress from = WebAddress.parse("http://ann:hunter2@mirror/a");
    assertEquals(same, from.redirectedTo(location).authorization().isPresent());
  }

  @Test
  void knowsWhichAddressesAreEncrypted() {
    assertTrue(WebAddress.parse("https://mirror/").isEncrypted());
    assertFalse(WebAddress.parse("http://mirror/").isEncrypted());
  }
}
