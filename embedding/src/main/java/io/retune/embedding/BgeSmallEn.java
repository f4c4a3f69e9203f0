package io.retune.embedding;

/**
 * BAAI/bge-small-en, 384 dimensions, from artifacts on the class path that are used as data only:
 * the model itself, and one whose matrices are of whole numbers of 8 bits. That one is another base
 * model: its vectors are close to those of the first, but not the same. Pooling and prefix are
 * those of its <a href="https://huggingface.co/BAAI/bge-small-en">model card</a>.
 */
public final class BgeSmallEn {

  public static final String NAME = "bge-small-en";

  /** Of the one with whole numbers. */
  public static final String QUANTISED_NAME = "bge-small-en-q";

  private BgeSmallEn() {}

  public static OnnxModelDescription description() {
    return named(NAME, "644fdaf59ddebaca416903a593665b74bddab9b168b0799d4034c0e7809699bf");
  }

  /** Of the one with whole numbers. */
  public static OnnxModelDescription quantised() {
    return named(
        QUANTISED_NAME, "93b3c104db8309d72a822d18eaae67ccdedaf81bdea0d03dd477dfb666e75e77");
  }

  private static OnnxModelDescription named(String name, String sha256) {
    return new OnnxModelDescription(
        name,
        new ModelFile.OnClassPath(name + ".onnx", sha256),
        new ModelFile.OnClassPath(
            name + "-tokenizer.json",
            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"),
        Pooling.CLS,
        512,
        "Represent this question for searching relevant passages: ",
        "");
  }
}
