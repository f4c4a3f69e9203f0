package io.retune.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the command. */
record Execution(int status, String output, String errors) {
  static Execution of(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line =
        RetuneCommand.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
    int status = line.execute(arguments);
    line.getOut().flush();
    line.getErr().flush();
    return new Execution(status, output.toString(), errors.toString());
  }
}
