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
        new ModelFile.OnClassPath(
            "bge-small-en.onnx",
            "644fdaf59ddebaca416903a593665b74bddab9b168b0799d4034c0e7809699bf"),
        new ModelFile.OnClassPath(
            "bge-small-en-tokenizer.json",
            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"),
        Pooling.CLS,
        512,
        "Represent this question for searching relevant passages: ",
        "");
  }
}
