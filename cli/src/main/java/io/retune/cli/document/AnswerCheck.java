package io.retune.cli.document;

import io.retune.schemas.v1.AnsweredQuestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether questions fit the documents that are said to answer them, before anything is sent.
 *
 * @param faults one line each
 * @param unread how many answers are in documents that only ingest can read, such as PDF
 */
public record AnswerCheck(List<String> faults, int unread) {
  private static final Set<String> PLAIN = Set.of("txt", "md", "markdown");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  public AnswerCheck {
    faults = List.copyOf(faults);
  }

  /** Looks into the documents that are text. */
  public static AnswerCheck of(AnsweredQuestions questions, DocumentFiles files)
      throws IOException {
    List<String> faults = new ArrayList<>();
    int unread = 0;
    Set<String> unknown = new HashSet<>(questions.byDocument().keySet());
    for (DocumentFile file : files.files()) {
      List<AnsweredQuestion> asked = questions.of(file.documentId());
      unknown.remove(file.documentId());
      if (asked.isEmpty()) {
        continue;
      }
      if (isPlain(file)) {
        faults.addAll(missing(file, asked));
      } else {
        unread += asked.size();
      }
    }
    unknown.stream()
        .sorted()
        .forEach(
            document ->
                faults.add(
                    "%s: questions ask about it, and it is not among the paths"
                        .formatted(document)));
    return new AnswerCheck(faults, unread);
  }

  private static List<String> missing(DocumentFile file, List<AnsweredQuestion> asked)
      throws IOException {
    String text = letters(Files.readString(file.path(), StandardCharsets.UTF_8));
    return asked.stream()
        .filter(question -> !text.contains(letters(question.getAnswer())))
        .map(
            question ->
                "%s: it does not have the answer to \"%s\": \"%s\""
                    .formatted(
                        file.documentId(), question.getQuestion().getText(), question.getAnswer()))
        .toList();
  }

  private static boolean isPlain(DocumentFile file) {
    String name = file.documentId().toLowerCase(Locale.ROOT);
    return PLAIN.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** Letters and digits: the marks of Markdown go when it is parsed. */
  private static String letters(String text) {
    return NO_WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
  }
}
