package io.retune.trainer.embed;

import io.retune.embedding.ApproximateTokenizer;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import io.retune.embedding.TextTokenizer;
import java.util.ArrayList;
import java.util.List;

/** A document is (1, 0), a query (0, 1); a text with "broken" in it fails. */
final class SideModel implements BaseEmbeddingModel {

  final List<List<String>> calls = new ArrayList<>();

  /** Calls that a busy server does not serve. */
  int busyFor;

  /** Calls that a server refuses, whatever they are. */
  int refusesFor;

  @Override
  public String name() {
    return "side";
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int maxTokens() {
    return 100;
  }

  @Override
  public String fingerprint() {
    return "0123456789abcdef";
  }

  @Override
  public float[][] embedDocuments(List<String> texts) {
    return embed(texts, new float[] {1, 0});
  }

  @Override
  public float[][] embedQueries(List<String> texts) {
    return embed(texts, new float[] {0, 1});
  }

  private float[][] embed(List<String> texts, float[] vector) {
    calls.add(List.copyOf(texts));
    if (busyFor > 0) {
      busyFor--;
      throw new EmbeddingException("the server is busy", true, null);
    }
    if (refusesFor > 0) {
      refusesFor--;
      throw new EmbeddingException("the server refused the key");
    }
    for (String text : texts) {
      if (text.contains("broken")) {
        throw new EmbeddingException("cannot embed this");
      }
    }
    return texts.stream().map(text -> vector.clone()).toArray(float[][]::new);
  }

  @Override
  public TextTokenizer tokenizer() {
    return ApproximateTokenizer.withDefaults();
  }

  @Override
  public long tokensProcessed() {
    return 0;
  }

  @Override
  public void close() {}
}
