package io.retune.adapter.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.safetensors.SafetensorsFile;
import io.retune.adapter.safetensors.SafetensorsWriter;
import io.retune.adapter.tensor.Tensor;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdapterWeightsTest {

  private static final float[] QUERY = {0.6f, -0.8f};
  private static final Tensor WEIGHT = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
  private static final Tensor BIAS = Tensor.vector(0.5f, -0.5f);

  private final AdapterWeights weights = new AdapterWeights();

  @Test
  void linearAdapterComesBack() throws MalformedFileException {
    // Given
    LinearAdapter adapter = new LinearAdapter(WEIGHT, Optional.of(BIAS));

    // When
    Adapter read = weights.decode(weights.encode(adapter));

    // Then
    assertThat(read).isInstanceOf(LinearAdapter.class);
    assertThat(read.apply(QUERY)).containsExactly(adapter.apply(QUERY));
  }

  @Test
  void twoLayerAdapterComesBackWithWhatItsTensorsDoNotSay() throws MalformedFileException {
    // Given
    TwoLayerAdapter adapter =
        new TwoLayerAdapter(WEIGHT, BIAS, WEIGHT, BIAS, Activation.TANH, 0.25f, true);

    // When
    TwoLayerAdapter read = (TwoLayerAdapter) weights.decode(weights.encode(adapter));

    // Then
    assertThat(read.activation()).isEqualTo(Activation.TANH);
    assertThat(read.residual()).isTrue();
    assertThat(read.residualWeight()).isEqualTo(0.25f);
    assertThat(read.apply(QUERY)).containsExactly(adapter.apply(QUERY));
  }

  @Test
  void linearTensorsOfAnotherToolAreReadWithoutMetadata() throws MalformedFileException {
    // Given
    byte[] file =
        new SafetensorsWriter()
            .write(new SafetensorsFile(Map.of(), Map.of("linear.weight", WEIGHT)));

    // When
    Adapter read = weights.decode(file);

    // Then
    assertThat(((LinearAdapter) read).weight()).isEqualTo(WEIGHT);
  }

  @Test
  void tensorsOfNoAdapterAreRefused() {
    // Given
    byte[] file =
        new SafetensorsWriter()
            .write(
                new SafetensorsFile(
                    Map.of(), Map.of("linear.weight", WEIGHT, "linear.extra", BIAS)));

    // When
    var refusal = assertThatThrownBy(() -> weights.decode(file));

    // Then
    refusal
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("unexpected tensor 'linear.extra'");
  }

  @Test
  void baseModelHasNoWeights() {
    // Given
    Adapter base = new IdentityAdapter();

    // When
    var refusal = assertThatThrownBy(() -> weights.encode(base));

    // Then
    refusal.isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checkpointWithAnotherHashIsRefused() {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(2).setWeightsSha256("0123").build();

    // When
    var refusal = assertThatThrownBy(() -> weights.decode(checkpoint));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageEndingWith(", not 0123");
  }

  @Test
  void checkpointOfAnotherDimensionThanItsBaseModelIsRefused() {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(3).build();

    // When
    var refusal = assertThatThrownBy(() -> weights.decode(checkpoint));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining("3 dimensions");
  }

  @Test
  void hashIsTheOneThatOtherToolsCompute() {
    // Given
    byte[] bytes = {'a', 'b', 'c'};

    // When
    String hash = Sha256.of(bytes);

    // Then
    // FIPS 180-2, appendix B.1
    assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private AdapterCheckpoint.Builder checkpoint(int dimension) {
    byte[] bytes = weights.encode(new LinearAdapter(WEIGHT));
    return AdapterCheckpoint.newBuilder()
        .setWeights(ByteString.copyFrom(bytes))
        .setWeightsSha256(Sha256.of(bytes))
        .setBaseModel(BaseModel.newBuilder().setDimension(dimension));
  }
}
