package io.retune.embedding;

/**
 * BAAI/bge-small-en, 384 dimensions, from an artifact on the class path that is used as data only.
 * Pooling and prefix are those of its <a href="https://huggingface.co/BAAI/bge-small-en">model
 * card</a>.
 */
public final class BgeSmallEn {

  public static final String NAME = "bge-small-en";

  private BgeSmallEn() {}

  public static OnnxModelDescription description() {
    return new OnnxModelDescription(
        NAME,
        new ModelFile.OnClassPath("bge-small-en.onnx"),
        new ModelFile.OnClassPath("bge-small-en-tokenizer.json"),
        Pooling.CLS,
        512,
        "Represent this question for searching relevant passages: ",
        "");
  }
}
