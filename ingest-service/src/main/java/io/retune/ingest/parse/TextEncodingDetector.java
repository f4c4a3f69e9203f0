package io.retune.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Says how a text is encoded that does not say so itself: as its source declares it, else as UTF-8
 * where it can be, else by the frequencies of its letters (ICU's detector, as it comes with Tika).
 * Below about fifty characters such frequencies say little, and a guess may be wrong. Thread-safe.
 */
public final class TextEncodingDetector implements EncodingDetector {
  private static final long serialVersionUID = 1L;

  private static final int SAMPLE_BYTES = 1 << 16;

  /** The Windows code pages that have all characters of these at the same places, and more. */
  private static final Map<String, String> SUPERSETS =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "ISO-8859-8", "windows-1255",
          "ISO-8859-8-I", "windows-1255",
          "ISO-8859-9", "windows-1254",
          "GB2312", "GB18030");

  @Override
  public Charset detect(InputStream input, Metadata metadata) throws IOException {
    if (input == null) {
      return null;
    }
    input.mark(SAMPLE_BYTES);
    byte[] sample;
    try {
      sample = input.readNBytes(SAMPLE_BYTES);
    } finally {
      input.reset();
    }
    Optional<Charset> declared =
        known(metadata.get(HttpHeaders.CONTENT_ENCODING)).filter(set -> canBe(sample, set));
    if (declared.isPresent()) {
      return declared.get();
    }
    if (isEightBitText(sample) && canBe(sample, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    return byFrequencies(sample).orElse(StandardCharsets.UTF_8);
  }

  private static Optional<Charset> byFrequencies(byte[] sample) {
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(sample);
    CharsetMatch match = detector.detect();
    if (match == null) {
      return Optional.empty();
    }
    return known(SUPERSETS.getOrDefault(match.getName(), match.getName()));
  }

  private static Optional<Charset> known(String name) {
    try {
      return Optional.ofNullable(name).map(Charset::forName);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Neither UTF-16 or UTF-32, which have zeros, nor ISO 2022, which has escapes. */
  private static boolean isEightBitText(byte[] sample) {
    for (byte b : sample) {
      if (b == 0 || b == 0x1B) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of a sample, but perhaps a character that its end cuts, is of a charset. */
  private static boolean canBe(byte[] sample, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate((int) (sample.length * decoder.maxCharsPerByte()) + 1);
    return !decoder.decode(ByteBuffer.wrap(sample), text, false).isError();
  }
}
