package io.retune.ingest.extract;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this process, as another JVM can take it. */
final class ExtractorClassPath {
  private ExtractorClassPath() {}

  /**
   * For a packaged service its folders of libraries; in dev mode, where Quarkus has class loaders
   * of its own, what the build wrote down; else what this JVM was started with.
   */
  static String ofThisProcess() {
    return of(location(), System.getProperty("java.class.path"));
  }

  /**
   * @param here the folder or jar that this class is in
   * @param own the class path that this JVM was started with
   */
  static String of(Path here, String own) {
    Path packaged = here.getParent() == null ? here : here.getParent().getParent();
    if (packaged != null && Files.isDirectory(packaged.resolve("lib").resolve("main"))) {
      return Stream.of("app", "lib/main", "lib/boot")
          .map(folder -> packaged.resolve(folder).resolve("*").toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    Path written = here.resolveSibling("extractor.classpath");
    if (!List.of(own.split(File.pathSeparator)).contains(here.toString())
        && Files.isRegularFile(written)) {
      return here + File.pathSeparator + text(written);
    }
    return own;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
