package io.retune.cli.demo;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The pages in a jar of API documentation. */
final class JavadocJar {
  private JavadocJar() {}

  /** The pages wanted, by their place in the jar. */
  static SortedMap<String, JavadocPage> read(Path jar, Predicate<String> wanted) {
    SortedMap<String, JavadocPage> pages = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> wanted.test(each.getName())).toList()) {
        page(zip, entry).ifPresent(page -> pages.put(entry.getName(), page));
      }
      return pages;
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + jar + ": " + e.getMessage(), e);
    }
  }

  private static Optional<JavadocPage> page(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream stream = zip.getInputStream(entry)) {
      return JavadocPage.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
