package io.convbench.reports;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, which notes everything that a page should not do. */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  /** Starts it; the test is skipped where there is none. */
  static Browser start() {
    Optional<Path> executable = executable();
    if (executable.isEmpty()) {
      Assumptions.abort("no Chromium on the PATH: " + String.join(", ", NAMES));
    }
    return new Browser(executable.get());
  }

  /** Opens a file in a window of its own. */
  Page open(Path file, int width, ColorScheme scheme) {
    return open(file.toUri().toString(), width, scheme);
  }

  /** Opens an address likewise. */
  Page open(String address, int width, ColorScheme scheme) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme));
    context.setDefaultTimeout(60_000);
    Page page = context.newPage();
    String file = address.replaceFirst("#.*", "");
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequest(
        request -> {
          if (!request.url().replaceFirst("#.*", "").equals(file)) {
            complaints.add("request: " + request.url());
          }
        });
    page.navigate(address);
    return page;
  }

  /** What pages said to the console, failed at and asked others for. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Closes what is open: each window has a process of its own. */
  void closeWindows() {
    List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  private static Optional<Path> executable() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
