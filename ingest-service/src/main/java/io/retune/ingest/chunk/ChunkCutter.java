package io.retune.ingest.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides where to cut, from the text around each place and not from how much text comes before it:
 * so an edit moves the cuts near it and leaves those further away.
 *
 * <p>Text that is too long for one chunk is cut once, in its middle third, and both halves are
 * treated alike. Among the places there those win that leave halves which need no further cut; then
 * the best kind of boundary, and among those of one kind the one whose neighbouring words have the
 * highest hash. An edit elsewhere changes neither, so the half without the edit is cut as before.
 * No chunk comes out shorter than about a third of the limit, other than where there is nothing to
 * cut at.
 */
final class ChunkCutter {
  private final TokenCounter tokens;
  private final int limit;

  /**
   * @param limit the most tokens in a chunk
   */
  ChunkCutter(TokenCounter tokens, int limit) {
    this.tokens = tokens;
    this.limit = limit;
  }

  /** The pieces of each chunk, in order. */
  List<List<Piece>> cut(List<Piece> pieces) {
    List<List<Piece>> chunks = new ArrayList<>();
    cut(pieces, chunks);
    return chunks;
  }

  private void cut(List<Piece> pieces, List<List<Piece>> chunks) {
    long total = pieces.stream().mapToLong(Piece::tokens).sum();
    if (pieces.size() == 1 || (total <= limit && tokens.count(text(pieces)) <= limit)) {
      chunks.add(pieces);
      return;
    }
    int at = place(pieces, total);
    cut(pieces.subList(0, at), chunks);
    cut(pieces.subList(at, pieces.size()), chunks);
  }

  /** The first piece of the second half. */
  private int place(List<Piece> pieces, long total) {
    int best = -1;
    boolean bestIsLast = false;
    int nearest = 1;
    long nearestDistance = Long.MAX_VALUE;
    long before = 0;
    for (int i = 1; i < pieces.size(); i++) {
      before += pieces.get(i - 1).tokens();
      long distance = Math.abs(2 * before - total);
      if (distance < nearestDistance) {
        nearestDistance = distance;
        nearest = i;
      }
      boolean isLast = before <= limit && total - before <= limit;
      boolean better = best < 0 || (isLast == bestIsLast ? isBetter(pieces, i, best) : isLast);
      if (3 * distance <= total && better) {
        best = i;
        bestIsLast = isLast;
      }
    }
    return best < 0 ? nearest : best;
  }

  private static boolean isBetter(List<Piece> pieces, int candidate, int best) {
    int kind = pieces.get(candidate).before().compareTo(pieces.get(best).before());
    return kind > 0 || (kind == 0 && hash(pieces, candidate) > hash(pieces, best));
  }

  private static long hash(List<Piece> pieces, int at) {
    long mixed =
        (pieces.get(at - 1).text().hashCode() * 0x9E3779B97F4A7C15L)
            ^ (pieces.get(at).text().hashCode() * 0xC2B2AE3D27D4EB4FL);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  static String text(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (!text.isEmpty()) {
        text.append(piece.before().separator());
      }
      text.append(piece.text());
    }
    return text.toString();
  }
}
