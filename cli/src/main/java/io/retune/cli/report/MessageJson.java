package io.retune.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages as JSON trees, with their field names as the contracts have them. */
final class MessageJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

  private MessageJson() {}

  static JsonNode of(Message message) {
    try {
      return JSON.readTree(PRINTER.print(message));
    } catch (JsonProcessingException | InvalidProtocolBufferException e) {
      throw new IllegalStateException("Protobuf wrote no JSON", e);
    }
  }
}
