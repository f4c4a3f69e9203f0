package io.retune.eval.dashboard;

import io.retune.chassis.access.PublicFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Which files a browser needs before anybody can show a token. */
final class DashboardFiles {
  /** A library's file is looked for once more under the path with its version. */
  private static final Pattern PATHS =
      Pattern.compile(
          "/|/dashboard(/[a-z0-9-]+)+\\.(js|css|svg)"
              + "|/webjars/uplot/([0-9]+(\\.[0-9]+)*/)?dist/uPlot\\.(esm\\.js|min\\.css)");

  private DashboardFiles() {}

  @Produces
  @Singleton
  static PublicFiles files() {
    return new PublicFiles(PATHS);
  }
}
