package io.retune.eval.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.retune.testing.CallersProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, driven as a person would. Each page is of a fresh profile. What a page
 * complains of, such as a script that its policy forbids, is kept. Not thread-safe.
 */
final class TestBrowser implements AutoCloseable {
  static final int PHONE = 360;
  private static final int DESKTOP = 1280;
  private static final int HEIGHT = 900;

  /** A machine that runs other tests, too, is slow at times. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Playwright playwright;
  private final Browser browser;
  private final URI address;
  private final List<String> complaints = new ArrayList<>();

  private TestBrowser(Path executable, URI address) {
    this.address = address;
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    // As root, which CI is, Chromium has no sandbox.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /** Skips the tests where the system has no Chromium. */
  static TestBrowser start(URI address) {
    Optional<Path> executable = executable();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "The dashboard is not tested: there is no chromium on the PATH (apt-get install chromium)");
    return new TestBrowser(executable.get(), address);
  }

  private static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page of the dashboard as somebody without a token sees it. */
  Page stranger(String hash) {
    Page page = page(ColorScheme.LIGHT, DESKTOP);
    page.navigate(address.resolve("/" + hash).toString());
    return page;
  }

  /** A page of the dashboard as somebody who may read sees it. */
  Page reader(String hash) {
    return reader(hash, ColorScheme.LIGHT, DESKTOP);
  }

  Page reader(String hash, ColorScheme scheme, int width) {
    return caller("monitor", hash, scheme, width);
  }

  /** A page of the dashboard as somebody who may write, too, sees it. */
  Page writer(String hash) {
    return caller("feed", hash, ColorScheme.LIGHT, DESKTOP);
  }

  private Page caller(String name, String hash, ColorScheme scheme, int width) {
    Page page = page(scheme, width);
    page.addInitScript(
        "sessionStorage.setItem('retune-token', '" + CallersProfile.token(name) + "')");
    page.navigate(address.resolve("/" + hash).toString());
    return page;
  }

  private Page page(ColorScheme scheme, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setViewportSize(width, HEIGHT));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onPageError(error -> complaints.add(error));
    page.onConsoleMessage(
        message -> {
          // Chromium itself says so of each answer that is an error, which tests provoke.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  /** Closes all pages, with their streams of changes. */
  void closePages() {
    browser.contexts().forEach(BrowserContext::close);
  }

  /** What pages have complained of since it was last asked. */
  List<String> complaints() {
    List<String> said = List.copyOf(complaints);
    complaints.clear();
    return said;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
