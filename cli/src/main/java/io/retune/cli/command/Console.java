package io.retune.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.output.PrintableText;
import io.retune.cli.output.TextTable;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;

/**
 * What a command prints on. Control characters are escaped, so that a line stays one line even
 * where its words come from a record or a file.
 *
 * @param output for results
 * @param errors for what went wrong, one line each
 */
record Console(PrintWriter output, PrintWriter errors) {
  static Console of(CommandLine line) {
    return new Console(line.getOut(), line.getErr());
  }

  void line(String format, Object... arguments) {
    output.println(
        PrintableText.of(
            arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments)));
    output.flush();
  }

  void table(TextTable table) {
    table.lines().forEach(output::println);
    output.flush();
  }

  void json(JsonNode node) {
    // Jackson leaves those from U+007F to U+009F as they are; escaped, they mean the same in JSON.
    output.println(PrintableText.of(node.toString()));
    output.flush();
  }

  /** An array that is printed element by element; it ends when it is closed. */
  JsonArray array() {
    return new JsonArray(output);
  }

  void error(String line) {
    errors.println("retune: " + PrintableText.of(line));
    errors.flush();
  }

  /** For one thread. */
  static final class JsonArray implements AutoCloseable {
    private final PrintWriter output;
    private String before = "[";

    private JsonArray(PrintWriter output) {
      this.output = output;
    }

    void add(JsonNode element) {
      output.print(before + PrintableText.of(element.toString()));
      before = ",";
    }

    @Override
    public void close() {
      output.println(before.equals("[") ? "[]" : "]");
      output.flush();
    }
  }
}
