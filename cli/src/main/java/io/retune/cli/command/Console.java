package io.retune.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.output.TextTable;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;

/**
 * What a command prints on.
 *
 * @param output for results
 * @param errors for what went wrong, one line each
 */
record Console(PrintWriter output, PrintWriter errors) {
  static Console of(CommandLine line) {
    return new Console(line.getOut(), line.getErr());
  }

  void line(String format, Object... arguments) {
    output.println(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    output.flush();
  }

  void table(TextTable table) {
    table.lines().forEach(output::println);
    output.flush();
  }

  void json(JsonNode node) {
    output.println(node);
    output.flush();
  }

  void error(String line) {
    errors.println("retune: " + line);
    errors.flush();
  }
}
