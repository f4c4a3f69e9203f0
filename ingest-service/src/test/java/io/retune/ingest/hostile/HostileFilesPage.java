package io.retune.ingest.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page of the documentation that shows what became of each hostile file. */
final class HostileFilesPage {
  private static final Path PAGE = Path.of("..", "docs", "hostile-files.md");

  private HostileFilesPage() {}

  /** Writes the page; {@code rows} are those of its table. */
  static void write(List<String> rows) throws IOException {
    long letters = rows.stream().filter(row -> row.contains("| dead letter: ")).count();
    long refused = rows.stream().filter(row -> row.contains("| refused: ")).count();
    Files.writeString(
        PAGE,
        """
        # Hostile files

        No document can stop ingest. Each of these %d files was sent to a running service with its default limits, one after the other: %d
        gave nodes, %d became one dead letter with the reason, %d were refused by the route. Afterwards the service was healthy and read the next documents. The files are made by
        `HostileFiles` in `ingest-service`; `HostileFilesTest` sends the quick ones in each build, and all of them, writing this page, with

        ```sh
        mvn test -pl ingest-service -am -Dtest=HostileFilesTest -Dsurefire.failIfNoSpecifiedTests=false \\
          -Dretune.hostile=all -Dretune.write-docs=true
        ```

        Times are from the request until nodes or dead letter are committed, on two cores that had other work to do.

        | what is wrong | name | size | outcome | seconds |
        |---|---|---|---|---|
        %s
        """
            .formatted(
                rows.size(),
                rows.size() - letters - refused,
                letters,
                refused,
                String.join("\n", rows)));
  }
}
