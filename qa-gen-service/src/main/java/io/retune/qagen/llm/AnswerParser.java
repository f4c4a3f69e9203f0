package io.retune.qagen.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads questions out of what a language model answered: numbered or bulleted lines, plain lines,
 * or JSON, with or without talk around them. Thread-safe.
 */
final class AnswerParser {

  private static final Pattern FENCE = Pattern.compile("(?s)```[a-zA-Z]*\\s*(.*?)```");
  private static final Pattern REASONING = Pattern.compile("(?s)<think>.*?</think>");

  private static final Pattern LIST_MARK =
      Pattern.compile(
          "^(?:[-*•–]\\s+|\\(?\\d{1,2}[.):]\\s*|Q(?:uestion)?\\s*\\d{0,2}\\s*[.):]\\s*)++",
          Pattern.CASE_INSENSITIVE);

  private static final String QUOTES = "\"'“”„«»";
  private static final String BOLD = "**";

  /** Question marks of Latin, Greek, Arabic, full-width and Armenian writing. */
  private static final Pattern QUESTION_MARK = Pattern.compile("[?;؟？՞]\\s*$");

  private static final Pattern REQUEST =
      Pattern.compile(
          "^(?:explain|describe|discuss|list|name|compare|summari[sz]e|identify|outline|give|state|define|analy[sz]e|provide|show|tell)\\b.{8,}",
          Pattern.CASE_INSENSITIVE);

  private final ObjectMapper json = new ObjectMapper();

  /**
   * At most {@code count} questions, in the order of the answer, each once. Empty where the answer
   * holds no question.
   */
  List<String> questions(String answer, int count) {
    String text = REASONING.matcher(answer).replaceAll("").strip();
    Matcher fence = FENCE.matcher(text);
    if (fence.find()) {
      text = fence.group(1).strip();
    }
    String body = text;
    List<String> candidates = fromJson(body).orElseGet(() -> fromLines(body));
    Set<String> seen = new LinkedHashSet<>();
    List<String> questions = new ArrayList<>();
    for (String candidate : candidates) {
      String question = clean(candidate);
      if (isQuestion(question)
          && questions.size() < count
          && seen.add(question.toLowerCase(Locale.ROOT))) {
        questions.add(question);
      }
    }
    return questions;
  }

  private Optional<List<String>> fromJson(String text) {
    int start = firstOf(text, '[', '{');
    int end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'));
    if (start < 0 || end < start) {
      return Optional.empty();
    }
    try {
      List<String> found = new ArrayList<>();
      collect(json.readTree(text.substring(start, end + 1)), found);
      return found.isEmpty() ? Optional.empty() : Optional.of(found);
    } catch (JsonProcessingException e) {
      // Brackets in plain text.
      return Optional.empty();
    }
  }

  private static void collect(JsonNode node, List<String> found) {
    if (node.isTextual()) {
      found.add(node.textValue());
    } else {
      node.forEach(child -> collect(child, found));
    }
  }

  private static int firstOf(String text, char one, char other) {
    int first = text.indexOf(one);
    int second = text.indexOf(other);
    return first < 0 || second >= 0 && second < first ? second : first;
  }

  private static List<String> fromLines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String clean(String candidate) {
    String line = unquoted(candidate.strip().replaceAll("\\s+", " "));
    return unquoted(LIST_MARK.matcher(line).replaceFirst(""));
  }

  private static String unquoted(String text) {
    int start = 0;
    while (start < text.length()) {
      if (QUOTES.indexOf(text.charAt(start)) >= 0) {
        start++;
      } else if (text.startsWith(BOLD, start)) {
        start += BOLD.length();
      } else {
        break;
      }
    }
    int end = text.length();
    while (end > start) {
      char last = text.charAt(end - 1);
      if (QUOTES.indexOf(last) >= 0 || last == ',') {
        end--;
      } else if (end - BOLD.length() >= start && text.startsWith(BOLD, end - BOLD.length())) {
        end -= BOLD.length();
      } else {
        break;
      }
    }
    return text.substring(start, end).strip();
  }

  private static boolean isQuestion(String text) {
    return text.codePoints().anyMatch(Character::isLetter)
        && (QUESTION_MARK.matcher(text).find()
            || REQUEST.matcher(text).find() && !text.endsWith(":"));
  }
}
