package io.retune.bench.embedding;

import io.retune.embedding.BgeSmallEn;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is measured, in a process of its own. */
enum Contestant {
  RETUNE(RetuneRun.class, "MEAN", BgeSmallEn.NAME) {
    @Override
    String classPath() {
      return System.getProperty("java.class.path");
    }
  },
  /** Leaves out of a long text what langchain4j leaves out. */
  RETUNE_CUT(RetuneRun.class, "TRUNCATE", BgeSmallEn.NAME) {
    @Override
    String classPath() {
      return RETUNE.classPath();
    }
  },
  /** The model of whole numbers. */
  RETUNE_QUANTISED(RetuneRun.class, "MEAN", BgeSmallEn.QUANTISED_NAME) {
    @Override
    String classPath() {
      return RETUNE.classPath();
    }
  },
  /** The model of whole numbers, with what langchain4j leaves out of a long text left out. */
  RETUNE_QUANTISED_CUT(RetuneRun.class, "TRUNCATE", BgeSmallEn.QUANTISED_NAME) {
    @Override
    String classPath() {
      return RETUNE.classPath();
    }
  },
  /** With the libraries it asks for itself, which the build puts into a folder. */
  LANGCHAIN4J(Langchain4jRun.class, "", "") {
    @Override
    String classPath() {
      return classes() + File.pathSeparator + classes().resolveSibling("langchain4j") + "/*";
    }
  };

  private static final long PATIENCE_MINUTES = 20;

  private final Class<?> main;
  private final String longTextRule;
  private final String model;

  Contestant(Class<?> main, String longTextRule, String model) {
    this.main = main;
    this.longTextRule = longTextRule;
    this.model = model;
  }

  abstract String classPath();

  Path vectors(Path directory) {
    return directory.resolve(name());
  }

  Measured measure(Path directory) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dai.djl.offline=true",
                "-cp",
                classPath(),
                main.getName(),
                directory.toString(),
                vectors(directory).toString(),
                longTextRule,
                model)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> output;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output = reader.lines().toList();
    }
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return Measured.parse(output);
  }

  static Path classes() {
    try {
      return Path.of(Contestant.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
