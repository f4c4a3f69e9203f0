package io.retune.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transformer encoder in ONNX Runtime: token sequences in, one pooled vector each out.
 * Thread-safe; every call runs on the thread that makes it and on no other, so as many calls as
 * cores fill them.
 */
final class OnnxSession implements AutoCloseable {

  private static final Set<String> KNOWN_INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids");

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String output;
  private final Pooling pooling;

  private OnnxSession(OrtSession session, Pooling pooling) throws OrtException {
    this.session = session;
    this.pooling = pooling;
    for (String input : session.getInputNames()) {
      if (!KNOWN_INPUTS.contains(input)) {
        throw new EmbeddingException("the model needs an input that is not supported: " + input);
      }
    }
    this.output =
        session.getOutputInfo().values().stream()
            .filter(
                info ->
                    info.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 3)
            .map(NodeInfo::getName)
            .findFirst()
            .orElseThrow(
                () -> new EmbeddingException("the model has no output [texts, tokens, dimension]"));
  }

  /**
   * @throws EmbeddingException if the file is no encoder that this runtime can load
   */
  static OnnxSession open(Path model, Pooling pooling) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Threads that spin while they wait take the cores from those that work.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      return open(model, pooling, options);
    } catch (OrtException e) {
      throw new EmbeddingException("cannot load the ONNX model: " + oneLine(e), e);
    }
  }

  private static OnnxSession open(Path path, Pooling pooling, OrtSession.SessionOptions options)
      throws OrtException {
    OrtSession session = OrtEnvironment.getEnvironment().createSession(path.toString(), options);
    try {
      return new OnnxSession(session, pooling);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Runs sequences of one length, so that none is padded: what a text's vector is does then not
   * depend on its neighbours, to the last bit.
   *
   * @return [sequence][dimension], of any length
   * @throws EmbeddingException if the model fails
   */
  float[][] run(List<long[]> sequences) {
    int rows = sequences.size();
    int length = sequences.get(0).length;
    long[] shape = {rows, length};
    long[] ids = new long[rows * length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(sequences.get(row), 0, ids, row * length, length);
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String input : session.getInputNames()) {
        inputs.put(
            input,
            OnnxTensor.createTensor(environment, LongBuffer.wrap(values(input, ids)), shape));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        OnnxTensor tensor = (OnnxTensor) result.get(0);
        return pool(tensor.getFloatBuffer(), tensor.getInfo().getShape());
      }
    } catch (OrtException e) {
      throw new EmbeddingException("the ONNX model failed: " + oneLine(e), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, long[] ids) {
    return switch (input) {
      case "input_ids" -> ids;
      case "attention_mask" -> {
        long[] attended = new long[ids.length];
        Arrays.fill(attended, 1);
        yield attended;
      }
      default -> new long[ids.length];
    };
  }

  private float[][] pool(FloatBuffer tokens, long[] shape) {
    int rows = Math.toIntExact(shape[0]);
    int length = Math.toIntExact(shape[1]);
    int dimension = Math.toIntExact(shape[2]);
    float[][] pooled = new float[rows][dimension];
    for (int row = 0; row < rows; row++) {
      int first = row * length * dimension;
      if (pooling == Pooling.CLS) {
        tokens.get(first, pooled[row]);
      } else {
        for (int i = 0; i < length * dimension; i++) {
          pooled[row][i % dimension] += tokens.get(first + i);
        }
      }
    }
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingException("cannot close the ONNX model: " + oneLine(e), e);
    }
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
