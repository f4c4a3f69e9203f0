package io.retune.adapter.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;

/** Where the white space of a data set file stands: as Python's {@code json.dump} puts it. */
public enum DatasetLayout {
  /** {@code json.dump(…, indent=4)}, as LlamaIndex saves. */
  INDENTED {
    @Override
    PrettyPrinter printer() {
      DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
      return new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(indenter)
          .withArrayIndenter(indenter);
    }
  },
  /** {@code json.dump(…)}, all in one line. */
  ONE_LINE {
    @Override
    PrettyPrinter printer() {
      return new OneLinePrinter();
    }
  };

  abstract PrettyPrinter printer();

  private static final class OneLinePrinter extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }
  }
}
