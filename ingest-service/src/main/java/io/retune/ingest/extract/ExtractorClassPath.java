package io.retune.ingest.extract;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this process, as another JVM can take it. */
final class ExtractorClassPath {
  private ExtractorClassPath() {}

  /** For a packaged service its folders of libraries; else what this JVM was started with. */
  static String ofThisProcess() {
    Path here = location();
    Path packaged = here.getParent() == null ? here : here.getParent().getParent();
    if (packaged != null && Files.isDirectory(packaged.resolve("lib").resolve("main"))) {
      return Stream.of("app", "lib/main", "lib/boot")
          .map(folder -> packaged.resolve(folder).resolve("*").toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  private static Path location() {
    try {
      return Path.of(
          ExtractorClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of this class is no path", e);
    }
  }
}
